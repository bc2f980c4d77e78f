import Dashboard
import TerminalUI

/// One line of a configuration file: a name and what it is set to.
struct ConfigurationSetting: Hashable, Sendable {
    /// The table that it stands in.
    enum Table: String, Hashable, Sendable, CaseIterable {
        case run, experiment, reproduce, keys
    }

    /// What it is set to, free of the parser that read it.
    enum Value: Hashable, Sendable {
        /// A text, or a number as it is written on a command line.
        case text(String)
        case truth(Bool)
        case list([String])
    }

    let table: Table
    let name: String
    let value: Value
    /// Where it stands, from 1, if that could be found out.
    let line: Int?

    /// The arguments that say the same.
    ///
    /// - Throws: `ConfigurationError` when the value is of the wrong kind.
    func arguments(flags: Set<String>) throws(ConfigurationError) -> [String] {
        switch table {
        case .run, .experiment, .reproduce: try optionArguments(flags: flags)
        case .keys: try bindingArguments()
        }
    }

    private func optionArguments(flags: Set<String>) throws(ConfigurationError) -> [String] {
        switch (value, flags.contains(name)) {
        case (.truth(true), true): return ["--\(name)"]
        case (.truth(false), true):
            guard let other = ExclusiveFlags.others(of: name).first else { return [] }
            throw wrongType("true or left out; what denies it is '\(other) = true'")
        case (.truth(let isOn), false): return ["--\(name)=\(isOn)"]
        case (.text(let text), false): return ["--\(name)=\(text)"]
        case (.text, true): throw wrongType("true or false")
        case (.list(let values), false) where table == .experiment:
            return ["--\(name)=\(values.joined(separator: ","))"]
        case (.list, _): throw wrongType("one value and not a list")
        }
    }

    private func bindingArguments() throws(ConfigurationError) -> [String] {
        guard KeyAction(rawValue: name) != nil else {
            throw .unknownAction(name, known: KeyAction.allCases.map(\.rawValue), line: line)
        }
        let keys: [String]
        switch value {
        case .text(let key): keys = [key]
        case .list(let names): keys = names
        case .truth: throw wrongType("the name of a key or a list of them")
        }
        for key in keys where Key(name: key) == nil { throw .unknownKey(key, line: line) }
        return keys.isEmpty ? ["--bind=\(name)="] : keys.map { "--bind=\(name)=\($0)" }
    }

    private func wrongType(_ right: String) -> ConfigurationError {
        .wrongType(name, right: right, line: line)
    }
}
