import ClusterObservation
import TerminalUI

/// The layout of the map as it was made last: to place nodes costs more than to draw them, and is only done
/// again when something of it changed.
struct MapMemory: Hashable, Sendable {
    private var subject: MapLayout.Subject?
    private(set) var layout: MapLayout?

    /// Makes the layout for a room, unless it is there.
    mutating func prepare(_ subject: MapLayout.Subject, in room: Size) {
        guard subject != self.subject || room != layout?.room else { return }
        self.subject = subject
        layout = MapLayout(subject, in: room)
    }
}

extension DashboardModel {
    /// Where the nodes stand in the map that is on the screen; nil while nothing is known of them, or
    /// no map is shown.
    var mapLayout: MapLayout? { isShown(.map) ? map.layout : nil }

    /// Places the nodes for the map that is on the screen now.
    mutating func prepareMap() {
        guard let view, let area = area(of: .map) else { return }
        let room = MapPanel.room(in: area).size
        guard room.columns > 0, room.rows > 0 else { return }
        map.prepare(
            MapLayout.Subject(
                nodes: view.totals.nodes, shape: view.topology, edges: view.edges,
                nameColumns: nameColumns), in: room)
    }

    /// The columns of the longest name on the map.
    var nameColumns: Int {
        let shown = view?.dots.lazy.map(\.name.displayColumns).max() ?? 0
        return max(shown, "n\(max(0, nodeCount - 1))".count)
    }
}
