import ClusterObservation
import TerminalUI

/// How the focused update spreads over time, beside what theory predicts.
struct CurvePanel: PanelView {
    let model: DashboardModel
    let theme: Theme

    var titles: [StyledText] { [] }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        buffer.put("nothing to show yet", at: room.origin, style: theme.style(.dim))
    }
}
