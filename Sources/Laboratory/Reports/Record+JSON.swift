extension Record {
    /// An array of records, each on a line of its own.
    package static func json(_ records: [Record]) -> String {
        "[" + records.map(\.json).joined(separator: jsonSeparator) + "]"
    }

    /// What stands between two of them.
    static let jsonSeparator = ",\n "

    package var json: String {
        let members = fields.map { "\(Value.quoted($0.name)):\($0.value.json)" }
        return "{" + members.joined(separator: ",") + "}"
    }
}

extension Record.Value {
    package var json: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .whole(let number): "\(number)"
        case .number(let number): number.isFinite ? "\(number)" : "null"
        case .truth(let isTrue): "\(isTrue)"
        case .none: "null"
        case .record(let record): record.json
        case .list(let texts): "[" + texts.map(Self.quoted).joined(separator: ",") + "]"
        }
    }

    fileprivate static func quoted(_ text: String) -> String {
        "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"", "\\": return "\\\(scalar)"
        // Controls, and what turns the direction of a line: a terminal may be what reads this.
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}"..."\u{202E}",
            "\u{2066}"..."\u{2069}":
            let digits = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: return "\(scalar)"
        }
    }
}
