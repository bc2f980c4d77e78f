/// How a chart lies in its room: where the axes are, and which cell and dot belong to a value.
struct ChartFrame {
    let x: TickScale
    let y: TickScale
    /// Where the lines are drawn.
    let plot: Rectangle
    /// The names of the ticks at the left side, from 0 up, with the end as the last one.
    let rowLabels: [(row: Int, text: String)]

    /// The least rows of a chart with axes.
    static let rowsMin = 3
    /// The least columns of one.
    static let columnsMin = 16

    init?(_ chart: Chart, in room: Rectangle) {
        guard room.rows >= Self.rowsMin, room.columns >= Self.columnsMin else { return nil }
        let rows = room.rows - 1
        y = Self.rowScale(chart.y.end, rows: rows)
        let labels = Self.rowLabels(of: y, rows: rows)
        let left = (labels.map(\.text.displayColumns).max() ?? 1) + 1
        let right = chart.series.map { $0.endLabelColumns + 1 }.max() ?? 0
        let columns = max(4, room.columns - left - right)
        x = TickScale(chart.x.end, ticksMax: max(2, columns / Self.columnsPerTick))
        plot = Rectangle(
            column: room.column + left, row: room.row, columns: columns, rows: rows)
        rowLabels = labels.map { (room.row + $0.row, $0.text) }
    }

    private static let columnsPerTick = 7

    /// The finest scale whose labels all have room, so that none is missing between others.
    private static func rowScale(_ end: Chart.Axis.End, rows: Int) -> TickScale {
        let most = min(6, max(1, rows / 2))
        let scales = (1...most).reversed().map { TickScale(end, ticksMax: $0) }
        let fitting = scales.first { scale in
            let texts = rowLabels(of: scale, rows: rows).map(\.text)
            return scale.ticks.allSatisfy { texts.contains($0.label) }
        }
        return fitting ?? TickScale(end, ticksMax: most)
    }

    /// The end and the ticks; of two that touch, the end and then the lower one stays, unless there are
    /// but three rows.
    private static func rowLabels(
        of scale: TickScale, rows: Int
    ) -> [(row: Int, text: String)] {
        var labels = [(row: 0, text: text(of: scale.end))]
        for tick in scale.ticks {
            let height = Double(rows - 1)
            let row = Int((height - height * tick.value / scale.end).rounded())
            if labels.allSatisfy({ abs($0.row - row) > (rows > 3 ? 1 : 0) }) {
                labels.append((row, tick.label))
            }
        }
        return labels
    }

    /// A whole number without its decimals.
    private static func text(of value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? Int(value).grouped : "\(value)"
    }

    /// The dot of a place on a canvas that fills the plot; what lies outside is on the edge.
    func dot(of place: Chart.Place, on canvas: DotCanvas) -> DotCanvas.Dot {
        let across = Double(canvas.columns - 1) * min(max(0, place.x / x.end), 1)
        let up = Double(canvas.rows - 1) * min(max(0, place.y / y.end), 1)
        return DotCanvas.Dot(
            column: Int(across.rounded()), row: canvas.rows - 1 - Int(up.rounded()))
    }

    /// The column of the screen under a value of the horizontal axis.
    func column(of value: Double) -> Int {
        plot.column + Int((Double(plot.columns - 1) * min(value / x.end, 1)).rounded())
    }
}

extension Chart.Series {
    /// The columns of the glyph and the label at the right end.
    var endLabelColumns: Int { label.isEmpty ? 1 : 2 + label.displayColumns }
}
