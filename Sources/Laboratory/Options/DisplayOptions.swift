import ArgumentParser
import ClusterObservation
import CursesTerminal
import Dashboard
import TerminalUI

/// What the dashboard looks like, and what may be done from it.
struct DisplayOptions: ParsableArguments {
    @Option(
        help: .init("A theme by its name, or a theme file.", valueName: "name|file"),
        completion: .themes)
    var theme = "dark"

    @Option(help: "How many colours are used.")
    var color = ColourChoice.auto

    @Option(help: "Which characters are used.")
    var glyphs = GlyphChoice.auto

    @Option(
        parsing: .unconditional,
        help: .value("Virtual seconds per second, 0.001 to 1000.", "x", default: Defaults.speed),
        transform: speed)
    var speed = Defaults.speed

    @Flag(help: "Leave the mouse to the terminal.")
    var noMouse = false

    @Flag(help: "Look, and move through time, but change nothing.")
    var readOnly = false

    var access: Access { readOnly ? .readOnly : .full }

    var mouse: MouseCapture { noMouse ? .released : .captured }

    var screen: ScreenOptions {
        ScreenOptions(depth: color.depth, glyphs: glyphs.glyphs, mouse: mouse)
    }

    private static func speed(_ text: String) throws -> Double {
        guard let speed = Double(text), TimeStatus.speeds.contains(speed) else {
            throw ValueError.outOfRange("a number from 0.001 to 1000")
        }
        return speed
    }
}
