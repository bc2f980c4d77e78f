import ArgumentParser

/// A program as the completions of shells shall know it: with the options of its default command, which
/// may be given without that command's name.
package struct CompletedProgram<Root: ParsableCommand>: ParsableCommand {
    package static var configuration: CommandConfiguration { Root.configuration }

    @OptionGroup var run: RunCommand

    package init() {}

    /// Whether the arguments ask for completions, or come from those that a shell has.
    package static func isAsked(by arguments: [String]) -> Bool {
        let first = arguments.first ?? ""
        return first.hasPrefix("--generate-completion-script") || first == "---completion"
    }
}
