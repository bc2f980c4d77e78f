import ClusterObservation
import TerminalUI

/// What happened and why, the newest at the bottom.
struct LogPanel: PanelView {
    @Shared var model: DashboardModel
    let theme: Theme

    /// The room for lines within the panel's frame.
    static func room(in area: Rectangle) -> Rectangle { area.inset(columns: 2, rows: 1) }

    /// The filter in force, and how much it shows.
    var titles: [StyledText] {
        guard let filter = model.log.filter else {
            return [StyledText("what happened and why", style: theme.style(.dim))]
        }
        let line = StyledText(filter.text, style: theme.style(.strong))
        let share =
            " · \(Words.grouped(model.log.shown.count))"
            + " of \(Words.grouped(model.log.events.count)) · \(model.keyLabel(.back)) shows all"
        return [line + StyledText(share, style: theme.style(.dim)), line]
    }

    var notes: [StyledText] {
        guard model.log.selected != nil else {
            return [StyledText("following", style: theme.style(.dim))]
        }
        let back = Words.grouped(model.log.eventsBack)
        let text = "\(back) newer · \(model.keyLabel(.last)) follows"
        return [StyledText(text, style: theme.style(.warning))]
    }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        let step = stepLine
        let (upper, last) = room.splitBottom(step == nil ? 0 : 1)
        if let step { buffer.put(step, at: last.origin, maxColumns: last.columns) }
        let lines = lines(in: upper)
        guard !lines.isEmpty else { return sayNothing(in: upper, into: &buffer) }
        for (row, line) in lines.enumerated() {
            let area = upper.line(row)
            buffer.put(line.text, at: area.origin, maxColumns: area.columns)
            guard line.event == model.log.selected else { continue }
            let isFocused = model.panel == .log
            buffer.highlight(area, with: theme.style(isFocused ? .selection : .selectionIdle))
        }
    }

    func target(at point: Point, in room: Rectangle) -> Target? {
        let room = room.splitBottom(model.untoldStep == nil ? 0 : 1).rest
        return lines(in: room).at(point.row - room.row).map { .event($0.event) }
    }

    /// The lines that fill a room, from above.
    private func lines(in room: Rectangle) -> [Line] {
        var lines: [Line] = []
        for event in model.log.inView.reversed() where lines.count < room.rows {
            lines = self.lines(of: event, columns: room.columns) + lines
        }
        lines = Array(lines.suffix(room.rows))
        // At the oldest end the room is filled with what came next.
        for event in model.log.beyondView where lines.count < room.rows {
            lines += self.lines(of: event, columns: room.columns)
        }
        return Array(lines.prefix(room.rows))
    }

    private func sayNothing(in room: Rectangle, into buffer: inout CellBuffer) {
        guard model.log.filter != nil else { return }
        buffer.put(
            "nothing like this happened yet", at: room.origin, style: theme.style(.dim),
            maxColumns: room.columns)
    }
}

extension LogPanel {
    /// A line on the screen, of the event with this number.
    private struct Line {
        var event: Int
        var text: StyledText
    }

    private static let stampColumns = 7

    /// A sentence in the lines that it takes beside the moment.
    static func wrapped(_ sentence: LogSentence, columns: Int) -> [String] {
        sentence.text.wrapped(toColumns: columns - stampColumns - 2)
    }

    /// The sentence of an event in as many lines as it takes, the moment before the first.
    private func lines(of event: TraceEvent, columns: Int) -> [Line] {
        let sentence = LogSentence(event, model: _model)
        let isNews = model.isNews(event)
        let style = theme.style(isNews ? .strong : sentence.role)
        return Self.wrapped(sentence, columns: columns).enumerated().map { index, piece in
            let stamp = index == 0 ? Words.stamp(event.moment) : ""
            var line = StyledText(
                stamp.fitted(toColumns: Self.stampColumns, alignment: .right),
                style: theme.style(.logTime))
            let pointer = isNews && index == 0 ? "\(Glyph.selected.unicode) " : "  "
            line.append(pointer, style: theme.style(.strong))
            line.append(piece, style: style)
            return Line(event: event.number, text: line)
        }
    }
}

extension LogPanel {
    /// What the last step was, where no line of the log tells it.
    private var stepLine: StyledText? {
        guard let step = model.untoldStep, let now = model.view?.time.now else { return nil }
        var line = StyledText(
            Words.stamp(now).fitted(toColumns: Self.stampColumns, alignment: .right),
            style: theme.style(.logTime))
        line.append("\(Glyph.selected.unicode) ", style: theme.style(.strong))
        let words = LogTeller(model: _model, node: nil).words(for: step)
        line.append(words, style: theme.style(.strong))
        return line
    }
}

extension DashboardModel {
    /// What happened when time was let go on by hand last, where no event of the log tells it.
    var untoldStep: TimeStep? {
        guard let view, view.time.isPaused, log.selected == nil, stepMark != nil,
            let step = view.time.step, step != .told
        else { return nil }
        return log.shown.last.map(isNews) == true ? nil : step
    }

    /// Whether an event is to be pointed out: while time is moved by hand, what happened in the last
    /// step; else, on a cluster that stands still, what happened just now.
    func isNews(_ event: TraceEvent) -> Bool {
        guard let time = view?.time, time.isPaused else { return false }
        return stepMark.map { $0.isNew(event) } ?? (event.moment == time.now)
    }
}
