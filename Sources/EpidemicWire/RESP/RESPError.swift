/// Why bytes are not the Redis protocol; the connection cannot go on.
public enum RESPError: Error, Hashable, Sendable {
    /// The head of an array is no number, or more than a command may have.
    case multibulkLength
    /// The head of a word is no number, or more than a word may have.
    case bulkLength
    /// Too many words from a client that has not given the password.
    case unauthenticatedMultibulkLength
    /// Too long a word from a client that has not given the password.
    case unauthenticatedBulkLength
    /// Something else where a word of an array has to begin; nil for an empty line.
    case expectedBulk(got: UInt8?)
    /// A word without a line end where its announced length is over.
    case unterminatedBulk
    /// A quoted word that does not end, or goes on after its quote.
    case unbalancedQuotes
    case longInline
    case longMultibulkCount
    case longBulkCount
    /// All words together are more than a command may have.
    case longCommand(limit: Int)
    /// An answer of a kind that does not exist.
    case unknownKind(UInt8)
    /// An answer whose number, truth or length is none.
    case answer(RESPReplyParser.Flaw)
}

extension RESPError: CustomStringConvertible {
    /// What a client is told after `-ERR `, in the words that Redis uses where it has any.
    public var description: String { "Protocol error: \(reason)" }

    private var reason: String {
        switch self {
        case .multibulkLength: "invalid multibulk length"
        case .bulkLength: "invalid bulk length"
        case .unauthenticatedMultibulkLength: "unauthenticated multibulk length"
        case .unauthenticatedBulkLength: "unauthenticated bulk length"
        case .expectedBulk(let got): "expected '$', got '\(Self.shown(got))'"
        case .unterminatedBulk: "expected a line end after the bulk string"
        case .unbalancedQuotes: "unbalanced quotes in request"
        case .longInline: "too big inline request"
        case .longMultibulkCount: "too big mbulk count string"
        case .longBulkCount: "too big bulk count string"
        case .longCommand(let limit): "too big request, at most \(limit) bytes"
        case .unknownKind(let byte): "unknown kind of answer '\(Self.shown(byte))'"
        case .answer(let flaw): "\(flaw)"
        }
    }

    /// A byte as it can stand in a line.
    private static func shown(_ byte: UInt8?) -> String {
        guard let byte else { return "" }
        guard (0x20..<0x7F).contains(byte) else {
            return "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return String(Unicode.Scalar(byte))
    }
}
