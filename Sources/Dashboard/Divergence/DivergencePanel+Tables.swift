import ClusterObservation
import TerminalUI

extension DivergencePanel {
    /// Groups of equal tables, the largest first; where not all fit, how many more there are.
    func drawGroups(_ groups: [RootGroup], in area: Rectangle, into buffer: inout CellBuffer) {
        guard !groups.isEmpty, area.rows > 1 else { return }
        let room = area.rows - 1
        let shown = groups.count > room ? groups.prefix(max(0, room - 1)) : groups[...]
        let table = Table(columns: groupColumns, rows: shown.map(cells))
        buffer.draw(table, in: area, theme: theme)
        guard shown.count < groups.count else { return }
        let rest = groups.count - shown.count
        let nodes = groups.dropFirst(shown.count).reduce(0) { $0 + $1.count }
        let line = "… \(Words.count(rest, "more group")) of \(Words.count(nodes, "node"))"
        buffer.put(text(line, .dim), at: area.line(area.rows - 1).origin, maxColumns: area.columns)
    }

    private static let barColumns = 10

    private var groupColumns: [TableColumn] {
        [
            TableColumn("", width: 1, priority: 9),
            TableColumn("root", width: 6, priority: 8),
            TableColumn("nodes", width: 6, alignment: .right, priority: 7),
            TableColumn("", width: Self.barColumns, priority: 5),
            TableColumn("keys", width: 5, alignment: .right, priority: 4),
            TableColumn("who", width: 8, priority: 6, growth: 1),
        ]
    }

    private func cells(of group: RootGroup) -> [StyledText] {
        let role = Role.roots[group.mark % Role.roots.count]
        var root = text("\(theme.glyph(role))", role)
        root.append(" " + group.root.prefix(4), style: theme.style(.text))
        let bar = Gauge(value: group.count, total: model.view?.totals.live ?? 0)
        return [
            pointer(to: group), root, text(Words.grouped(group.count), .dataNumber),
            StyledText(bar.text(columns: Self.barColumns), style: theme.style(role).ink),
            text(Words.short(group.keys), .dataNumber), members(of: group),
        ]
    }

    private func pointer(to group: RootGroup) -> StyledText {
        let holds = { (node: NodeID) in model.dot(of: node)?.rootMark == group.mark }
        if model.dot(of: model.selected)?.condition.isDown == false, holds(model.selected) {
            return text("\(Glyph.selected.unicode)", .strong)
        }
        guard let marked = model.marked, holds(marked) else { return StyledText() }
        return text("\(theme.glyph(.marked))", .marked)
    }

    private func members(of group: RootGroup) -> StyledText {
        let names = group.members.map(model.name).joined(separator: " ")
        return text(names + (group.members.count < group.count ? " …" : ""), .dim)
    }
}

extension DivergencePanel {
    /// `── n0 ■ ── n4 ■ ───`: which two are compared, with the marks of their tables.
    func drawRule(of comparison: Comparison, in line: Rectangle, into buffer: inout CellBuffer) {
        let border = theme.style(.border)
        buffer.fill(line, with: Glyph.horizontal.unicode, style: border)
        var names = text(" ", .text)
        names.append(name(of: comparison.pair.left))
        names.append(" beside ", style: theme.style(.dim))
        names.append(name(of: comparison.pair.right))
        names.append(" · \(comparison.countWords) ", style: theme.style(.dim))
        let start = Point(column: line.column + 2, row: line.row)
        buffer.put(names, at: start, maxColumns: line.columns - 3)
    }

    private func name(of node: NodeID) -> StyledText {
        var name = text(model.name(of: node), .strong)
        guard let dot = model.dot(of: node) else { return name }
        let role = dot.condition.isDown ? .down : Role.roots[dot.rootMark % Role.roots.count]
        name.append(" \(theme.glyph(role))", style: theme.style(role))
        return name
    }

    /// The keys that differ, with what both hold.
    func draw(_ comparison: Comparison, in area: Rectangle, into buffer: inout CellBuffer) {
        let pair = comparison.pair
        let height = area.rows - 1
        let window = ScrollWindow(
            count: comparison.differences.count, visible: height,
            first: model.divergence.row - height / 2)
        var table = Table(
            columns: columns(left: model.name(of: pair.left), right: model.name(of: pair.right)),
            rows: comparison.differences[window.range].map { cells(of: $0, pair) })
        table.selectedRow = model.divergence.row - window.first
        table.focus = model.panel == .divergence ? .focused : .idle
        buffer.draw(table, in: area, theme: theme)
        buffer.draw(window, alongRightOf: area.splitTop(1).rest, theme: theme)
    }

    private func columns(left: String, right: String) -> [TableColumn] {
        [
            TableColumn("key", width: 7, priority: 10, growth: 2),
            TableColumn(left, width: 8, priority: 9, growth: 2),
            TableColumn("its clock", width: 9, priority: 4, growth: 3),
            TableColumn("", width: 1, priority: 9),
            TableColumn(right, width: 8, priority: 9, growth: 2),
            TableColumn("its clock", width: 9, priority: 4, growth: 3),
            TableColumn("wins", width: 5, priority: 8),
            TableColumn("because", width: 18, priority: 3, growth: 2),
        ]
    }

    private func cells(of difference: EntryDifference, _ pair: NodePair) -> [StyledText] {
        let verdict = Verdict(difference, of: pair, model: model)
        return [
            text("\(difference.key)", .dataKey),
            value(of: difference.left), clock(of: difference.left),
            relation(in: difference),
            value(of: difference.right), clock(of: difference.right),
            text(verdict.winner, .strong), text(verdict.reason, .dim),
        ]
    }

    private func value(of update: ClusterUpdate?) -> StyledText {
        guard let update else { return text("nothing", .dim) }
        return StyledText(valueOf: update, now: model.view?.time.now, theme: theme)
    }

    private func clock(of update: ClusterUpdate?) -> StyledText {
        text(update.map { model.lives.text($0.clock) } ?? "", .dataClock)
    }

    /// How the clock at the left stands to the one at the right.
    private func relation(in difference: EntryDifference) -> StyledText {
        guard let left = difference.left, let right = difference.right else { return StyledText() }
        let role: Role =
            switch left.clock.compare(with: right.clock) {
            case .before: .clockBefore
            case .after: .clockAfter
            case .equal: .clockEqual
            case .concurrent: .clockConcurrent
            }
        return text("\(theme.glyph(role))", role)
    }
}
