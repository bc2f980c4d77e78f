/// A JSON object whose members keep their order (RFC 8259).
struct JSONObject: Sendable {
    /// What a member can be.
    indirect enum Value: Sendable {
        case text(String)
        case whole(Int)
        /// A number as it is written.
        case number(String)
        case null
        case list([Value])
        case object(JSONObject)
    }

    private var members: [(name: String, value: Value)]

    init(_ members: KeyValuePairs<String, Value> = [:]) {
        self.members = members.map { ($0.key, $0.value) }
    }

    /// Adds a member at the end.
    mutating func add(_ name: String, _ value: Value) { members.append((name, value)) }

    /// The object on one line.
    var text: String {
        let inner = members.map { "\(Self.quoted($0.name)):\($0.value.text)" }
        return "{" + inner.joined(separator: ",") + "}"
    }

    fileprivate static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension JSONObject.Value {
    /// The value on one line.
    var text: String {
        switch self {
        case .text(let text): JSONObject.quoted(text)
        case .whole(let number): "\(number)"
        case .number(let digits): digits
        case .null: "null"
        case .list(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
        case .object(let object): object.text
        }
    }
}
