import ClusterObservation
import TerminalUI

extension SpaceTimeScene {
    /// Every message as a line to where it is, arrived or was lost; those of the focused update above
    /// the others, and what has just happened above all.
    func drawMessages(of past: SpaceTime, into buffer: inout CellBuffer) {
        let size = Size(columns: room.columns, rows: layout.rows)
        var canvas = LineCanvas(size: size, glyphs: buffer.glyphs)
        let drawn = past.messages.compactMap { drawing(of: $0) }.sorted { $0.rank < $1.rank }
        for drawing in drawn { canvas.draw(drawing.line, style: lineStyle(of: drawing)) }
        show(canvas, into: &buffer)
        for drawing in drawn { drawHead(of: drawing, into: &buffer) }
    }

    /// A message with its line, and how much it matters.
    private struct Drawing {
        var message: MessageRecord
        var line: MessageLine
        /// 0 for what stays in the background, 1 for what matters, 2 for what has just happened.
        var rank: Int
    }

    private func drawing(of message: MessageRecord) -> Drawing? {
        guard let line = MessageLine(message, now: view.time.now, layout: layout),
            line.isSeen(in: layout.rows)
        else { return nil }
        let matters = view.focus == nil || message.concernsFocus
        let isNews = model.stepMark?.isNew(message) ?? false
        return Drawing(message: message, line: line, rank: isNews ? 2 : matters ? 1 : 0)
    }

    private func lineStyle(of drawing: Drawing) -> Style {
        let role: Role =
            switch drawing.rank {
            case 0: .border
            case 1: drawing.message.kind.role
            default: .strong
            }
        return theme.style(role).ink
    }

    /// The lines go behind those of the nodes, which stay whole.
    private func show(_ canvas: LineCanvas, into buffer: inout CellBuffer) {
        for row in 0..<layout.rows {
            for column in layout.axisColumns..<room.columns where !isLifeline(column) {
                guard let (glyph, style) = canvas.cell(column: column, row: row) else { continue }
                buffer.put(glyph, at: point(column: column, row: row), style: style)
            }
        }
    }

    private func isLifeline(_ column: Int) -> Bool {
        let offset = column - layout.axisColumns
        return offset % layout.pitch == 0 && offset / layout.pitch < layout.nodes.range.count
    }

    /// The glyph of its kind where it is or arrived, another where it was lost.
    private func drawHead(of drawing: Drawing, into buffer: inout CellBuffer) {
        let tip = drawing.line.tip
        guard (0..<4 * layout.rows).contains(tip.row) else { return }
        let isLost = drawing.line.end == .lost
        let role: Role = isLost ? .linkCut : drawing.message.kind.role
        let glyph = isLost ? Glyph.lost.unicode : theme.glyph(role)
        let place = point(column: tip.column >> 1, row: tip.row >> 2)
        buffer.put(glyph, at: place, style: theme.style(role))
        if drawing.rank == 2 { pointOut(place, into: &buffer) }
    }

    /// What happened at the nodes, on their lines.
    func drawMarks(of past: SpaceTime, into buffer: inout CellBuffer) {
        var ranks: [Point: Int] = [:]
        for event in past.events {
            guard
                let mark = EventMark(
                    event.kind, focus: view.focus?.update.id, settings: view.settings, theme: theme),
                let column = event.place.flatMap(layout.column),
                case let row = layout.row(of: event.moment), (0..<layout.rows).contains(row)
            else { continue }
            let place = point(column: column, row: row)
            let isNews = model.stepMark?.isNew(event) ?? false
            let rank = mark.rank + (isNews ? 100 : 0)
            guard rank >= ranks[place] ?? 0 else { continue }
            ranks[place] = rank
            buffer.put(mark.glyph, at: place, style: theme.style(mark.role))
            if isNews { pointOut(place, into: &buffer) }
        }
    }

    /// Lays the selection's colour around what has just happened, and points at it from the axis.
    private func pointOut(_ place: Point, into buffer: inout CellBuffer) {
        let around = Rectangle(column: place.column - 1, row: place.row, columns: 3, rows: 1)
        buffer.highlight(around, with: theme.style(.selection).adding(.bold))
        let axis = Point(column: room.column + layout.axisColumns - 2, row: place.row)
        buffer.put(Glyph.selected.unicode, at: axis, style: theme.style(.strong))
    }
}
