import Testing

@testable import TerminalUI

/// Screens as text for a terminal.
@Suite struct AnsiTests {
    private func shown(_ text: String, _ size: Size) throws -> TinyTerminal {
        var terminal = TinyTerminal(size)
        try terminal.feed(text)
        return terminal
    }

    @Test(arguments: PaintedScreens.seeds, ColourDepth.allCases)
    func `a terminal shows the screen again`(seed: Int, depth: ColourDepth) throws {
        let screen = PaintedScreens.screen(seed: seed)
        let terminal = try shown(screen.ansi(depth: depth), screen.size)
        #expect(terminal.cells == screen.seen(at: depth))
    }

    @Test(arguments: PaintedScreens.seeds, ColourDepth.allCases)
    func `every line leaves the terminal as it was`(seed: Int, depth: ColourDepth) throws {
        let screen = PaintedScreens.screen(seed: seed)
        let lines = screen.ansi(depth: depth).components(separatedBy: "\n")
        #expect(lines.count == screen.size.rows)
        for line in lines {
            #expect(try shown(line, screen.size).style == .plain)
        }
    }

    @Test(arguments: PaintedScreens.seeds, ColourDepth.allCases)
    func `an update turns the old screen into the new one`(seed: Int, depth: ColourDepth) throws {
        let old = PaintedScreens.screen(seed: seed)
        let new = PaintedScreens.screen(seed: seed + 100)
        var terminal = try shown(old.ansi(changesSince: nil, depth: depth), old.size)
        try terminal.feed(new.ansi(changesSince: old, depth: depth))
        #expect(terminal.cells == new.seen(at: depth))
        #expect(new.ansi(changesSince: new, depth: depth).isEmpty)
    }

    @Test func `a style is told once, and blanks do not change it`() throws {
        let blue = Style(foreground: Colour(red: 0, green: 0, blue: 255))
        var screen = CellBuffer(size: Size(columns: 40, rows: 1))
        screen.put("two", at: Point(column: 3, row: 0), style: blue)
        screen.put("words", at: Point(column: 9, row: 0), style: blue)
        let text = screen.ansi(depth: .truecolor)
        #expect(try shown(text, screen.size).styleChanges == 2)
        #expect(text == "\u{1B}[38;2;0;0;255m   two   words\u{1B}[m")
    }

    @Test func `what is plain stays plain text`() {
        var screen = CellBuffer(size: Size(columns: 12, rows: 2))
        screen.put("● n0", at: Point(column: 1, row: 1), style: .plain)
        #expect(screen.ansi(depth: .truecolor) == screen.text())
    }
}

extension String {
    fileprivate func components(separatedBy separator: Character) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
