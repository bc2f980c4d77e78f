import ClusterObservation
import TerminalUI

/// Everything that was sent, lost, dropped, repeated or refused, by name.
struct CountersPanel: PanelView {
    let model: DashboardModel
    let theme: Theme

    var titles: [StyledText] { [] }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        buffer.put("nothing to show yet", at: room.origin, style: theme.style(.dim))
    }
}
