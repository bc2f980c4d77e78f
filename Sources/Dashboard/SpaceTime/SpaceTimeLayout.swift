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
        let stamp = Words.stamp(now, digits: scale.digits)
        let round = SpaceTimeLayout.label(ofRound: model.view?.time.round ?? 0)
        axisColumns = max(stamp.count, round.count) + 2
        let last = model.name(of: NodeID(max(0, model.nodeCount - 1)))
        let heads = Heads(
            names: model.nameColumns, shortest: NameLabels.short([last], fitting: 0)[0],
            nodes: model.nodeCount, columns: max(1, room.columns - axisColumns))
        pitch = heads.pitch
        headRows = heads.rows
        nodes = ScrollWindow(
            count: model.nodeCount, visible: heads.visible, first: model.spaceTime.left
        ).revealing(model.selected.index)
        let names = nodes.range.map { model.name(of: NodeID($0)) }
        labels = NameLabels.short(names, fitting: heads.nameColumns)
        rows = max(1, room.rows - headRows)
        let bottom = Self.row(of: model.spaceTime.held ?? now, scale)
        top = max(0, bottom - Int64(rows) + 1)
    }

    /// What stands at the axis where a round begins.
    static func label(ofRound round: Int) -> String { "r\(round)" }

    private static func row(of moment: Moment, _ scale: TimeScale) -> Int64 {
        moment.nanoseconds / scale.row.nanoseconds
    }
}

/// How the names of nodes stand above their lines: beside the states where there is room, else above
/// them, and there in full or shortened. The last one has as much room as the others.
private struct Heads {
    /// The columns from one node to the next.
    let pitch: Int
    /// The columns that a name may take.
    let nameColumns: Int
    /// One row with states and names, or the states under the names.
    let rows: Int
    /// How many nodes there is room for.
    let visible: Int

    /// Farther apart the eye loses the way.
    private static let pitchMax = 12

    init(names: Int, shortest: String, nodes: Int, columns: Int) {
        func widest(_ head: Int) -> Int {
            min((columns - head) / max(1, nodes - 1), Self.pitchMax)
        }
        let isBeside = widest(names + 2) > names + 2
        let isWhole = isBeside || widest(names) > names
        let name = isWhole ? names : min(max(2, shortest.displayColumns), names)
        let head = max(2, name + (isBeside ? 2 : 0))
        nameColumns = name
        rows = isBeside ? 1 : 2
        pitch = max(head + 1, widest(head))
        visible = max(1, (columns - head) / pitch + 1)
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
