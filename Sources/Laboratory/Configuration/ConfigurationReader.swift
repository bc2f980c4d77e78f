import TOMLKit
import TerminalUI

/// Takes the text of a configuration file apart.
struct ConfigurationReader {
    let text: String

    /// The settings in the order of their lines.
    func settings() throws(ConfigurationError) -> [ConfigurationSetting] {
        let document = try document()
        var settings: [ConfigurationSetting] = []
        for name in document.keys.sorted() {
            let line = line(of: name, in: nil)
            guard let table = ConfigurationSetting.Table(rawValue: name) else {
                throw .unknownTable(name, line: line)
            }
            guard let values = document[name]?.table else {
                throw .wrongType(name, right: "a table, once, headed [\(name)]", line: line)
            }
            for key in values.keys.sorted() {
                guard let value = values[key] else { continue }
                settings.append(try setting(key, value, in: table))
            }
        }
        return settings.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
    }

    private func document() throws(ConfigurationError) -> TOMLTable {
        do {
            return try TOMLText.table(text)
        } catch {
            guard !error.reason.contains(Self.tooLarge) else {
                throw .tooLarge(line: error.line)
            }
            throw .syntax(reason: error.reason, line: error.line)
        }
    }

    /// What the parser says of a whole number that TOML cannot hold.
    private static let tooLarge = "not representable in 64 bits"

    private func setting(
        _ name: String, _ value: any TOMLValueConvertible, in table: ConfigurationSetting.Table
    ) throws(ConfigurationError) -> ConfigurationSetting {
        let line = line(of: name, in: table.rawValue)
        guard let plain = Self.plain(value) else {
            throw .wrongType(name, right: "a text, a number or true or false", line: line)
        }
        return ConfigurationSetting(table: table, name: name, value: plain, line: line)
    }

    private static func plain(_ value: any TOMLValueConvertible) -> ConfigurationSetting.Value? {
        switch value.type {
        case .string: value.string.map { .text($0) }
        case .int: value.int.map { .text(String($0)) }
        case .double: value.double.map { .text(String($0)) }
        case .bool: value.bool.map { .truth($0) }
        case .array: list(value.array)
        case .table, .date, .time, .dateTime: nil
        }
    }

    private static func list(_ array: TOMLArray?) -> ConfigurationSetting.Value? {
        guard let array else { return nil }
        let texts = array.compactMap { element -> String? in
            guard case .text(let text)? = plain(element) else { return nil }
            return text
        }
        return texts.count == array.count ? .list(texts) : nil
    }

    /// Where a key is set, from 1. The parser does not say, so the text is searched: for the key in
    /// its table, or for the head of a table.
    private func line(of key: String, in table: String?) -> Int? {
        var current: String?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let line = line.drop { $0 == " " || $0 == "\t" }
            if line.hasPrefix("[") {
                current = String(line.drop { $0 == "[" }.prefix { $0 != "]" })
                if table == nil, current == key { return index + 1 }
            } else if current == table, Self.sets(key, line) {
                return index + 1
            }
        }
        return nil
    }

    private static func sets(_ key: String, _ line: Substring) -> Bool {
        ["\(key)", "\"\(key)\"", "'\(key)'"].contains { spelling in
            line.hasPrefix(spelling)
                && line.dropFirst(spelling.count).first { $0 != " " && $0 != "\t" } == "="
        }
    }
}
