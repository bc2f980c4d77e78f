import ClusterObservation
import TerminalUI

/// Where the user is in the matrix of links; the row is always the selected node's.
struct LinksState: Hashable, Sendable {
    /// The node that the link under the cursor leads to.
    var column = NodeID(1)
    /// The first row and the first column in view.
    var top = 0
    var left = 0
}

extension DashboardModel {
    /// The link under the cursor of the matrix.
    var linkUnderCursor: DirectedLink { DirectedLink(from: selected, to: links.column) }

    /// What is known of it; nil until the source has been asked for it.
    var linkDetail: LinkDetail? { view?.links?[linkUnderCursor] }

    /// Where the matrix stands in a room; nil while nothing is known or there is no room.
    func linksLayout(in room: Size) -> LinksLayout? {
        guard nodeCount > 0, room.columns > 0, room.rows > 0 else { return nil }
        return LinksLayout(model: self, room: room)
    }

    /// The same on the screen as it is; nil while it is not to be seen.
    private var linksLayout: LinksLayout? {
        area(of: .links).flatMap { linksLayout(in: LinksPanel.room(in: $0).size) }
    }

    /// The part of the matrix that can be seen, and the names at its edges.
    func addLinks(to interest: inout Interest) {
        guard let layout = linksLayout else { return }
        interest.links = LinkWindow(from: layout.rows.range, to: layout.columns.range)
        Self.add(names: layout.rows.range, to: &interest)
        Self.add(names: layout.columns.range, to: &interest)
    }

    /// Moves the cursor: up and down select the node of the row, left and right that of the column.
    mutating func moveInLinks(_ movement: Movement) {
        let page = linksLayout?.rows.visible ?? 1
        switch movement {
        case .up: select(selected.index - 1)
        case .down: select(selected.index + 1)
        case .pageUp: select(selected.index - page)
        case .pageDown: select(selected.index + page)
        case .first: select(0)
        case .last: select(nodeCount - 1)
        case .left: goToColumn(links.column.index - 1)
        case .right: goToColumn(links.column.index + 1)
        }
    }

    private mutating func goToColumn(_ index: Int) {
        links.column = NodeID(min(max(0, index), max(0, nodeCount - 1)))
    }

    /// Lets the matrix follow its cursor.
    mutating func revealLink() {
        goToColumn(links.column.index)
        guard let layout = linksLayout else { return }
        links.top = layout.rows.first
        links.left = layout.columns.first
    }
}
