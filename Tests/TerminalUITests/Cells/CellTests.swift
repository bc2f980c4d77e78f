import Testing

@testable import TerminalUI

/// Cells as the screen keeps them.
@Suite struct CellTests {
    @Test func `a cell is three words that own nothing`() {
        #expect(MemoryLayout<Cell>.stride == 3 * MemoryLayout<UInt64>.stride)
        #expect(_isPOD(Cell.self))
    }

    @Test(arguments: ["x", "é", "e\u{301}", "日", "⣿", "\u{1F9A0}", "\u{10FFFD}"] as [Character])
    func `a glyph comes out as it went in`(glyph: Character) {
        #expect(Cell(glyph).glyph == glyph)
    }

    @Test(arguments: ["\u{202E}", "\u{200B}", "\u{FE0F}"] as [Character])
    func `what shows nothing becomes a space`(glyph: Character) {
        #expect(Cell(glyph) == .blank())
    }

    @Test func `cells are equal when they look the same`() {
        let red = Style(foreground: Colour(red: 255, green: 0, blue: 0))
        #expect(Cell("x", style: red) == Cell("x", style: red))
        #expect(Cell("x", style: red) != Cell("x"))
        #expect(Cell("x") != Cell("y"))
        #expect(Cell("e\u{301}") != Cell("e"))
    }

    @Test func `a screen drawn in ASCII is the screen shown in ASCII`() {
        let size = Size(columns: 12, rows: 3)
        var unicode = CellBuffer(size: size)
        var ascii = CellBuffer(size: size, glyphs: .ascii)
        func draw(into screen: inout CellBuffer) {
            screen.drawBox(screen.bounds, style: .plain)
            screen.put("○ 日本 ⣀é", at: Point(column: 1, row: 1), style: .plain)
            screen.fill(
                Rectangle(column: 3, row: 2, columns: 2, rows: 1), with: "█", style: .plain)
        }
        draw(into: &unicode)
        draw(into: &ascii)
        #expect(ascii == unicode.shown(in: .ascii))
        #expect(ascii.text() == "+----------+\n|o ???? .? |\n+--##------+")
    }

    @Test(arguments: [0, 1, 2, 3, 4])
    func `a stretch that is filled cuts no wide glyph in two`(start: Int) {
        var screen = CellBuffer(size: Size(columns: 8, rows: 1))
        screen.put("日日日日", at: Point(column: 0, row: 0), style: .plain)
        screen.fill(
            Rectangle(column: start, row: 0, columns: 3, rows: 1), with: "x", style: .plain)
        #expect(screen.isWhole)
        #expect(screen.rowText(0).contains("xxx"))
        #expect(screen.rowText(0).displayColumns <= 8)
    }
}
