import ClusterObservation
import TerminalUI

/// The matrix of directed links: what each is like, and what went over it.
///
/// A row holds the links from a node, a column those to one. The cursor stands in the row of the
/// selected node; keys for links act upon the one under it.
struct LinksPanel: PanelView {
    @Shared var model: DashboardModel
    let theme: Theme

    /// The room for the matrix within the panel's frame.
    static func room(in area: Rectangle) -> Rectangle { area.inset(columns: 2, rows: 1) }

    /// The link under the cursor, with all that is known of it where there is room.
    var titles: [StyledText] {
        let link = model.linkUnderCursor
        let name = "\(model.name(of: link.from))→\(model.name(of: link.to))"
        let style = theme.style(.strong)
        guard let detail = model.linkDetail, let view = model.view else {
            return [StyledText(name, style: style)]
        }
        let words = Words.link(detail, in: view)
        let condition = detail.isToItself ? [] : [words[0]]
        return [words, condition, []].map { words in
            var line = StyledText(name, style: style)
            for word in words { line.append(" · \(word)", style: theme.style(.dim)) }
            return line
        }
    }

    /// What went over the link under the cursor, for frames whose title has no room for it.
    var footnotes: [StyledText] {
        guard let detail = model.linkDetail, let view = model.view else { return [] }
        let words = Words.link(detail, in: view)
        let line = StyledText(words.joined(separator: " · "), style: theme.style(.text))
        let numbers = words.dropFirst().joined(separator: " · ")
        return [line, StyledText(numbers, style: theme.style(.text))]
    }

    /// How many directions are cut, and which part of a large matrix is seen.
    var notes: [StyledText] {
        let cuts = model.view?.totals.cuts ?? 0
        let count = Words.count(cuts, "direction")
        let cut = text("\(theme.glyph(.linkCut)) \(count) cut", .linkCut)
        guard let part else { return cuts > 0 ? [cut, StyledText()] : [] }
        let long = text("to \(part.names) of \(part.count)", .dim)
        let short = text("\(part.names)/\(part.count)", .dim)
        return (cuts > 0 ? [long + text(" · ", .border) + cut] : []) + [long, short, StyledText()]
    }

    /// The names of the columns in view and their number, where not all are.
    private var part: (names: String, count: String)? {
        guard let area = model.area(of: .links),
            let columns = model.linksLayout(in: Self.room(in: area).size)?.columns,
            columns.range.count < columns.count, let last = columns.range.last
        else { return nil }
        let names = [columns.first, last].map { model.name(of: NodeID($0)) }
        return (names.joined(separator: "–"), Words.grouped(columns.count))
    }

    private func text(_ text: String, _ role: Role) -> StyledText {
        StyledText(text, style: theme.style(role))
    }

    func target(at point: Point, in room: Rectangle) -> Target? {
        let inner = Point(column: point.column - room.column, row: point.row - room.row)
        return model.linksLayout(in: room.size)?.link(at: inner).map { .link($0) }
    }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        guard let layout = model.linksLayout(in: room.size) else { return }
        let scene = LinksScene(model: _model, theme: theme, layout: layout, room: room)
        buffer.clipped(to: room.widened(by: 1)) { buffer in
            scene.drawHeads(into: &buffer)
            scene.drawLinks(into: &buffer)
            scene.drawCursor(focus: model.panel == .links ? .focused : .idle, into: &buffer)
            scene.drawLegend(into: &buffer)
        }
        let body = room.splitTop(layout.headRows).rest
        buffer.draw(layout.rows, alongRightOf: body, theme: theme)
    }
}

extension LinkDetail {
    /// Whether it is the place on the diagonal, where there is never a link.
    var isToItself: Bool { link.from == link.to }
}

extension Rectangle {
    /// The rectangle with so many more columns at its right.
    fileprivate func widened(by cells: Int) -> Rectangle {
        Rectangle(column: column, row: row, columns: columns + cells, rows: rows)
    }
}
