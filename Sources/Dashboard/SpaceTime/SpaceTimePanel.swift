import ClusterObservation
import TerminalUI

/// Nodes side by side, time running down, messages between them.
struct SpaceTimePanel: PanelView {
    let model: DashboardModel
    let theme: Theme

    var titles: [StyledText] { [] }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        buffer.put("nothing to show yet", at: room.origin, style: theme.style(.dim))
    }
}
