import ClusterObservation
import TerminalUI

extension MapPanel {
    /// Every message where it is on its way, those of the focused update above the others; where there
    /// are too many, or nodes stand cell by cell, only those.
    func drawMessages(of scene: MapScene, into buffer: inout CellBuffer) {
        let focused = scene.view.messages.filter(\.concernsFocus)
        let others = scene.view.messages.filter { !$0.concernsFocus }
        if scene.layout.detail.isOpen, scene.view.messages.count <= crowd(in: scene) {
            for message in others { draw(message, in: scene, into: &buffer) }
        }
        for message in focused.prefix(crowd(in: scene)) {
            draw(message, in: scene, into: &buffer)
        }
    }

    /// More glyphs than this hide the nodes, or each other.
    private func crowd(in scene: MapScene) -> Int {
        let cells = scene.room.columns * scene.room.rows
        return cells / (scene.layout.detail.isOpen ? 12 : 40)
    }

    /// The glyph of its kind, and before it a head that shows where it goes; neither while it passes
    /// under a label. Where it was lost a moment ago, the mark of that alone: a cross would be a part of a wall.
    private func draw(
        _ message: MessageInFlight, in scene: MapScene, into buffer: inout CellBuffer
    ) {
        let line = scene.line(from: message.link.from, to: message.link.to)
        guard let last = line.last else { return }
        let part = min(max(message.progress, 0), 1)
        let point = line[Int((part * Double(line.count - 1)).rounded())]
        let isLost = message.loss != nil
        let role = isLost ? .linkCut : message.kind.role
        let style = theme.style(role)
        let head = Self.head(from: line[0], to: last)
        let ahead = Point(column: point.column + head.column, row: point.row + head.row)
        guard !scene.isTaken(point), !isMark(point, in: scene) else { return }
        if point != last, !isLost, scene.layout.detail.isOpen {
            buffer.put(head.glyph.unicode, at: ahead, style: style)
        }
        buffer.put(isLost ? Glyph.lost.unicode : theme.glyph(role), at: point, style: style)
    }

    /// Whether a cell is where the selected or the marked node is pointed out.
    private func isMark(_ point: Point, in scene: MapScene) -> Bool {
        guard scene.layout.detail != .points, scene.layout.detail.isOpen else { return false }
        let selected = scene.place(of: model.selected).map {
            Point(column: $0.column - 1, row: $0.row)
        }
        let marked = model.marked.flatMap(scene.place).map {
            Point(column: $0.column + scene.labelColumns, row: $0.row)
        }
        return point == selected || point == marked
    }

    private static func head(
        from start: Point, to end: Point
    ) -> (glyph: Glyph, column: Int, row: Int) {
        if CellLine.isFlat(from: start, to: end) {
            return end.column >= start.column ? (.selected, 1, 0) : (.headLeft, -1, 0)
        }
        return end.row >= start.row ? (.headDown, 0, 1) : (.headUp, 0, -1)
    }
}
