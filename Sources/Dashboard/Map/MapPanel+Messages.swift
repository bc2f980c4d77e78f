import ClusterObservation
import TerminalUI

extension MapPanel {
    /// Every message where it is on its way, those of the focused update above the others.
    func drawMessages(of scene: MapScene, into buffer: inout CellBuffer) {
        guard scene.layout.detail != .cells else { return }
        for concernsFocus in [false, true] {
            for message in scene.view.messages where message.concernsFocus == concernsFocus {
                draw(message, in: scene, into: &buffer)
            }
        }
    }

    /// The glyph of its kind, and before it a head that shows where it goes.
    private func draw(
        _ message: MessageInFlight, in scene: MapScene, into buffer: inout CellBuffer
    ) {
        let line = scene.line(from: message.link.from, to: message.link.to)
        guard let last = line.last else { return }
        let part = min(max(message.progress, 0), 1)
        let point = line[Int((part * Double(line.count - 1)).rounded())]
        let role = message.kind.role
        let style = theme.style(role)
        let head = Self.head(from: line[0], to: last)
        let ahead = Point(column: point.column + head.column, row: point.row + head.row)
        if point != last { buffer.put(head.glyph.unicode, at: ahead, style: style) }
        buffer.put(theme.glyph(role), at: point, style: style)
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
