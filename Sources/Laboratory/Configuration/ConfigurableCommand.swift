import ArgumentParser

/// A command whose options may stand in the configuration file.
protocol ConfigurableCommand: PreparedCommand {
    /// The tables of the file that are its own.
    static var tables: Set<ConfigurationSetting.Table> { get }

    /// The options without a value, which the file sets to true or false.
    static var flags: Set<String> { get }

    /// The options that mean one invocation and no habit.
    static var commandLineOnly: Set<String> { get }

    /// The file that was given.
    var file: ConfigurationOptions { get }

    /// The saved session that says what runs, in place of a file.
    var open: String? { get }

    /// - Throws: `Complaint` about a combination of options that means nothing.
    func check() throws(Complaint)
}

extension ConfigurableCommand {
    var open: String? { nil }

    /// The settings of the screen, which count for a saved session, too.
    private static var ofScreen: Set<String> { ["theme", "color", "glyphs", "no-mouse"] }

    package func prepared(
        _ options: [String], environment: [String: String]
    ) throws -> any ParsableCommand {
        let file = try ConfigurationFile.find(given: self.file.config, environment: environment)
        let arguments = try file?.arguments(for: Self.self, beside: options) ?? []
        if !options.contains(where: { $0 == "--theme" || $0.hasPrefix("--theme=") }) {
            try file?.checkTheme(in: environment, among: Self.tables)
        }
        guard let open else {
            return try arguments.isEmpty ? self : Self.parse(arguments + options)
        }
        // Keys are the session's own: what was done in it is told by them.
        let ofScreen = arguments.filter { argument in
            Self.ofScreen.contains(String(argument.dropFirst(2).prefix { $0 != "=" }))
        }
        return try SavedSession(path: open).command(with: ofScreen + options)
    }
}

/// A command that is not all told by its own arguments.
package protocol PreparedCommand: ParsableCommand {
    /// The command with what its configuration file says where the command line says nothing, or the
    /// one that was saved.
    ///
    /// - Parameter options: the arguments, without the command's name.
    /// - Throws: `Complaint`, or what ArgumentParser throws.
    func prepared(
        _ options: [String], environment: [String: String]
    ) throws -> any ParsableCommand
}
