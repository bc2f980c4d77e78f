import CursesTerminal
import TerminalUI

/// A program that takes the terminal, shows a word, and breaks off in the middle of it.
@main
struct CrashingScreen {
    @MainActor
    static func main() async throws {
        let screen = try CursesScreen()
        var buffer = CellBuffer(size: screen.size)
        buffer.put("shown", at: Point(column: 2, row: 1), style: .plain)
        screen.present(&buffer)
        for await event in screen.events where event == .key(.enter) {
            fatalError("the last words of a program")
        }
    }
}
