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
    /// - Throws: `Complaint`.
    func arguments<Command: ConfigurableCommand>(
        for command: Command.Type
    ) throws(Complaint) -> [String] {
        var arguments: [String] = []
        for setting in settings where Command.tables.contains(setting.table) {
            let ofSetting: [String]
            do {
                ofSetting = try setting.arguments(flags: Command.flags)
                try Self.check(setting, ofSetting, for: command)
            } catch {
                throw Self.complaint(path, error)
            }
            arguments += ofSetting
        }
        try check(arguments, for: command)
        return arguments
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
            throw .refused(Command.message(for: error), line: setting.line)
        }
    }

    /// All settings together must make sense too.
    private func check<Command: ConfigurableCommand>(
        _ arguments: [String], for command: Command.Type
    ) throws(Complaint) {
        do {
            try Command.parse(arguments).check()
        } catch {
            throw .wrongUse("\(path): \(Command.message(for: error))")
        }
    }

    private static func complaint(_ path: String, _ error: ConfigurationError) -> Complaint {
        .wrongUse("\(path)\(error.line.map { ", line \($0)" } ?? ""): \(error.description)")
    }
}
