/// The lines of a chart as dots, and which of them a cell shows.
struct ChartLines {
    private let series: [Chart.Series]
    private let glyphs: GlyphSet
    private var canvas: DotCanvas

    init(_ chart: Chart, _ frame: ChartFrame, glyphs: GlyphSet) {
        series = chart.series
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
    func cell(column: Int, row: Int, theme: Theme) -> (glyph: Character, role: Role)? {
        guard canvas.hasDots(column: column, row: row) else { return nil }
        let isMeasured = series.indices.contains {
            series[$0].line == .steps && bits(of: $0, column, row) != 0
        }
        var dots: UInt8 = 0
        var (most, ties) = (0, 0)
        for layer in series.indices where !isMeasured || series[layer].line == .steps {
            let own = bits(of: layer, column, row)
            dots |= own
            ties = own.nonzeroBitCount > most ? 1 : own.nonzeroBitCount == most ? ties + 1 : ties
            most = max(most, own.nonzeroBitCount)
        }
        let fullest = series.indices.lazy.filter {
            (!isMeasured || series[$0].line == .steps)
                && bits(of: $0, column, row).nonzeroBitCount == most
        }
        guard most > 0, let chosen = fullest.dropFirst(column % ties).first else { return nil }
        return (glyph(of: dots, series[chosen], theme), series[chosen].role)
    }

    private func bits(of layer: Int, _ column: Int, _ row: Int) -> UInt8 {
        canvas.bits(of: layer, column: column, row: row)
    }

    /// In braille the dots; in ASCII the line's own glyph, or a point where it is dotted.
    private func glyph(of dots: UInt8, _ series: Chart.Series, _ theme: Theme) -> Character {
        switch glyphs {
        case .unicode: Character(Unicode.Scalar(0x2800 + UInt32(dots))!)
        case .ascii: series.line == .dotted ? "." : theme.glyph(series.role, in: .ascii)
        }
    }
}
