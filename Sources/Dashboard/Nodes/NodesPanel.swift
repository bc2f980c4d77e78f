import ClusterObservation
import TerminalUI

/// The nodes under each other: what each is, knows and has done.
struct NodesPanel: PanelView {
    let model: DashboardModel
    let theme: Theme

    /// How many nodes fit into the panel's frame.
    static func rowCount(in area: Rectangle) -> Int { max(0, area.rows - 3) }

    var titles: [StyledText] { [] }

    /// Who is up, and how many different tables there are.
    var notes: [StyledText] {
        guard let totals = model.view?.totals else { return [] }
        var line = StyledText("\(Words.grouped(totals.live)) up", style: theme.style(.text))
        if totals.down > 0 {
            line.append(" · ", style: theme.style(.border))
            line.append("✕ \(Words.grouped(totals.down)) down", style: theme.style(.down))
        }
        line.append(" · ", style: theme.style(.border))
        line.append(Words.count(totals.roots, "root"), style: theme.style(.text))
        return [line]
    }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        guard let view = model.view else { return }
        let window = ScrollWindow(
            count: model.nodeCount, visible: room.rows - 1, first: model.nodesTop)
        let rows = window.range.map { view.rows.at(NodeID($0), \.dot.node) }
        let selected = window.range.firstIndex(of: model.selected.index)
            .map { $0 - window.range.lowerBound }
        let table = Table(
            columns: columns, rows: rows.map(cells), selectedRow: selected,
            focus: model.panel == .nodes ? .focused : .idle)
        buffer.draw(table, in: room, theme: theme)
        for (line, status) in rows.enumerated() {
            guard case .down(let since) = status?.dot.condition else { continue }
            drawDown(since: since, in: room.splitTop(1).rest.line(line), of: table, into: &buffer)
        }
        buffer.draw(window, alongRightOf: room.splitTop(1).rest, theme: theme)
    }

    /// Names and numbers have as much room as they may come to need, so that nothing moves.
    private var columns: [TableColumn] {
        let names = model.view?.rows.map(\.dot.name.displayColumns).max() ?? 2
        let cache = 2 * "\(model.view?.settings.cache.length ?? 0)".count + 1
        return [
            TableColumn("", width: 1, priority: 9),
            TableColumn("node", width: max(4, names), priority: 10),
            TableColumn("state", width: 5, priority: 9),
            TableColumn("clock", width: 9, priority: 6, growth: 1),
            TableColumn("keys", width: 4, alignment: .right, priority: 4),
            TableColumn("cache", width: max(5, cache), alignment: .right, priority: 3),
            TableColumn("hot", width: 3, alignment: .right, priority: 5),
            TableColumn("root", width: 6, priority: 8),
            TableColumn("sent/recv", width: 9, alignment: .right, priority: 2),
        ]
    }
}

extension NodesPanel {
    /// The texts of a row; one that the last view did not hold yet shows that it is coming.
    private func cells(of status: ReplicaStatus?) -> [StyledText] {
        guard let status else { return [StyledText(), text("…", .dim)] }
        let dot = status.dot
        let lead = [pointer(to: dot.node), text(dot.name, dot.condition.isDown ? .dim : .strong)]
        switch dot.condition {
        case .down:
            return lead + [state(of: dot)]
        case .up, .frozen:
            return lead + [state(of: dot)] + numbers(of: status)
        }
    }

    private func numbers(of status: ReplicaStatus) -> [StyledText] {
        let mark = Role.roots[status.dot.rootMark % Role.roots.count]
        var root = text("\(theme.glyph(mark))", mark)
        root.append(" " + status.root.prefix(4), style: theme.style(.text))
        return [
            text("\(status.clock)", .dataClock),
            text("\(status.keys)", .dataNumber),
            text("\(status.cacheFill)/\(status.cacheLength)", .dataNumber),
            status.hotRumors > 0 ? text("\(status.hotRumors)", .infected) : text("0", .dim),
            root,
            text("\(Words.short(status.sent))/\(Words.short(status.received))", .dim),
        ]
    }

    /// A node that is down has no numbers; since when it is down stands in their place.
    private func drawDown(
        since moment: Moment, in line: Rectangle, of table: Table, into buffer: inout CellBuffer
    ) {
        guard let clock = table.layout(in: line.columns).first(where: { $0.index == 3 }) else {
            return
        }
        let start = Point(column: line.column + clock.start, row: line.row)
        let background = buffer[start.column, start.row].style
        buffer.put(
            "down since \(Words.clock(moment))", at: start,
            style: theme.style(.down).over(background),
            maxColumns: line.endColumn - start.column)
    }

    private func pointer(to node: NodeID) -> StyledText {
        if node == model.marked { return text("\(theme.glyph(.marked))", .marked) }
        return node == model.selected ? text("\(Glyph.selected.unicode)", .strong) : StyledText()
    }

    private func state(of dot: NodeDot) -> StyledText {
        let look = NodeLook(dot)
        return text("\(look.glyph(in: theme)) \(look.letter)", look.role)
    }

    private func text(_ text: String, _ role: Role) -> StyledText {
        StyledText(text, style: theme.style(role))
    }
}
