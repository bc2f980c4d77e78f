extension Record {
    /// A header and a line for each record; a record within a record becomes columns `outer_inner`.
    package static func csv(_ records: [Record]) -> String {
        guard let first = records.first else { return "" }
        return ([first.csvHead] + records.map(\.csvLine)).joined(separator: "\n")
    }

    /// The names of its columns.
    var csvHead: String { columns.map(\.name).joined(separator: ",") }

    var csvLine: String { columns.map(\.value.csv).joined(separator: ",") }

    private var columns: [Field] {
        fields.flatMap { field in
            guard case .record(let inner) = field.value else { return [field] }
            return inner.columns.map { Field("\(field.name)_\($0.name)", $0.value) }
        }
    }
}

extension Record.Value {
    /// As in JSON, but for texts, which are quoted only where they must be, lists, which are one text,
    /// and nothing, which is empty.
    fileprivate var csv: String {
        switch self {
        case .text(let text): Self.field(text)
        case .none: ""
        case .list(let texts): Self.field(texts.joined(separator: "; "))
        case .whole, .number, .truth, .record: json
        }
    }

    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}
