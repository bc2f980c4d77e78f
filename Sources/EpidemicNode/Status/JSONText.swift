/// A JSON value whose members keep their order (RFC 8259).
indirect enum JSONText {
    case text(String)
    case whole(UInt64)
    case number(Double)
    case truth(Bool)
    case null
    case list([JSONText])
    case object(KeyValuePairs<String, JSONText>)
    /// Members whose names are not known beforehand.
    case members([(String, JSONText)])

    static func count(_ number: Int) -> JSONText { .whole(UInt64(number)) }

    /// The value on one line.
    var line: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .whole(let number): "\(number)"
        case .number(let number): number.isFinite ? "\(number)" : "null"
        case .truth(let truth): "\(truth)"
        case .null: "null"
        case .list(let values): "[" + values.map(\.line).joined(separator: ",") + "]"
        case .object(let members): Self.object(members.map { ($0.key, $0.value) })
        case .members(let members): Self.object(members)
        }
    }

    private static func object(_ members: [(String, JSONText)]) -> String {
        "{" + members.map { "\(quoted($0.0)):\($0.1.line)" }.joined(separator: ",") + "}"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}"..."\u{202E}",
                "\u{2066}"..."\u{2069}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
