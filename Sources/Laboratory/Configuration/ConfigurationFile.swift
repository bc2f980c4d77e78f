import ArgumentParser
import Foundation

/// The configuration file: options under the names that they have on the command line, in a table
/// for each command, and `[keys]`.
///
/// It becomes arguments in front of the given ones, so that one parser understands both, the
/// command line wins, and what is wrong in the file is said in the same words, with its line.
struct ConfigurationFile {
    let path: String
    let settings: [ConfigurationSetting]

    /// Reads the text of a file.
    ///
    /// - Throws: `Complaint` with the path, and the line where it is known.
    init(parsing text: String, path: String) throws(Complaint) {
        self.path = path
        do {
            settings = try ConfigurationReader(text: text).settings()
        } catch {
            throw Self.complaint(path, error)
        }
    }

    /// The file that was given, or else the user's, if there is one.
    ///
    /// - Throws: `Complaint` when it cannot be read or understood.
    static func find(
        given: String?, environment: [String: String]
    ) throws(Complaint) -> ConfigurationFile? {
        guard let path = given ?? UserFolder(environment)?.existing("config.toml") else {
            return nil
        }
        return try ConfigurationFile(
            parsing: TextFile.read(path, as: "configuration file"), path: path)
    }

    /// The settings of a command as arguments; each is tried alone first, to be blamed by its line.
    ///
    /// - Parameter given: the arguments beside the file; a flag that they decide is left out.
    /// - Throws: `Complaint`.
    func arguments<Command: ConfigurableCommand>(
        for command: Command.Type, beside given: [String] = []
    ) throws(Complaint) -> [String] {
        var parts: [(setting: ConfigurationSetting, arguments: [String])] = []
        for setting in settings where Command.tables.contains(setting.table) {
            let ofSetting: [String]
            do {
                ofSetting = try setting.arguments(flags: Command.flags)
                try Self.check(setting, ofSetting, for: command)
                try Self.check(setting, ofSetting, after: parts.flatMap(\.arguments))
            } catch {
                throw Self.complaint(path, error)
            }
            parts.append((setting, ofSetting))
        }
        try check(parts, for: command)
        return parts.flatMap(\.arguments).filter {
            !ExclusiveFlags.decide(String($0.dropFirst(2)), in: given)
        }
    }

    private static func check(
        _ setting: ConfigurationSetting, _ arguments: [String], after before: [String]
    ) throws(ConfigurationError) {
        let others = arguments.isEmpty ? [] : ExclusiveFlags.others(of: setting.name)
        for other in others where before.contains("--\(other)") {
            throw .excluded(setting.name, by: other, line: setting.line)
        }
    }

    private static func check<Command: ConfigurableCommand>(
        _ setting: ConfigurationSetting, _ arguments: [String], for command: Command.Type
    ) throws(ConfigurationError) {
        guard !Command.commandLineOnly.contains(setting.name) else {
            throw .commandLineOnly(setting.name, line: setting.line)
        }
        do {
            _ = try Command.parse(arguments)
        } catch {
            guard !Command.exitCode(for: error).isSuccess else {
                throw .commandLineOnly(setting.name, line: setting.line)
            }
            throw .refused(Command.sentence(for: error), line: setting.line)
        }
    }

    /// All settings together must make sense too; blamed is the first with which they make none.
    private func check<Command: ConfigurableCommand>(
        _ parts: [(setting: ConfigurationSetting, arguments: [String])], for command: Command.Type
    ) throws(Complaint) {
        func problem(_ count: Int) -> String? {
            do {
                try Command.parse(parts.prefix(count).flatMap(\.arguments)).check()
                return nil
            } catch {
                return Command.sentence(for: error)
            }
        }
        guard let whole = problem(parts.count) else { return }
        let count = (1...max(1, parts.count)).first { problem($0) == whole } ?? parts.count
        let line = parts.prefix(count).last?.setting.line
        throw Self.complaint(path, .refused(whole, line: line))
    }

    /// - Throws: `Complaint` when the theme that is set cannot be shown.
    func checkTheme(
        in environment: [String: String], among tables: Set<ConfigurationSetting.Table>
    ) throws(Complaint) {
        for setting in settings where setting.name == "theme" && tables.contains(setting.table) {
            guard case .text(let name) = setting.value else { continue }
            do throws(Complaint) { _ = try ShownTheme(name, environment: environment) } catch {
                throw Self.complaint(path, .refused(error.sentence, line: setting.line))
            }
        }
    }

    private static func complaint(_ path: String, _ error: ConfigurationError) -> Complaint {
        .wrongUse("\(path)\(error.line.map { ", line \($0)" } ?? ""): \(error.description)")
    }
}
