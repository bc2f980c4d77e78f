import ClusterObservation
import TerminalUI

/// The nodes under each other: what each is, knows and has done.
struct NodesPanel: PanelView {
    @Shared var model: DashboardModel
    let theme: Theme

    /// How many nodes fit into the panel's frame.
    static func rowCount(in area: Rectangle) -> Int { max(0, area.rows - 3) }

    /// What the names must contain, and by what they are sorted.
    var titles: [StyledText] {
        let order = model.nodes.order
        let arrow = order.direction.arrow
        let sorting = order == .roster ? nil : text("by \(order.column.title) \(arrow)", .text)
        guard let filter else { return sorting.map { [$0, StyledText()] } ?? [] }
        guard var both = sorting else { return [filter] }
        both.append(" ─ ", style: theme.style(.border))
        both.append(filter)
        return [both, filter]
    }

    private var filter: StyledText? {
        let isTyped = model.mode == .filter
        guard isTyped || !model.nodes.filter.isEmpty else { return nil }
        var line = text("filter ", .dim)
        line.append(model.nodes.filter.text, style: theme.style(.input))
        if isTyped { line.append(" ", style: theme.style(.inputCursor)) }
        return line
    }

    /// Who is up, and how many different tables there are.
    var notes: [StyledText] {
        guard let totals = model.view?.totals else { return [] }
        var line = text("\(Words.grouped(totals.live)) up", .text)
        if totals.down > 0 {
            line.append(" · ", style: theme.style(.border))
            line.append("✕ \(Words.grouped(totals.down)) down", style: theme.style(.down))
        }
        line.append(" · ", style: theme.style(.border))
        line.append(Words.count(totals.roots, "root"), style: theme.style(.text))
        return [line]
    }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        guard model.view != nil else { return }
        guard model.rowCount > 0 else {
            let absence = "no name contains \(model.nodes.filter.text)"
            buffer.put(absence, at: room.origin, style: theme.style(.dim))
            return
        }
        let window = window(in: room)
        let rows = window.range.map { model.row(at: $0) }
        let selected = rows.firstIndex { $0?.dot.node == model.selected }
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

    private func window(in room: Rectangle) -> ScrollWindow {
        ScrollWindow(count: model.rowCount, visible: room.rows - 1, first: model.nodesTop)
    }

    func target(at point: Point, in room: Rectangle) -> Target? {
        if point.row == room.row {
            let table = Table(columns: columns, rows: [])
            let column = table.column(at: point.column - room.column, in: room.columns)
            return column.flatMap { RowOrder.Column.allCases.at($0 - 1) }.map { .column($0) }
        }
        let place = window(in: room).first + point.row - room.row - 1
        return model.row(at: place).map { .node($0.dot.node) }
    }

    /// Names and numbers have as much room as they may come to need, so that nothing moves; what the
    /// rows are sorted by stays when others drop out.
    private var columns: [TableColumn] {
        let names = model.view?.rows.map(\.dot.name.displayColumns).max() ?? 2
        let cache = 2 * Words.grouped(model.view?.settings.cache.length ?? 0).count + 1
        return [
            TableColumn("", width: 1, priority: 9),
            column(.roster, width: max(5, names), priority: 10),
            column(.state, width: 6, priority: 9),
            column(.clock, width: 9, priority: 7, growth: 1),
            column(.keys, width: 5, alignment: .right, priority: 4),
            column(.cache, width: max(6, cache), alignment: .right, priority: 2),
            column(.hot, width: 4, alignment: .right, priority: 6),
            column(.root, width: 6, priority: 8),
            column(.sent, width: 7, alignment: .right, priority: 5),
            column(.received, width: 7, alignment: .right, priority: 3),
            column(.exchange, width: 14, alignment: .right, priority: 1),
        ]
    }

    private func column(
        _ column: RowOrder.Column, width: Int, alignment: Alignment = .left, priority: Int,
        growth: Int = 0
    ) -> TableColumn {
        let order = model.nodes.order
        let isSorted = order.column == column && order != .roster
        let title = column.title + (isSorted ? "\(order.direction.arrow)" : "")
        return TableColumn(
            title, width: width, alignment: alignment, priority: isSorted ? 9 : priority,
            growth: growth)
    }
}

extension RowOrder.Column {
    /// What stands above it.
    var title: String {
        switch self {
        case .roster: "node"
        case .state: "state"
        case .clock: "clock"
        case .keys: "keys"
        case .cache: "cache"
        case .hot: "hot"
        case .root: "root"
        case .sent: "sent/s"
        case .received: "recv/s"
        case .exchange: "last exchange"
        }
    }
}

extension RowOrder.Direction {
    var arrow: Character {
        switch self {
        case .ascending: Glyph.headUp.unicode
        case .descending: Glyph.headDown.unicode
        }
    }
}
