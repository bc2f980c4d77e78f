/// What is wrong with a script.
struct ScriptError: Error, Hashable, Sendable {
    /// The line, from 1.
    let line: Int
    let problem: Problem

    enum Problem: Error, Hashable, Sendable {
        case unknownCommand(String)
        /// A command without what must follow it, or with something else.
        case wrongArgument(command: String, argument: String, right: String)
    }
}

extension ScriptError: CustomStringConvertible {
    /// The sentence without the script's name.
    var description: String {
        let sentence =
            switch problem {
            case .unknownCommand(let name):
                "there is no command '\(name)'; use \(ScriptParser.names.joined(separator: ", "))"
            case .wrongArgument(let command, "", let right):
                "\(command) must be followed by \(right)"
            case .wrongArgument(let command, let argument, let right):
                "\(command) '\(argument)' must be \(right)"
            }
        return "line \(line): \(sentence)"
    }
}
