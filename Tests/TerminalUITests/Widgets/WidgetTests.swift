import Testing

@testable import TerminalUI

/// Pieces of the screen, compared as text.
@Suite struct WidgetTests {
    private let theme = try! ThemeLibrary.shipped.theme(named: "dark")

    private func drawn(
        _ columns: Int, _ rows: Int, _ draw: (inout CellBuffer) -> Void
    ) -> String {
        var screen = CellBuffer(size: Size(columns: columns, rows: rows))
        draw(&screen)
        return screen.text()
    }

    @Test func `a panel has round corners, a title and a note`() {
        var panel = Panel("Log", theme: theme)
        panel.note = StyledText("3 roots", style: .plain)
        let text = drawn(26, 3) { $0.draw(panel, in: $0.bounds, theme: theme) }
        #expect(
            text == """
                ╭─ Log ──────── 3 roots ─╮
                │                        │
                ╰────────────────────────╯
                """)
    }

    @Test func `a note gives way to the title, and the title is cut`() {
        var panel = Panel("Counters", theme: theme)
        panel.note = StyledText("3 roots", style: .plain)
        let text = drawn(12, 2) { $0.draw(panel, in: $0.bounds, theme: theme) }
        #expect(text == "╭─ Count… ─╮\n╰──────────╯")
    }

    @Test func `a panel in ASCII keeps its shape`() {
        let panel = Panel("Log", theme: theme)
        var screen = CellBuffer(size: Size(columns: 12, rows: 2))
        screen.draw(panel, in: screen.bounds, theme: theme)
        #expect(screen.shown(in: .ascii).text() == "+- Log ----+\n+----------+")
    }

    private var table: Table {
        Table(
            columns: [
                TableColumn("node", width: 4, priority: 2), TableColumn("clock", width: 5),
                TableColumn("keys", width: 4, alignment: .right, priority: 1),
            ],
            rows: (0..<9).map { row in
                ["n\(row)", "n0:\(row)", "\(row * 7)"].map { StyledText($0, style: .plain) }
            })
    }

    @Test func `a table aligns its columns under their titles`() {
        let text = drawn(15, 3) { $0.draw(table, in: $0.bounds, theme: theme) }
        #expect(
            text == """
                node clock keys
                n0   n0:0     0
                n1   n0:1     7
                """)
    }

    @Test(arguments: [(14, ["node", "keys"]), (8, ["node"]), (2, ["node"])])
    func `columns drop out by priority as the table gets narrower`(
        width: Int, titles: [String]
    ) {
        #expect(table.layout(in: width).map { table.columns[$0.index].title } == titles)
    }

    @Test func `the selected row is in view and says so`() {
        var table = table
        table.selectedRow = 7
        var screen = CellBuffer(size: Size(columns: 15, rows: 4))
        let range = screen.draw(table, in: screen.bounds, theme: theme)
        #expect(range == 5..<8)
        #expect(screen[14, 3].style.background == theme.style(.selectionIdle).background)
    }

    @Test func `hints drop out by priority and are found by column`() {
        let line = HintLine([
            Hint(key: "u", label: "update", priority: 1), Hint(key: "m", label: "mark"),
            Hint(key: "q", label: "quit", priority: 2),
        ])
        for (width, expected) in [
            (30, "u update  m mark  q quit"), (17, "u update  q quit"), (6, "q quit"),
        ] {
            let text = drawn(width, 1) { $0.draw(line, in: $0.bounds, theme: theme) }
            #expect(text == expected)
        }
        #expect(line.hint(atColumn: 10, in: 17)?.key == "q")
        #expect(line.hint(atColumn: 8, in: 17) == nil)
    }

    @Test func `a log shows its end unless it is moved back`() {
        let lines = (0..<9).map { StyledText("line \($0)", style: .plain) }
        let end = drawn(8, 2) { $0.drawTail(of: lines, in: $0.bounds, theme: theme) }
        #expect(end == "line 7\nline 8")
        let back = drawn(8, 2) { $0.drawTail(of: lines, in: $0.bounds, back: 99, theme: theme) }
        #expect(back == "line 0\nline 1")
    }

    @Test func `bars fill in eighths and never beyond their room`() {
        #expect(Gauge(value: 1, total: 2).text(columns: 3) == "█▌ ")
        #expect(Gauge(value: 9, total: 2).text(columns: 2) == "██")
        #expect(Gauge(value: 0, total: 0).text(columns: 2) == "  ")
        #expect(Sparkline([0, 1, 8]).text(columns: 4) == "  ▂█")
    }

    @Test func `tabs are found by column`() {
        let tabs = Tabs(["Entries", "Clock"], chosen: 1)
        #expect(tabs.line(theme: theme).text == "Entries · Clock")
        #expect(tabs.index(atColumn: 6) == 0)
        #expect(tabs.index(atColumn: 8) == nil)
        #expect(tabs.index(atColumn: 10) == 1)
        #expect(tabs.line(theme: theme, columns: 9).text == "Clock 2/2")
    }
}
