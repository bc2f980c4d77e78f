import ClusterObservation
import TerminalUI

extension MapPanel {
    func drawNodes(of scene: MapScene, into buffer: inout CellBuffer) {
        for dot in scene.view.dots {
            guard let place = scene.place(of: dot.node) else { continue }
            draw(dot, at: place, in: scene, into: &buffer)
        }
    }

    private func draw(
        _ dot: NodeDot, at place: Point, in scene: MapScene, into buffer: inout CellBuffer
    ) {
        let look = NodeLook(dot)
        buffer.put(look.glyph(in: theme), at: place, style: theme.style(look.role))
        if scene.layout.detail == .labels { label(dot, look, at: place, into: &buffer) }
        decorate(dot, at: place, in: scene, into: &buffer)
    }

    /// Lines end a place before and behind a label; messages do not.
    func clearBesideLabels(of scene: MapScene, into buffer: inout CellBuffer) {
        guard scene.layout.detail == .labels else { return }
        for dot in scene.view.dots {
            guard let place = scene.place(of: dot.node) else { continue }
            for aside in [-1, 4 + dot.name.displayColumns] {
                let beside = Point(column: place.column + aside, row: place.row)
                buffer.put(" ", at: beside, style: theme.style(.text))
            }
        }
    }

    /// ` S n15` behind the glyph.
    private func label(
        _ dot: NodeDot, _ look: NodeLook, at place: Point, into buffer: inout CellBuffer
    ) {
        let style = theme.style(look.role)
        let letter = Point(column: place.column + 1, row: place.row)
        buffer.put(" \(look.letter) ", at: letter, style: style)
        let name = Point(column: place.column + 4, row: place.row)
        buffer.put(
            dot.name, at: name, style: theme.style(dot.condition.isDown ? .dim : .text))
    }

    /// The selection lies over the label and points at it; a mark stands behind the name. Where nodes
    /// stand close by, both lie over the glyph.
    private func decorate(
        _ dot: NodeDot, at place: Point, in scene: MapScene, into buffer: inout CellBuffer
    ) {
        let isTight = scene.layout.detail == .points
        let end = place.column + (isTight ? 0 : scene.labelColumns)
        if dot.node == model.selected {
            let isFocused = model.panel == .map
            let start = isTight ? place.column : place.column - 1
            let area = Rectangle(
                column: start, row: place.row, columns: max(1, end - start), rows: 1)
            if !isTight {
                buffer.put(Glyph.selected.unicode, at: area.origin, style: theme.style(.strong))
            }
            let style = theme.style(isFocused ? .selection : .selectionIdle)
            buffer.highlight(area, with: style.adding(.bold))
        }
        guard dot.node == model.marked else { return }
        buffer.put(
            theme.glyph(.marked), at: Point(column: end, row: place.row),
            style: theme.style(.marked))
    }
}
