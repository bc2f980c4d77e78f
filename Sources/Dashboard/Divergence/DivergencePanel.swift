import ClusterObservation
import TerminalUI

/// Who agrees with whom, and in what two tables differ.
struct DivergencePanel: PanelView {
    let model: DashboardModel
    let theme: Theme

    var titles: [StyledText] { [] }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        buffer.put("nothing to show yet", at: room.origin, style: theme.style(.dim))
    }
}
