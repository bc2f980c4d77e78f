/// One message of Maelstrom's network: who says what to whom.
///
/// On a line of its own it is a JSON object with the members `src`, `dest` and `body` (Maelstrom,
/// doc/protocol.md, "Messages").
public struct MaelstromMessage: Hashable, Sendable {
    /// The name of the node or client that sent it.
    public let source: String
    /// The name of the one that it is for.
    public let destination: String
    /// What is said.
    public let body: JSONObject

    public init(from source: String, to destination: String, body: JSONObject) {
        self.source = source
        self.destination = destination
        self.body = body
    }

    /// Reads the text of one line.
    ///
    /// - Throws: `MessageError`.
    public init(parsing line: [UInt8]) throws(MessageError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: line)
        } catch {
            throw .notJSON(error)
        }
        guard let message = value.object else { throw .notObject }
        guard let source = message["src"]?.string else { throw .lacks("src", "a string") }
        guard let destination = message["dest"]?.string else { throw .lacks("dest", "a string") }
        guard let body = message["body"]?.object else { throw .lacks("body", "an object") }
        self.init(from: source, to: destination, body: body)
    }

    /// The message on one line, without its end.
    public var line: String {
        JSONValue.object([
            "src": .string(source), "dest": .string(destination), "body": .object(body),
        ]).text
    }

    /// What kind of message it is.
    var type: String? { body["type"]?.string }

    /// The number that its sender gave it, where it waits for an answer.
    var number: Int? { body["msg_id"]?.integer }
}

/// Why a line is no message.
public enum MessageError: Error, Hashable, Sendable {
    case notJSON(JSONError)
    /// It is JSON, and no object.
    case notObject
    /// A member is missing or of another kind.
    case lacks(String, String)
}

extension MessageError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notJSON(let error): "a line of standard input is not JSON: \(error)"
        case .notObject: "a line of standard input is JSON, and not an object"
        case .lacks(let name, let kind):
            "a message on standard input lacks \"\(name)\", which must be \(kind)"
        }
    }
}
