/// The lines of a chart as dots, and which of them a cell shows.
struct ChartLines {
    /// How a line is drawn.
    private struct Ink {
        let line: Chart.Series.Line
        let style: Style
        let ascii: Character
    }

    private let inks: [Ink]
    private let glyphs: GlyphSet
    private var canvas: DotCanvas

    init(_ chart: Chart, _ frame: ChartFrame, glyphs: GlyphSet, theme: Theme) {
        inks = chart.series.map { series in
            Ink(
                line: series.line, style: theme.style(series.role).ink,
                ascii: theme.glyph(series.role, in: .ascii))
        }
        self.glyphs = glyphs
        canvas = DotCanvas(
            size: frame.plot.size, density: glyphs == .unicode ? .braille : .single,
            layers: chart.series.count)
        for (layer, series) in chart.series.enumerated() {
            switch series.line {
            case .steps: drawSteps(of: series, in: layer, frame)
            case .dotted: drawDotted(series, in: layer, frame)
            }
        }
    }

    private mutating func drawSteps(
        of series: Chart.Series, in layer: Int, _ frame: ChartFrame
    ) {
        var walked = 0
        guard var here = series.places.first.map({ frame.dot(of: $0, on: canvas) }) else { return }
        canvas.set(here, in: layer)
        for place in series.places.dropFirst() {
            let next = frame.dot(of: place, on: canvas)
            let corner = DotCanvas.Dot(column: next.column, row: here.row)
            canvas.line(from: here, to: corner, in: layer, walked: &walked)
            // What changes beyond the end of the axis is not to be seen.
            guard place.x <= frame.x.end else { return }
            canvas.line(from: corner, to: next, in: layer, walked: &walked)
            here = next
        }
    }

    private mutating func drawDotted(
        _ series: Chart.Series, in layer: Int, _ frame: ChartFrame
    ) {
        var walked = 0
        let dots = series.places.filter { $0.x <= frame.x.end }
            .map { frame.dot(of: $0, on: canvas) }
        for (start, end) in zip(dots, dots.dropFirst()) {
            canvas.line(
                from: start, to: end, in: layer, spacing: glyphs == .unicode ? 3 : 2,
                walked: &walked)
        }
    }
}

extension ChartLines {
    /// What stands in a cell: what was measured before what was predicted, and of several measured lines
    /// all dots in the colour of the one with the most, or of each in turn.
    func cell(column: Int, row: Int) -> Cell? {
        canvas.withBits(column: column, row: row) { bits in
            guard bits.contains(where: { $0 != 0 }) else { return nil }
            let kind: Chart.Series.Line =
                inks.indices.contains { inks[$0].line == .steps && bits[$0] != 0 }
                ? .steps : .dotted
            var dots: UInt8 = 0
            var (most, ties) = (0, 0)
            for layer in inks.indices where inks[layer].line == kind {
                let count = bits[layer].nonzeroBitCount
                dots |= bits[layer]
                ties = count > most ? 1 : count == most ? ties + 1 : ties
                most = max(most, count)
            }
            var turn = column % ties
            for layer in inks.indices where inks[layer].line == kind {
                guard bits[layer].nonzeroBitCount == most else { continue }
                if turn == 0 { return cell(of: dots, inks[layer]) }
                turn -= 1
            }
            return nil
        }
    }

    /// In braille the dots; in ASCII the line's own glyph, or a point where it is dotted.
    private func cell(of dots: UInt8, _ ink: Ink) -> Cell {
        switch glyphs {
        case .unicode:
            let pattern = Unicode.Scalar(0x2800 + UInt32(dots))!
            return Cell(DisplayGlyph(pattern, columns: 1), style: ink.style)
        case .ascii: return Cell(ink.line == .dotted ? "." : ink.ascii, style: ink.style)
        }
    }
}
