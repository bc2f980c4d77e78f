import ArgumentParser
import Foundation
import Laboratory

/// A command whose options can stand in the environment, as containers and units give them:
/// `OUTBREAK_CLUSTER_NAME` is `--cluster-name`, and so on for every option that it has.
protocol EnvironmentCommand: ParsableCommand {}

/// The options of a command as an environment names them.
struct EnvironmentOptions {
    /// One option.
    struct Option: Hashable {
        let name: String
        let form: Form

        /// What is said with it.
        enum Form: Hashable {
            case value
            /// Any number of values, with spaces between them in an environment.
            case values
            /// Nothing; an environment says whether it is given.
            case flag
        }

        /// How it is called in an environment.
        var variable: String {
            EnvironmentOptions.prefix + name.uppercased().replacing("-", with: "_")
        }
    }

    /// With what all variables of this program begin.
    static let prefix = "OUTBREAK_"

    let all: [Option]

    /// All options of a command, as ArgumentParser itself describes them, but for those that only print.
    init(of command: any EnvironmentCommand.Type) {
        let description = try? JSONSerialization.jsonObject(with: Data(command._dumpHelp().utf8))
        let parts = (description as? [String: Any])?["command"] as? [String: Any]
        let arguments = parts?["arguments"] as? [[String: Any]] ?? []
        all = arguments.compactMap { Option($0) }
        precondition(!all.isEmpty, "\(command) does not tell its options")
    }

    /// The arguments that say the same as an environment, where those that were given say nothing.
    ///
    /// Options that can be given several times are ways to find the others; so one of them on the command
    /// line stands for all.
    ///
    /// - Throws: `Complaint` about a flag that is neither true nor false.
    func arguments(
        _ environment: [String: String], given: [String]
    ) throws(Complaint) -> [String] {
        func isGiven(_ option: Option) -> Bool {
            ExclusiveFlags.decide(option.name, in: given)
                || given.contains {
                    $0 == "--\(option.name)" || $0.hasPrefix("--\(option.name)=")
                }
        }
        let namesWay = all.contains { $0.form == .values && isGiven($0) }
        var arguments: [String] = []
        for option in all where !isGiven(option) {
            guard let text = environment[option.variable], !text.isEmpty else { continue }
            switch option.form {
            case .value: arguments.append("--\(option.name)=\(text)")
            case .values where namesWay: break
            case .values:
                arguments += text.split(separator: " ").map { "--\(option.name)=\($0)" }
            case .flag: arguments += try option.flag(text)
            }
        }
        return arguments
    }
}

extension EnvironmentOptions {
    /// The arguments of the program, with what the environment says in front of those of the command.
    ///
    /// - Throws: `Complaint`.
    static func complete(
        _ arguments: [String], _ environment: [String: String]
    ) throws(Complaint) -> [String] {
        guard environment.keys.contains(where: { $0.hasPrefix(prefix) }),
            let name = arguments.first,
            let command = commands.first(where: { $0.configuration.commandName == name })
        else { return arguments }
        let given = Array(arguments.dropFirst())
        return [name] + (try Self(of: command).arguments(environment, given: given)) + given
    }

    private static let commands: [any EnvironmentCommand.Type] = [
        NodeCommand.self, RegistryCommand.self,
    ]
}

extension EnvironmentOptions.Option {
    /// Reads ArgumentParser's description; nil for what has no name, and for help and version.
    fileprivate init?(_ description: [String: Any]) {
        let names = (description["names"] as? [[String: Any]] ?? []).filter {
            $0["kind"] as? String == "long"
        }
        guard let name = names.first?["name"] as? String, !["help", "version"].contains(name)
        else { return nil }
        self.name = name
        form =
            if description["kind"] as? String == "flag" {
                .flag
            } else {
                description["isRepeating"] as? Bool == true ? .values : .value
            }
    }

    /// The arguments that say the same as a flag's variable.
    fileprivate func flag(_ text: String) throws(Complaint) -> [String] {
        guard try !isSet(text) else { return ["--\(name)"] }
        guard let other = ExclusiveFlags.others(of: name).first else { return [] }
        let right = Self(name: other, form: .flag).variable
        throw .wrongUse("\(variable) is '\(text)'; leave it out, or set \(right) to true")
    }

    private func isSet(_ text: String) throws(Complaint) -> Bool {
        switch text.lowercased() {
        case "1", "true", "yes", "on": true
        case "0", "false", "no", "off": false
        case _: throw .wrongUse("\(variable) is '\(text)'; give true or false")
        }
    }
}
