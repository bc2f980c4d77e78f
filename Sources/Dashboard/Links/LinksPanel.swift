import ClusterObservation
import TerminalUI

/// The matrix of directed links: what each is like, and what went over it.
struct LinksPanel: PanelView {
    let model: DashboardModel
    let theme: Theme

    var titles: [StyledText] { [] }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        buffer.put("nothing to show yet", at: room.origin, style: theme.style(.dim))
    }
}
