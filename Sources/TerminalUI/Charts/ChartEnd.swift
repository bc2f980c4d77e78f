/// What stands at the right end of a line, so that it can be told without its colour.
struct ChartEnd: Hashable {
    var series: Chart.Series
    var point: Point

    private var columns: Range<Int> {
        point.column..<point.column + series.endLabelColumns
    }

    /// The ends of all lines that have room for one: the measured first, each beside its last place or as
    /// near above or below as it does not touch another.
    static func all(of chart: Chart, _ frame: ChartFrame) -> [ChartEnd] {
        let measured = chart.series.filter { $0.line == .steps }
        let predicted = chart.series.filter { $0.line == .dotted }
        var ends: [ChartEnd] = []
        for series in measured.sorted(by: isHigher) + predicted {
            let reach = series.line == .steps ? frame.plot.rows : 0
            let place = ChartEnd(series, frame).flatMap { end in
                end.moved(within: frame.plot, reach: reach) { end in
                    ends.allSatisfy { !$0.touches(end) }
                }
            }
            if let place { ends.append(place) }
        }
        return ends
    }

    private static func isHigher(_ left: Chart.Series, _ right: Chart.Series) -> Bool {
        (left.places.last?.y ?? 0) > (right.places.last?.y ?? 0)
    }

    private init?(_ series: Chart.Series, _ frame: ChartFrame) {
        guard let last = series.places.last(where: { $0.x <= frame.x.end }) else { return nil }
        let canvas = DotCanvas(size: frame.plot.size, density: .single, layers: 0)
        let isBeyond = (series.places.last?.x ?? 0) > frame.x.end
        let dot = frame.dot(of: last, on: canvas)
        let column = isBeyond ? frame.plot.columns - 1 : dot.column
        self.series = series
        point = Point(column: frame.plot.column + column + 1, row: frame.plot.row + dot.row)
    }

    private func touches(_ other: ChartEnd) -> Bool {
        point.row == other.point.row && columns.overlaps(other.columns)
    }

    /// The nearest row of the plot that is free, looking up before down.
    private func moved(
        within plot: Rectangle, reach: Int, isFree: (ChartEnd) -> Bool
    ) -> ChartEnd? {
        for distance in 0...reach {
            for row in [point.row - distance, point.row + distance]
            where (plot.row..<plot.endRow).contains(row) {
                var end = self
                end.point.row = row
                if isFree(end) { return end }
            }
        }
        return nil
    }
}
