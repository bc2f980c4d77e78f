import Testing

@testable import TerminalUI

/// Screens in memory: drawing, clipping and wide glyphs.
@Suite struct CellBufferTests {
    private func buffer(_ columns: Int, _ rows: Int) -> CellBuffer {
        CellBuffer(size: Size(columns: columns, rows: rows))
    }

    @Test func `text stands where it is put and rows end without blanks`() {
        var screen = buffer(10, 2)
        let used = screen.put("hello", at: Point(column: 2, row: 1), style: .plain)
        #expect(used == 5)
        #expect(screen.text() == "\n  hello")
    }

    @Test func `text ends at its limit without half a wide glyph`() {
        var screen = buffer(10, 1)
        let used = screen.put(
            "日本語", at: Point(column: 0, row: 0), style: .plain, maxColumns: 5)
        #expect(used == 4)
        #expect(screen.text() == "日本")
    }

    @Test func `what lies outside is clipped on all four sides`() {
        var screen = buffer(3, 1)
        screen.put("abcdefg", at: Point(column: -2, row: 0), style: .plain)
        screen.put("above", at: Point(column: 0, row: -1), style: .plain)
        screen.put("below", at: Point(column: 0, row: 1), style: .plain)
        #expect(screen.text() == "cde")
        #expect(screen[7, 7] == .blank())
    }

    @Test func `a clip keeps drawing within its rectangle and ends with it`() {
        var screen = buffer(6, 1)
        screen.clipped(to: Rectangle(column: 2, row: 0, columns: 2, rows: 1)) {
            $0.fill(Rectangle(column: 0, row: 0, columns: 6, rows: 1), with: "x", style: .plain)
        }
        #expect(screen.text() == "  xx")
        #expect(screen.clip == screen.bounds)
    }

    @Test(arguments: [(0, "x 本"), (1, " x本"), (2, "日x"), (3, "日 x")])
    func `half a wide glyph that is overwritten leaves a blank in the other half`(
        column: Int, expected: String
    ) {
        var screen = buffer(4, 1)
        screen.put("日本", at: Point(column: 0, row: 0), style: .plain)
        screen.put("x", at: Point(column: column, row: 0), style: .plain)
        #expect(screen.text() == expected)
        #expect(screen.isWhole)
    }

    @Test func `a wide glyph at the right edge leaves a blank`() {
        var screen = buffer(3, 1)
        screen.put("ab日", at: Point(column: 0, row: 0), style: .plain)
        #expect(screen.text() == "ab")
        #expect(screen.isWhole)
    }

    @Test func `a highlight changes the background and keeps the colour of the text`() {
        let red = Colour(red: 255, green: 0, blue: 0)
        let blue = Colour(red: 0, green: 0, blue: 255)
        var screen = buffer(2, 1)
        screen.put("日", at: Point(column: 0, row: 0), style: Style(foreground: red))
        screen.highlight(screen.bounds, with: Style(background: blue, attributes: .bold))
        let expected = Style(foreground: red, background: blue, attributes: .bold)
        #expect(screen[0, 0].style == expected)
        #expect(screen[1, 0].style == expected)
    }

    @Test func `marks stay on their glyph and take no column`() {
        var screen = buffer(4, 1)
        let used = screen.put("e\u{301}x", at: Point(column: 0, row: 0), style: .plain)
        #expect(used == 2)
        #expect(screen[0, 0].glyph == "e\u{301}")
    }
}

extension CellBuffer {
    /// Whether every wide glyph has both of its halves, next to each other.
    var isWhole: Bool {
        (0..<size.rows).allSatisfy { row in
            (0..<size.columns).allSatisfy { column in
                switch self[column, row].part {
                case .narrow: true
                case .lead: column + 1 < size.columns && self[column + 1, row].part == .trail
                case .trail: column > 0 && self[column - 1, row].part == .lead
                }
            }
        }
    }
}
