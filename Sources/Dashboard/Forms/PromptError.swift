/// What is wrong with what was typed.
enum PromptError: Error, Hashable {
    case wrong(name: String, value: String, right: String)
    /// A setting that has no place beside others.
    case meaningless(name: String, reason: String)
    /// Something that was not said.
    case missing(name: String, right: String)
    /// A word too many.
    case tooMuch(word: String, right: String)
    case unknownCommand(String)
    case unknownNode(String, last: String)
    /// What was said is right, and has no effect now.
    case refused(String)

    /// The field with the answer.
    var name: String? {
        switch self {
        case .wrong(let name, _, _), .meaningless(let name, _), .missing(let name, _): name
        case .tooMuch, .unknownCommand, .unknownNode, .refused: nil
        }
    }
}

extension PromptError: CustomStringConvertible {
    /// One sentence that names the value and what would be right.
    var description: String {
        switch self {
        case .wrong(let name, let value, let right): "\(name) \(value) must be \(right)"
        case .meaningless(let name, let reason): "\(name) has no meaning \(reason)"
        case .missing(let name, let right): "\(name) needs something more: say \(right)"
        case .tooMuch(let word, let right): "\(word) is too much: say \(right)"
        case .unknownCommand(let name): "there is no command \(name): choose one from the list"
        case .unknownNode(let name, let last): "there is no node \(name): they are n0 to \(last)"
        case .refused(let reason): reason
        }
    }
}
