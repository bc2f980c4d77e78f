import Testing

@testable import TerminalUI

/// Whatever is drawn wherever at whatever size: nothing fails and every row stays whole.
@Suite struct DrawingPropertyTests {
    private static let sizes = [(1, 1), (2, 1), (1, 2), (3, 3), (9, 4), (80, 24), (300, 100)]

    @Test(arguments: sizes)
    func `random drawing keeps wide glyphs whole`(columns: Int, rows: Int) {
        var random = Random(seed: UInt64(columns * 1000 + rows))
        var screen = CellBuffer(size: Size(columns: columns, rows: rows))
        let texts = ["abc", "日本語", "é\u{301}", "\u{1B}[31m", "👨‍👩‍👧", "a日b", "\u{202E}x", "🇩🇪"]
        for _ in 0..<300 {
            let point = Point(
                column: random.below(columns + 8) - 4, row: random.below(rows + 4) - 2)
            screen.put(texts[random.below(texts.count)], at: point, style: .plain)
            let box = Rectangle(
                column: point.column, row: point.row, columns: random.below(6),
                rows: random.below(4))
            if random.below(4) == 0 { screen.drawBox(box, style: .plain) }
            if random.below(4) == 0 { screen.highlight(box, with: Style(attributes: .bold)) }
        }
        #expect(screen.isWhole)
        #expect(screen.shown(in: .ascii).isWhole)
        #expect(screen.shown(in: .ascii).text().utf8.allSatisfy { $0 < 0x7F })
    }

    @Test(arguments: sizes)
    func `every widget draws at every size`(columns: Int, rows: Int) throws {
        let theme = try ThemeLibrary.shipped.theme(named: "dark")
        var screen = CellBuffer(size: Size(columns: columns, rows: rows))
        var panel = Panel("日本 title", focus: .focused, theme: theme)
        panel.note = StyledText("note", style: .plain)
        let inner = screen.draw(panel, in: screen.bounds, theme: theme)
        let cells = (0..<40).map { [StyledText("row \($0) 日本", style: .plain)] }
        let table = Table(
            columns: [TableColumn("name", width: 4, growth: 1), TableColumn("x", width: 9)],
            rows: cells, selectedRow: 33)
        screen.draw(table, in: inner, theme: theme)
        screen.draw(
            HintLine([Hint(key: "q", label: "quit")]), in: screen.bounds.line(rows - 1),
            theme: theme)
        let form = Form([.init(label: "key", input: TextField("日本語日本語"))])
        let room = screen.drawOverlay(
            panel, size: form.size(inputColumns: 20), in: screen.bounds, theme: theme)
        screen.draw(form, in: room, theme: theme.lifted)
        #expect(screen.isWhole)
        #expect(screen.bounds.intersection(room) == room || room.isEmpty)
    }
}

/// Numbers that look random and are the same in every run (Knuth's multiplier).
struct Random {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}
