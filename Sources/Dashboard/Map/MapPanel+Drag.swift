import TerminalUI

extension MapPanel {
    /// The line from the node where the button went down to where the pointer is, as long as it is held;
    /// at another node it ends as a link would.
    func drawDrag(in scene: MapScene, into buffer: inout CellBuffer) {
        guard let drag = model.pointer.drag, let start = scene.place(of: drag.from),
            start != drag.to
        else { return }
        let target = model.dragTarget
        let line =
            target.map { scene.line(from: drag.from, to: $0) }
            ?? CellLine.points(from: start, to: drag.to)
        let style = theme.style(.marked)
        let isFlat = CellLine.isFlat(from: start, to: line.last ?? start)
        let dash: Glyph = isFlat ? .heavyHorizontal : .heavyVertical
        for point in line where scene.node(at: point) == nil {
            buffer.put(dash.unicode, at: point, style: style)
        }
        guard let target, let end = scene.place(of: target) else { return }
        let label = Rectangle(
            column: end.column, row: end.row, columns: scene.labelColumns, rows: 1)
        buffer.highlight(label, with: style.adding(.bold))
    }
}
