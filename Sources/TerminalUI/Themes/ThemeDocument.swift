import TOMLKit

/// A value of a theme file, free of the parser that read it.
indirect enum ThemeValue: Hashable, Sendable {
    case text(String)
    case number(Int)
    case list([ThemeValue])
    case table(ThemeDocument)
    /// A truth value, a fraction or a date: theme files have no place for them.
    case other(String)
}

/// A table of a theme file, sorted by key so that the first error is always the same one.
struct ThemeDocument: Hashable, Sendable {
    let fields: [Field]

    struct Field: Hashable, Sendable {
        let key: String
        let value: ThemeValue
    }

    subscript(key: String) -> ThemeValue? { fields.first { $0.key == key }?.value }

    /// Reads TOML.
    init(parsing text: String, theme: String) throws(ThemeError) {
        do {
            self.init(try TOMLText.table(text))
        } catch {
            throw ThemeError(
                theme: theme, problem: .syntax(line: error.line, reason: error.reason))
        }
    }

    private init(_ table: TOMLTable) {
        fields = table.keys.sorted().compactMap { key in
            table[key].map { Field(key: key, value: ThemeValue($0)) }
        }
    }

    fileprivate static func table(_ table: TOMLTable) -> ThemeValue {
        .table(ThemeDocument(table))
    }
}

extension ThemeValue {
    fileprivate init(_ value: any TOMLValueConvertible) {
        if let text = value.string {
            self = .text(text)
        } else if let table = value.table {
            self = ThemeDocument.table(table)
        } else if let array = value.array {
            self = .list(array.map { ThemeValue($0) })
        } else if value.type == .int, let number = value.int {
            self = .number(number)
        } else {
            self = .other(value.debugDescription)
        }
    }

    /// The text, if it is one.
    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// How the value reads in an error.
    var summary: String {
        switch self {
        case .text(let text): text
        case .number(let number): "\(number)"
        case .list: "a list"
        case .table: "a table"
        case .other(let text): text
        }
    }
}
