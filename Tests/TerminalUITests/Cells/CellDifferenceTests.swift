import Testing

@testable import TerminalUI

/// What must be drawn again from one screen to the next.
@Suite struct CellDifferenceTests {
    private func screen(_ lines: String...) -> CellBuffer {
        var screen = CellBuffer(size: Size(columns: 8, rows: lines.count))
        for (row, line) in lines.enumerated() {
            screen.put(line, at: Point(column: 0, row: row), style: .plain)
        }
        return screen
    }

    @Test func `nothing changed means nothing to draw`() {
        #expect(screen("abc", "def").changes(since: screen("abc", "def")).isEmpty)
    }

    @Test func `a row is drawn from its first change to its last`() {
        let changes = screen("abXdYf", "same").changes(since: screen("abcdef", "same"))
        #expect(changes == [CellSpan(row: 0, column: 2, columns: 3)])
    }

    @Test func `a change of style alone is a change`() {
        let old = screen("abc")
        var new = old
        new.repaint(
            Rectangle(column: 1, row: 0, columns: 1, rows: 1), style: Style(attributes: .bold))
        #expect(new.changes(since: old) == [CellSpan(row: 0, column: 1, columns: 1)])
    }

    @Test func `another size, or no screen before, changes everything`() {
        let whole = [CellSpan(row: 0, column: 0, columns: 8)]
        #expect(screen("abc").changes(since: nil) == whole)
        #expect(screen("abc").changes(since: screen("abc", "def")) == whole)
    }

    @Test(arguments: [("日本", "日木"), ("a本b", "ax b"), ("ab", "日"), ("日", "ab"), ("x日", "日x")])
    func `a stretch never begins or ends within a wide glyph`(old: String, new: String) {
        let before = screen(old)
        let after = screen(new)
        for span in after.changes(since: before) {
            for screen in [before, after] {
                #expect(screen[span.column, 0].part != .trail)
                #expect(screen[span.column + span.columns - 1, 0].part != .lead)
            }
        }
    }
}
