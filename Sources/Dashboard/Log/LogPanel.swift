import ClusterObservation
import TerminalUI

/// What happened and why, the newest at the bottom.
struct LogPanel: PanelView {
    let model: DashboardModel
    let theme: Theme

    /// The room for lines within the panel's frame.
    static func room(in area: Rectangle) -> Rectangle { area.inset(columns: 2, rows: 1) }

    var titles: [StyledText] {
        [StyledText("what happened and why", style: theme.style(.dim))]
    }

    var notes: [StyledText] {
        let back = model.log.eventsBack
        guard back > 0 else { return [StyledText("following", style: theme.style(.dim))] }
        let text = "\(Words.grouped(back)) newer · \(model.keyLabel(.last)) follows"
        return [StyledText(text, style: theme.style(.warning))]
    }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        guard let view = model.view else { return }
        var lines: [StyledText] = []
        for event in model.log.inView.reversed() where lines.count < room.rows {
            let sentence = LogSentence(event, model: model)
            lines = wrapped(sentence, of: event, in: view, columns: room.columns) + lines
        }
        guard lines.count < room.rows else {
            buffer.draw(lines.suffix(room.rows), in: room)
            return
        }
        // At the oldest end the room is filled with what came next.
        for event in model.log.beyondView where lines.count < room.rows {
            let sentence = LogSentence(event, model: model)
            lines += wrapped(sentence, of: event, in: view, columns: room.columns)
        }
        buffer.draw(lines.prefix(room.rows), in: room)
    }

    private static let stampColumns = 7

    /// The sentence in as many lines as it takes, the moment before the first.
    private func wrapped(
        _ sentence: LogSentence, of event: TraceEvent, in view: ClusterView, columns: Int
    ) -> [StyledText] {
        let isNews = view.time.isPaused && event.moment == view.time.now
        let style = theme.style(isNews ? .strong : sentence.role)
        let pieces = sentence.text.wrapped(toColumns: columns - Self.stampColumns - 2)
        return pieces.enumerated().map { index, piece in
            let stamp = index == 0 ? Words.stamp(event.moment) : ""
            var line = StyledText(
                stamp.fitted(toColumns: Self.stampColumns, alignment: .right),
                style: theme.style(.logTime))
            let pointer = isNews && index == 0 ? "\(Glyph.selected.unicode) " : "  "
            line.append(pointer, style: theme.style(.strong))
            line.append(piece, style: style)
            return line
        }
    }
}
