import ArgumentParser
import ClusterObservation
import CursesTerminal
import Dashboard
import Foundation
import TerminalUI

/// What the dashboard on real nodes looks like, and what may be done from it.
package struct RealTimeDisplayOptions: ParsableArguments {
    @Option(
        help: .init("A theme by its name, or a theme file.", valueName: "name|file"),
        completion: .themes)
    var theme = "dark"

    @Option(help: "How many colours are used.")
    var color = ColourChoice.auto

    @Option(help: "Which characters are used.")
    var glyphs = GlyphChoice.auto

    @Flag(help: "Leave the mouse to the terminal.")
    var noMouse = false

    @Flag(help: "Look, but change nothing.")
    var readOnly = false

    package init() {}
}

/// The dashboard on nodes that live in real time.
package struct RealTimeDashboard {
    private let options: RealTimeDisplayOptions
    /// What does without a terminal.
    private let alternative: String

    package init(_ options: RealTimeDisplayOptions, orElse alternative: String) {
        self.options = options
        self.alternative = alternative
    }

    /// Shows a cluster until the user leaves.
    ///
    /// - Throws: `Complaint` about the theme, or when there is no terminal that can draw.
    @MainActor
    package func run(on cluster: some ClusterSource) async throws(Complaint) -> ExitStatus {
        let look = try ShownTheme(
            options.theme, environment: ProcessInfo.processInfo.environment)
        let mouse = options.noMouse ? MouseCapture.released : .captured
        let terminal: CursesScreen
        do {
            terminal = try CursesScreen(
                ScreenOptions(
                    depth: options.color.depth, glyphs: options.glyphs.glyphs, mouse: mouse))
        } catch {
            throw .failed(error.sentence(orElse: alternative))
        }
        let model = DashboardModel(
            size: terminal.size, access: options.readOnly ? .readOnly : .full, mouse: mouse,
            bindings: .standard, themes: look.shelf)
        let session = Session(model, on: cluster, look: look, glyphs: terminal.glyphs)
        let status = await LiveLoop(session, on: terminal).run()
        terminal.close()
        return status
    }
}
