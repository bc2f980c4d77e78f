extension CellBuffer {
    /// Draws a chart: axes, lines, and at the end of each line what it is.
    public mutating func draw(_ chart: Chart, in room: Rectangle, theme: Theme) {
        clipped(to: room) { buffer in
            guard let frame = ChartFrame(chart, in: room) else {
                return buffer.drawColumns(of: chart, in: room.line(0), theme: theme)
            }
            buffer.drawAxes(of: chart, frame, theme: theme)
            let lines = ChartLines(chart, frame, glyphs: buffer.glyphs, theme: theme)
            buffer.draw(lines, in: frame.plot)
            for end in ChartEnd.all(of: chart, frame) { buffer.draw(end, theme: theme) }
        }
    }

    private mutating func drawAxes(of chart: Chart, _ frame: ChartFrame, theme: Theme) {
        let axis = theme.style(.plotAxis).ink
        let label = theme.style(.plotLabel)
        let column = frame.plot.column - 1
        for row in frame.plot.row..<frame.plot.endRow {
            put(Glyph.vertical.unicode, at: Point(column: column, row: row), style: axis)
        }
        for (row, text) in frame.rowLabels {
            put(Glyph.teeRight.unicode, at: Point(column: column, row: row), style: axis)
            put(text, at: Point(column: column - text.displayColumns, row: row), style: label)
        }
        drawTicks(unit: chart.x.unit, frame, style: label)
        if glyphs == .unicode { drawGrid(frame, style: theme.style(.plotGrid).ink) }
    }

    /// The numbers under the plot, as many as stand apart, and the unit behind the last one.
    private mutating func drawTicks(unit: String, _ frame: ChartFrame, style: Style) {
        let row = frame.plot.endRow
        let ticks = frame.x.ticks
        var end = frame.plot.column - 2
        for (index, tick) in ticks.enumerated() {
            let isLast = index == ticks.count - 1
            let text = tick.label + (isLast && !unit.isEmpty ? " " + unit : "")
            let centre = frame.column(of: tick.value) - tick.label.displayColumns / 2
            let start = min(
                max(frame.plot.column, centre), clip.endColumn - text.displayColumns)
            guard start > end + 1 else { continue }
            end = start + put(text, at: Point(column: start, row: row), style: style) - 1
        }
    }

    /// A faint dot wherever two ticks meet.
    private mutating func drawGrid(_ frame: ChartFrame, style: Style) {
        for tick in frame.x.ticks.dropFirst() {
            for (row, _) in frame.rowLabels where row < frame.plot.endRow - 1 {
                let point = Point(column: frame.column(of: tick.value), row: row)
                put(Glyph.middleDot.unicode, at: point, style: style)
            }
        }
    }

    private mutating func draw(_ lines: ChartLines, in plot: Rectangle) {
        for row in 0..<plot.rows {
            for column in 0..<plot.columns {
                guard let cell = lines.cell(column: column, row: row) else { continue }
                write(cell, column: plot.column + column, row: plot.row + row)
            }
        }
    }

    private mutating func draw(_ end: ChartEnd, theme: Theme) {
        let style = theme.style(end.series.role)
        var text = StyledText(String(theme.glyph(end.series.role)), style: style)
        if !end.series.label.isEmpty { text.append(" " + end.series.label + " ", style: style) }
        put(text, at: end.point)
    }
}

extension CellBuffer {
    /// A chart without room for axes: one measured line beside the other as small columns, with what
    /// each is before it.
    private mutating func drawColumns(of chart: Chart, in line: Rectangle, theme: Theme) {
        let series = chart.series.filter { $0.line == .steps }
        let parts = line.splitIntoColumns(series.map { _ in .share(1) }, gap: 2)
        for (series, part) in zip(series, parts) {
            let style = theme.style(series.role)
            var text = "\(theme.glyph(series.role)) "
            if !series.label.isEmpty { text += series.label + " " }
            let (label, rest) = part.splitLeft(text.displayColumns)
            put(text, at: label.origin, style: style, maxColumns: label.columns)
            let columns = series.sampled(columns: rest.columns, to: chart.x)
            put(columns.text(columns: rest.columns), at: rest.origin, style: style.ink)
        }
    }
}

extension Chart.Series {
    /// Its values at evenly spaced places up to the end of the axis, as far as it goes.
    fileprivate func sampled(columns: Int, to axis: Chart.Axis) -> Sparkline {
        let end = TickScale(axis.end, ticksMax: 4).end
        let last = places.last?.x ?? 0
        let values = (0..<max(0, columns)).compactMap { column -> Int? in
            let x = end * Double(column) / Double(max(1, columns - 1))
            guard x <= last || column == 0 else { return nil }
            return value(at: x).map { Int(min(max(0, $0), 1e9).rounded()) }
        }
        return Sparkline(values)
    }
}
