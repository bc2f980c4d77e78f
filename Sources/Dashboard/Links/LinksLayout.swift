import ClusterObservation
import TerminalUI

/// Where rows, columns and their heads stand in a matrix of links.
///
/// Columns are as wide as there is room for all nodes, down to one cell each; when not even those
/// fit, they are two cells wide and the matrix is scrolled.
struct LinksLayout: Hashable, Sendable {
    /// What a cell of the matrix has room for.
    enum Form: Hashable, Sendable {
        /// One glyph.
        case glyph
        /// Two.
        case pair
        /// A glyph and a number of messages.
        case number
    }

    let form: Form
    /// The cells from one column to the next, the gap between them included.
    let pitch: Int
    /// The cells before the first column: a mark, the name of the row's node, a gap.
    let headColumns: Int
    /// The names above the columns in view, and the rows that they take.
    let labels: [String]
    let headRows: Int
    let rows: ScrollWindow
    let columns: ScrollWindow

    init(model: DashboardModel, room: Size) {
        let nodes = model.nodeCount
        let head = model.linkNameColumns + 2
        let pitch = Self.pitch(nodes: nodes, columns: max(1, room.columns - head))
        headColumns = head
        self.pitch = pitch
        form = pitch >= Self.numberPitch ? .number : pitch > 1 ? .pair : .glyph
        columns = ScrollWindow(
            count: nodes, visible: max(1, (room.columns - head + Self.gap(pitch)) / pitch),
            first: model.links.left
        ).revealing(model.links.column.index)
        labels = NameLabels.short(
            columns.range.map { model.name(of: NodeID($0)) }, fitting: pitch - 1)
        let isFlat = labels.allSatisfy { $0.displayColumns < pitch }
        headRows = isFlat ? 1 : labels.map(\.displayColumns).max() ?? 1
        rows = ScrollWindow(
            count: nodes, visible: max(1, room.rows - headRows), first: model.links.top
        ).revealing(model.selected.index)
    }

    /// The cells that are drawn for a link.
    var cellColumns: Int {
        switch form {
        case .glyph: 1
        case .pair: 2
        case .number: 5
        }
    }

    /// The empty cells between two columns, at least.
    var gap: Int { Self.gap(pitch) }

    private static func gap(_ pitch: Int) -> Int { pitch > 2 ? 1 : 0 }

    /// A glyph, a number of four digits, and a gap.
    private static let numberPitch = 6
    private static let pitchMax = 8

    private static func pitch(nodes: Int, columns: Int) -> Int {
        let widest = min(pitchMax, (columns + 1) / max(1, nodes))
        if widest > 2 { return widest }
        return nodes * 2 <= columns ? 2 : nodes <= columns ? 1 : 2
    }
}

extension LinksLayout {
    /// The first cell of a link, from the upper left corner of the room; nil outside the view.
    func place(of link: DirectedLink) -> Point? {
        guard rows.range.contains(link.from.index), columns.range.contains(link.to.index) else {
            return nil
        }
        return Point(column: column(of: link.to), row: row(of: link.from))
    }

    func column(of node: NodeID) -> Int { headColumns + (node.index - columns.first) * pitch }

    func row(of node: NodeID) -> Int { headRows + node.index - rows.first }

    /// The link at a point of the room, for clicks.
    func link(at point: Point) -> DirectedLink? {
        let row = point.row - headRows + rows.first
        let column = (point.column - headColumns) / pitch + columns.first
        guard point.column >= headColumns, rows.range.contains(row),
            columns.range.contains(column)
        else { return nil }
        return DirectedLink(from: NodeID(row), to: NodeID(column))
    }
}

extension DashboardModel {
    /// The columns of the longest name; those that were not asked for go by their places.
    fileprivate var linkNameColumns: Int {
        let unknown = nodeCount > view?.dots.count ?? 0 ? name(of: NodeID(nodeCount - 1)) : ""
        return max(nameColumns, unknown.displayColumns)
    }
}
