import ClusterObservation
import TerminalUI

/// Draws a matrix of links.
struct LinksScene {
    @Shared var model: DashboardModel
    let theme: Theme
    let layout: LinksLayout
    let room: Rectangle

    /// The names of the columns, upright where they are too long, and those of the rows.
    func drawHeads(into buffer: inout CellBuffer) {
        for (place, label) in layout.labels.enumerated() {
            let node = NodeID(layout.columns.first + place)
            let column = room.column + layout.column(of: node)
            let style = headStyle(of: node, isChosen: node == model.links.column)
            if layout.headRows == 1 {
                buffer.put(label, at: Point(column: column, row: room.row), style: style)
            } else {
                let top = room.row + layout.headRows - label.count
                for (line, letter) in label.enumerated() {
                    buffer.put(letter, at: Point(column: column, row: top + line), style: style)
                }
            }
        }
        for index in layout.rows.range { drawRowHead(of: NodeID(index), into: &buffer) }
    }

    private func drawRowHead(of node: NodeID, into buffer: inout CellBuffer) {
        let start = Point(column: room.column, row: room.row + layout.row(of: node))
        let style = headStyle(of: node, isChosen: node == model.selected)
        if let (glyph, role) = pointer(to: node) {
            buffer.put(glyph, at: start, style: theme.style(role))
        }
        let name = Point(column: start.column + 1, row: start.row)
        buffer.put(model.name(of: node), at: name, style: style)
    }

    private func pointer(to node: NodeID) -> (Character, Role)? {
        if node == model.marked { return (theme.glyph(.marked), .marked) }
        if model.dot(of: node)?.condition.isDown == true { return (theme.glyph(.down), .down) }
        return node == model.selected ? (Glyph.selected.unicode, .strong) : nil
    }

    private func headStyle(of node: NodeID, isChosen: Bool) -> Style {
        let isDown = model.dot(of: node)?.condition.isDown ?? false
        return theme.style(isDown ? .down : isChosen ? .strong : .dim)
    }
}

extension LinksScene {
    /// A cell for every link in view that the last view held.
    func drawLinks(into buffer: inout CellBuffer) {
        guard let matrix = model.view?.links else { return }
        let busiest = matrix.busiest
        for link in matrix.links {
            guard let place = layout.place(of: link.link) else { continue }
            let point = Point(column: room.column + place.column, row: room.row + place.row)
            draw(link, busiest: busiest, at: point, into: &buffer)
        }
    }

    private func draw(
        _ link: LinkDetail, busiest: Int, at point: Point, into buffer: inout CellBuffer
    ) {
        guard link.condition != .absent else {
            if link.isToItself {
                buffer.put(Glyph.falling.unicode, at: point, style: theme.style(.linkUp))
            }
            return
        }
        let look = LinkLook(link, busiest: busiest, common: model.view?.network)
        let style = theme.style(look.mark?.role ?? look.traffic.role)
        let glyph = look.mark?.glyph(in: theme) ?? look.traffic.glyph
        buffer.put(glyph, at: point, style: style)
        let second = Point(column: point.column + 1, row: point.row)
        switch layout.form {
        case .glyph: break
        case .pair:
            let isOpen = look.mark?.isOpen ?? true
            buffer.put(isOpen ? look.traffic.glyph : glyph, at: second, style: style)
        case .number:
            let count = link.sent > 0 ? Words.short(link.sent) : ""
            buffer.put(
                count.fitted(toColumns: 4, alignment: .right), at: second,
                style: theme.style(look.traffic.role))
        }
    }

    /// The link under the cursor in brackets where there is room for them, and on a lighter ground the
    /// row and the column that it stands in.
    func drawCursor(focus: Focus, into buffer: inout CellBuffer) {
        guard let place = layout.place(of: model.linkUnderCursor) else { return }
        let cell = Rectangle(
            column: room.column + place.column, row: room.row + place.row,
            columns: layout.cellColumns, rows: 1)
        if focus == .focused {
            let ground = theme.style(.selectionIdle)
            buffer.highlight(room.line(place.row), with: ground)
            let column = Rectangle(
                column: cell.column, row: room.row, columns: cell.columns,
                rows: layout.headRows + layout.rows.range.count)
            buffer.highlight(column, with: ground)
        }
        let isFocused = focus == .focused
        if layout.gap > 0 {
            let style = theme.style(isFocused ? .strong : .dim)
            let bracketed = Rectangle(
                column: cell.column - 1, row: cell.row, columns: cell.columns + 2, rows: 1)
            buffer.put("[", at: bracketed.origin, style: style)
            buffer.put("]", at: Point(column: cell.endColumn, row: cell.row), style: style)
            return buffer.highlight(
                bracketed, with: theme.style(isFocused ? .selection : .selectionIdle))
        }
        buffer.highlight(cell, with: theme.style(isFocused ? .selection : .selectionIdle))
    }

    /// What the glyphs mean, below the matrix where rows are left over.
    func drawLegend(into buffer: inout CellBuffer) {
        let end = layout.headRows + layout.rows.range.count
        guard end + 1 < room.rows else { return }
        var line = StyledText()
        if model.view?.tellsMessages == false {
            line.append("\(LinkLook.Traffic.none.glyph)", style: theme.style(.linkUp))
            line.append(" up", style: theme.style(.dim))
        } else {
            for traffic in LinkLook.Traffic.allCases {
                line.append("\(traffic.glyph)", style: theme.style(traffic.role))
            }
            line.append(" traffic", style: theme.style(.dim))
        }
        for mark in LinkLook.Mark.allCases {
            line.append("  \(mark.glyph(in: theme))", style: theme.style(mark.role))
            line.append(" \(mark.word)", style: theme.style(.dim))
        }
        let start = Point(column: room.column, row: room.row + end + 1)
        buffer.put(line, at: start, maxColumns: room.columns)
    }
}
