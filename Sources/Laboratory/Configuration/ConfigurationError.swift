/// What is wrong in a configuration file.
enum ConfigurationError: Error, Hashable, Sendable {
    /// It is not TOML; the reason is the parser's.
    case syntax(reason: String, line: Int)
    /// A whole number beyond those of TOML.
    case tooLarge(line: Int)
    /// A table that no command has, or a value outside of every table.
    case unknownTable(String, line: Int?)
    /// A value of a kind that options do not have.
    case wrongType(String, right: String, line: Int?)
    /// An option that cannot stand in a file.
    case commandLineOnly(String, line: Int?)
    /// There is no action of this name.
    case unknownAction(String, known: [String], line: Int?)
    /// There is no key of this name.
    case unknownKey(String, line: Int?)
    /// It denies what another setting says.
    case excluded(String, by: String, line: Int?)
    /// What the command line would say to it.
    case refused(String, line: Int?)

    /// The line, from 1, where it is known.
    var line: Int? {
        switch self {
        case .syntax(_, let line), .tooLarge(let line): line
        case .unknownTable(_, let line), .wrongType(_, _, let line), .commandLineOnly(_, let line),
            .unknownAction(_, _, let line), .unknownKey(_, let line), .excluded(_, _, let line),
            .refused(_, let line):
            line
        }
    }
}

extension ConfigurationError: CustomStringConvertible {
    /// The sentence without the file and the line.
    var description: String {
        switch self {
        case .syntax(let reason, _): "this is not TOML: \(reason)"
        case .tooLarge:
            "whole numbers of TOML end at \(Int64.max); write a larger seed in quotes, as a text"
        case .unknownTable(let name, _):
            "'\(name)' is no table of this file; options stand in \(Self.tables), keys in [keys]"
        case .wrongType(let name, let right, _): "'\(name)' must be \(right)"
        case .commandLineOnly(let name, _):
            "'\(name)' cannot stand in a file; give it on the command line"
        case .unknownAction(let name, let known, _):
            "there is no action '\(name)'; use \(known.joined(separator: ", "))"
        case .unknownKey(let name, _):
            "there is no key '\(name)'; write it as u, space, enter, ctrl-x, alt-x or f1"
        case .excluded(let name, let other, _):
            "'\(name)' and '\(other)' deny each other; set only one of them"
        case .refused(let reason, _): reason
        }
    }

    /// `[run], [experiment] or [reproduce]`.
    private static let tables =
        ConfigurationSetting.Table.allCases.filter { $0 != .keys }.map { "[\($0.rawValue)]" }
        .joined(separator: ", ")
}
