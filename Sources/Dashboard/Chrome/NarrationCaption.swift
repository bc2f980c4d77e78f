import ClusterObservation
import TerminalUI

/// What a scenario says now, over the hints: there it stays in view, however much the log has to tell.
struct NarrationCaption {
    let narration: Narration
    let theme: Theme

    /// The rows that a caption takes on a screen; the longest words fit there.
    static func rows(on size: Size) -> Int {
        switch size.columns {
        case 100...: 2
        case 74...: 3
        default: 4
        }
    }

    func draw(in area: Rectangle, into buffer: inout CellBuffer) {
        buffer.fill(area, style: theme.style(.background))
        let room = area.inset(columns: 1, rows: 0)
        let name = "\(narration.name) \(narration.step)/\(narration.stepCount)"
        // The name is wrapped with the words, and then written over in its own colour.
        let lines = "\(name): \(narration.words)".wrapped(toColumns: room.columns)
        buffer.draw(lines.map { StyledText($0, style: theme.style(.strong)) }, in: room)
        buffer.put(
            name, at: room.origin, style: theme.style(.title), maxColumns: room.columns)
    }
}
