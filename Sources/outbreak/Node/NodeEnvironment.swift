import ArgumentParser
import Laboratory

/// The options of a node that its environment gives, as containers and units do: `OUTBREAK_ADVERTISE` is
/// `--advertise`, and so on. The command line wins.
enum NodeEnvironment {
    private static let options = [
        "gossip", "advertise", "transport", "control", "metrics", "data", "password-file",
        "key-file",
        "cluster-name", "log-format", "log-level",
    ]
    /// Those of which several may be given, with spaces between. They are ways to find the others, so one
    /// on the command line stands for all.
    private static let ways = ["peer", "join", "registry"]

    /// The arguments that say the same as an environment, where those that were given say nothing.
    static func arguments(
        _ environment: [String: String], given: [String]
    ) -> [String] {
        func isGiven(_ option: String) -> Bool {
            given.contains { $0 == "--\(option)" || $0.hasPrefix("--\(option)=") }
        }
        func value(_ option: String) -> String {
            environment["OUTBREAK_" + option.uppercased().replacing("-", with: "_")] ?? ""
        }
        let plain = options.filter { !isGiven($0) && !value($0).isEmpty }
        let ways = Self.ways.contains(where: isGiven) ? [] : Self.ways
        return plain.map { "--\($0)=\(value($0))" }
            + ways.flatMap { option in
                value(option).split(separator: " ").map { "--\(option)=\($0)" }
            }
    }
}

extension NodeCommand: PreparedCommand {
    package func prepared(
        _ options: [String], environment: [String: String]
    ) throws -> any ParsableCommand {
        let arguments = NodeEnvironment.arguments(environment, given: options)
        return arguments.isEmpty ? self : try Self.parse(arguments + options)
    }
}
