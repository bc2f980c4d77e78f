import ClusterObservation
import TerminalUI

/// Where nodes and moments stand in a space–time diagram.
///
/// Rows stand for whole multiples of the scale since the beginning, so that what is drawn does not
/// tremble while time goes on.
struct SpaceTimeLayout: Hashable, Sendable {
    /// The columns of the axis at the left, the line at its end included.
    let axisColumns: Int
    /// The columns from one node to the next.
    let pitch: Int
    let nodes: ScrollWindow
    /// The names of the nodes in view, as long as there is room.
    let labels: [String]
    /// One row with states and names, or the states under the names.
    let headRows: Int
    let scale: TimeScale
    /// The rows for times.
    let rows: Int
    /// The number of the uppermost row, counted from the beginning of the run.
    let top: Int64

    init(model: DashboardModel, room: Size) {
        scale = model.timeScale
        let now = model.view?.time.now ?? .zero
        axisColumns = Words.stamp(now, digits: scale.digits).count + 2
        let available = max(1, room.columns - axisColumns)
        let last = model.name(of: NodeID(max(0, model.nodeCount - 1)))
        let least = max(3, min(last.drop { !$0.isNumber }.count, 4) + 1)
        let widest = (available - 2) / max(1, model.nodeCount - 1)
        let pitch = min(max(least, widest), Self.pitchMax)
        self.pitch = pitch
        nodes = ScrollWindow(
            count: model.nodeCount, visible: max(1, (available - 2) / pitch + 1),
            first: model.spaceTime.left
        ).revealing(model.selected.index)
        let names = nodes.range.map { model.name(of: NodeID($0)) }
        labels = NameLabels.short(names, fitting: pitch - 1)
        headRows = labels.allSatisfy { $0.displayColumns + 2 < pitch } ? 1 : 2
        rows = max(1, room.rows - headRows)
        let bottom = Self.row(of: model.spaceTime.held ?? now, scale)
        top = max(0, bottom - Int64(rows) + 1)
    }

    /// Farther apart the eye loses the way.
    private static let pitchMax = 12

    private static func row(of moment: Moment, _ scale: TimeScale) -> Int64 {
        moment.nanoseconds / scale.row.nanoseconds
    }
}

extension SpaceTimeLayout {
    /// The column of a node's line, from the left edge of the room; nil for one outside the view.
    func column(of node: NodeID) -> Int? {
        guard nodes.range.contains(node.index) else { return nil }
        return axisColumns + (node.index - nodes.first) * pitch
    }

    /// The node whose line is nearest to a column; nil left of all of them.
    func node(at column: Int) -> NodeID? {
        let place = (column - axisColumns + pitch / 2) / pitch
        guard column >= axisColumns - pitch / 2, place < nodes.range.count else { return nil }
        return NodeID(nodes.first + place)
    }

    /// The row of a moment below the heads; outside the view it is negative or beyond `rows`.
    func row(of moment: Moment) -> Int {
        Int(clamping: Self.row(of: moment, scale) - top)
    }

    /// Its row in quarters, as fine as dots are.
    func dotRow(of moment: Moment) -> Int {
        let start = top * scale.row.nanoseconds
        return Int(clamping: (4 * (moment.nanoseconds - start)).floored(by: scale.row.nanoseconds))
    }

    /// When a row begins.
    func moment(ofRow row: Int) -> Moment {
        Moment(nanoseconds: (top + Int64(row)) * scale.row.nanoseconds)
    }

    /// The time in view.
    var times: Range<Moment> { moment(ofRow: 0)..<moment(ofRow: rows) }
}

extension Int64 {
    /// The quotient rounded down, below zero too.
    fileprivate func floored(by divisor: Int64) -> Int64 {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}
