import ClusterObservation
import TerminalUI

extension MapPanel {
    /// Nodes cell by cell, one or several in each.
    func drawField(of scene: MapScene, into buffer: inout CellBuffer) {
        let room = scene.room.size
        var cells = [FieldCell](repeating: FieldCell(), count: room.columns * room.rows)
        for (node, place) in zip(scene.view.field, scene.layout.places) {
            cells[place.row * room.columns + place.column].add(node)
        }
        for (index, cell) in cells.enumerated() where cell.nodes > 0 {
            let (row, column) = index.quotientAndRemainder(dividingBy: room.columns)
            let look = FieldLook(cell)
            buffer.put(
                glyph(of: look),
                at: Point(column: scene.room.column + column, row: scene.room.row + row),
                style: theme.style(look.role))
        }
        decorateField(of: scene, into: &buffer)
    }

    /// A whole state has the theme's glyph.
    private func glyph(of look: FieldLook) -> Character {
        look.glyph == look.role.standardGlyph ? theme.glyph(look.role) : look.glyph.unicode
    }

    private func decorateField(of scene: MapScene, into buffer: inout CellBuffer) {
        if let place = scene.place(of: model.selected) {
            let style = theme.style(model.panel == .map ? .selection : .selectionIdle)
            buffer.highlight(
                Rectangle(column: place.column, row: place.row, columns: 1, rows: 1),
                with: style.adding([.bold, .reverse]))
        }
        if let marked = model.marked, let place = scene.place(of: marked) {
            buffer.put(theme.glyph(.marked), at: place, style: theme.style(.marked))
        }
    }

    /// What the glyphs of cells mean, where a cell stands for several nodes: with how many these are,
    /// and without.
    var fieldLegends: [StyledText]? {
        guard case .cells(let nodes)? = model.mapLayout?.detail, nodes > 1 else { return nil }
        var long = text("a cell is up to \(Words.count(nodes, "node")) · ", .dim)
        long.append(shades)
        long.append(" · ", style: theme.style(.dim))
        long.append(majorities)
        var short = shades
        short.append(" · ", style: theme.style(.dim))
        short.append(majorities)
        return [long, short, shades]
    }

    /// How large a part of a cell is infected.
    private var shades: StyledText {
        let parts: [(Glyph, String)] = [
            (.light, " to 25% "), (.medium, " 50% "), (.dark, " more "),
        ]
        var line = text("infected ", .dim)
        for (glyph, words) in parts {
            line.append("\(glyph.unicode)", style: theme.style(.infected))
            line.append(words, style: theme.style(.dim))
        }
        line.append("\(theme.glyph(.infected))", style: theme.style(.infected))
        line.append(" all", style: theme.style(.dim))
        return line
    }

    /// What most of a cell are where nobody is infected.
    private var majorities: StyledText {
        var line = text("\(theme.glyph(.susceptible))", .susceptible)
        line.append("\(theme.glyph(.removed))", style: theme.style(.removed))
        line.append(" all ", style: theme.style(.dim))
        line.append("\(Glyph.mostSusceptible.unicode)", style: theme.style(.susceptible))
        line.append("\(Glyph.mostRemoved.unicode)", style: theme.style(.removed))
        line.append(" most", style: theme.style(.dim))
        return line
    }

    private func text(_ text: String, _ role: Role) -> StyledText {
        StyledText(text, style: theme.style(role))
    }
}
