import CursesTerminal
import TerminalUI

extension PseudoTerminal {
    /// - Throws: `Complaint` when the system has none to give.
    convenience init(size: Size) throws(Complaint) {
        try self.init(columns: size.columns, rows: size.rows)
    }

    /// The screen of the program upon it.
    ///
    /// - Throws: `Complaint` when it cannot be opened.
    @MainActor
    func screen() throws(Complaint) -> CursesScreen {
        do {
            return try CursesScreen(ScreenOptions(depth: .palette256, glyphs: .unicode))
        } catch {
            throw .failed(error.description)
        }
    }
}
