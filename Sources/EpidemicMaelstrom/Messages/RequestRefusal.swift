/// Why a client is not answered as it hoped: one of Maelstrom's errors (doc/protocol.md, "Errors").
///
/// All of these are definite: what was asked for has not happened, and never will.
struct RequestRefusal: Error, Hashable {
    let code: Code
    let text: String

    /// The numbers of Maelstrom's errors, as far as a node says them.
    enum Code: Int {
        case notSupported = 10
        case temporarilyUnavailable = 11
        case malformedRequest = 12
        case abort = 14
        case keyDoesNotExist = 20
        case preconditionFailed = 22
    }

    /// The body of the error.
    var body: JSONObject {
        ["type": "error", "code": .integer(code.rawValue), "text": .string(text)]
    }

    static func notSupported(_ text: String) -> RequestRefusal {
        RequestRefusal(code: .notSupported, text: text)
    }

    static func unavailable(_ text: String) -> RequestRefusal {
        RequestRefusal(code: .temporarilyUnavailable, text: text)
    }

    static func malformed(_ text: String) -> RequestRefusal {
        RequestRefusal(code: .malformedRequest, text: text)
    }

    static func abort(_ text: String) -> RequestRefusal {
        RequestRefusal(code: .abort, text: text)
    }
}
