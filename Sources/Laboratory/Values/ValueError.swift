/// Why a text is not a value of an option. The command line puts the option and the text in front.
package enum ValueError: Error, Hashable, Sendable {
    /// It is none of the choices.
    case notAmong([String])
    /// It does not have this form.
    case wrongForm(String)
    /// It lies outside this range.
    case outOfRange(String)
    /// It has no place here for a reason; only one value has, if any.
    case outOfPlace(String, right: String?)
    /// It stands in a list twice.
    case repeated(String)
    /// It is a list, and one of its values is wrong.
    indirect case inList(String, ValueError)
}

extension ValueError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notAmong(let choices): "it must be \(Self.alternatives(choices))"
        case .wrongForm(let form): "it must be \(form)"
        case .outOfRange(let range): "it must be \(range)"
        case .outOfPlace(let reason, let right):
            reason + (right.map { "; it must be \($0)" } ?? ": leave it out")
        case .repeated(let value): "'\(value)' stands there twice: once is enough"
        case .inList(let value, let error): "as for '\(value)', \(error)"
        }
    }

    /// `a`, `a or b`, `one of a, b, c`.
    private static func alternatives(_ choices: [String]) -> String {
        choices.count > 2
            ? "one of \(choices.joined(separator: ", "))" : choices.joined(separator: " or ")
    }
}
