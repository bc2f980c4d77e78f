import Testing

@testable import TerminalUI

/// Charts, compared as text.
@Suite struct ChartTests {
    private let theme = try! ThemeLibrary.shipped.theme(named: "dark")

    private func drawn(
        _ chart: Chart, _ columns: Int, _ rows: Int, _ glyphs: GlyphSet = .unicode
    ) -> String {
        var screen = CellBuffer(size: Size(columns: columns, rows: rows), glyphs: glyphs)
        screen.draw(chart, in: screen.bounds, theme: theme)
        return screen.text()
    }

    private func line(
        _ values: [Double], _ line: Chart.Series.Line = .steps, _ role: Role = .infected,
        _ label: String = "I"
    ) -> Chart.Series {
        Chart.Series(
            values.enumerated().map { Chart.Place(x: Double($0.offset), y: $0.element) },
            line: line, role: role, label: label)
    }

    private func chart(_ series: [Chart.Series], x: Double = 4, y: Double = 8) -> Chart {
        Chart(series, x: Chart.Axis(.nice(covering: x), unit: "s"), y: Chart.Axis(.exact(y)))
    }

    @Test func `a value holds until the next one, and its glyph stands at the end`() {
        let text = drawn(chart([line([0, 0, 8, 8, 4])]), 21, 4)
        #expect(
            text == """
                8┤       ⢸⠉⠉⠉⠉⠉⠉⢹
                 │       ⢸      ⠘● I
                0┤⣀⣀⣀⣀⣀⣀⣀⣸
                  0      2      4 s
                """)
    }

    @Test func `of the labels at the left none is missing between others`() {
        for end in [15.0, 16, 100, 160, 200, 255, 1_000, 10_000] {
            for rows in 4...30 {
                let chart = Chart([], x: Chart.Axis(.exact(4)), y: Chart.Axis(.exact(end)))
                let frame = ChartFrame(
                    chart, in: Rectangle(column: 0, row: 0, columns: 60, rows: rows))!
                let named = frame.rowLabels.map(\.text)
                let ticks = frame.y.ticks.map(\.label)
                #expect(ticks.allSatisfy(named.contains), "\(end) in \(rows) rows: \(named)")
            }
        }
    }

    @Test func `lines that end together are told apart above each other`() {
        let three = [
            line([2, 2, 2], .steps, .susceptible, "S"), line([2, 2, 2], .steps, .infected, "I"),
            line([2, 2, 2], .steps, .removed, "R"),
        ]
        let rows = drawn(chart(three, x: 2), 30, 6).split(separator: "\n")
        for name in ["○ S", "● I", "◼ R"] {
            #expect(rows.filter { $0.contains(name) }.count == 1, "\(name)")
        }
        #expect(rows.allSatisfy { row in !(row.contains("○ S") && row.contains("● I")) })
    }

    @Test func `what is predicted has gaps, and gives way to what was measured`() {
        let predicted = line([8, 8, 8, 8, 8], .dotted, .susceptible, "")
        let alone = drawn(chart([predicted]), 40, 4).split(separator: "\n")[0]
        #expect(alone.contains("⠁⠈") && !alone.contains("⠉"))
        let measured = line([8, 8, 8, 8, 8], .steps, .infected, "I")
        let both = drawn(chart([predicted, measured]), 40, 4).split(separator: "\n")[0]
        #expect(both.contains("⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉") && !both.contains("⠁⠈"))
    }

    @Test func `in ASCII every line is drawn by its own glyph`() {
        let lines = [
            line([8, 8, 0, 0, 0], .steps, .susceptible, "S"),
            line([0, 0, 8, 8, 8], .steps, .infected, "I"),
            line([4, 4, 4, 4, 4], .dotted, .removed, ""),
        ]
        #expect(
            drawn(chart(lines), 24, 4, .ascii) == """
                8+ooooooooo********** I
                 |. . . . .*. . . . #
                0+**********ooooooooo S
                  0        2       4 s
                """)
    }

    @Test func `without room for axes the lines stand beside each other`() {
        let lines = [
            line([8, 6, 4, 2, 0], .steps, .susceptible, "S"),
            line([0, 2, 4, 6, 8], .steps, .infected, "I"),
            line([8, 8, 8, 8, 8], .dotted, .removed, "R"),
        ]
        #expect(drawn(chart(lines), 24, 2) == "○ S ██▆▅▅▃   ● I   ▃▅▅▆█\n")
    }

    @Test func `nothing is drawn outside its room, at any size`() {
        let lines = [
            line([8, -3, 99, 2, 0, 7, 7, 7], .steps, .susceptible, "S"),
            line([0, 2, 4, 6, 8, 9, 10], .dotted, .infected, "I"), line([], .steps, .removed, "R"),
        ]
        for glyphs in GlyphSet.allCases {
            for columns in [0, 1, 2, 5, 15, 16, 17, 30] {
                for rows in 0...6 {
                    let size = Size(columns: columns + 2, rows: rows + 2)
                    var screen = CellBuffer(size: size, glyphs: glyphs)
                    screen.fill(screen.bounds, with: "x", style: .plain)
                    let room = screen.bounds.inset()
                    screen.draw(chart(lines), in: room, theme: theme)
                    screen.fill(room, with: "x", style: .plain)
                    let text = screen.text()
                    #expect(text.allSatisfy { $0 == "x" || $0 == "\n" }, "\(columns)x\(rows)")
                }
            }
        }
    }

    @Test func `a chart of nothing has axes all the same`() {
        let text = drawn(
            Chart([], x: Chart.Axis(.nice(covering: 0)), y: Chart.Axis(.exact(0))), 20, 4)
        #expect(text.hasPrefix("1┤"))
    }
}
