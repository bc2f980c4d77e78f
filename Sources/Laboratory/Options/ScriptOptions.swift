import ArgumentParser
import TerminalUI

/// A run without a terminal.
struct ScriptOptions: ParsableArguments {
    @Option(
        help: .init(
            "Run this script instead of the keyboard, without a terminal; - reads it from "
                + "standard input.", valueName: "file"),
        completion: .file())
    var script: String?

    @Option(
        parsing: .unconditional,
        help: .value(
            "The size of the script's screen, columns first.", "WxH", default: Defaults.size),
        transform: size)
    var size: Size?

    /// The size that the screen begins with.
    var screenSize: Size { size ?? Defaults.size }

    private static func size(_ text: String) throws -> Size {
        guard let size = Size(text) else {
            throw ValueError.wrongForm(
                "columns and rows from 1 to \(Size.limit), such as 120x40")
        }
        return size
    }
}
