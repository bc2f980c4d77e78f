import ClusterObservation
import TerminalUI

/// The hash trees of two nodes beside each other, level by level: where they are equal, where they differ,
/// and how far a descent has come.
struct TreesPanel: PanelView {
    @Shared var model: DashboardModel
    let theme: Theme

    var titles: [StyledText] {
        guard let pair = model.treePair else { return [] }
        let names = "\(model.name(of: pair.left)) beside \(model.name(of: pair.right))"
        return [text(names, .strong)]
    }

    /// What the exchange of the two has taken so far.
    var notes: [StyledText] {
        guard let exchange = model.trees?.exchange else { return [] }
        let trips = Words.count(exchange.roundTrips, "round trip")
        let bytes = "\(Words.grouped(exchange.bytes)) B"
        let role: Role = exchange.report == nil ? .antiEntropy : .text
        return [text("\(bytes) · \(trips)", role), text(bytes, role)]
    }

    var footnotes: [StyledText] {
        guard let trees = model.trees else { return [] }
        let leaves = Words.count(trees.leafCount, "leaf", "leaves")
        return [legend + text("   \(leaves)", .dim), legend, text(leaves, .dim)]
    }

    private var legend: StyledText {
        var line = StyledText()
        for state in TreeNodeState.allCases {
            if !line.isEmpty { line.append("  ", style: theme.style(.border)) }
            line.append("\(state.glyph)", style: theme.style(state.role))
            line.append(" \(state.word)", style: theme.style(.dim))
        }
        return line
    }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        guard let trees = model.trees else {
            return draw(absence, in: room, into: &buffer)
        }
        var row = room.row
        for (depth, level) in trees.levels.enumerated() {
            row += draw(level, at: depth, from: row, in: room, into: &buffer) + 1
        }
    }

    private var absence: String {
        guard let pair = model.treePair else {
            return
                "mark another node with \(model.keyLabel(.mark)): its tree stands beside this one"
        }
        let down = [pair.left, pair.right].first { model.dot(of: $0)?.condition.isDown == true }
        return down.map { "\(model.name(of: $0)) does not answer, so its tree is not known" }
            ?? "the trees are not known yet"
    }

    private func draw(_ sentence: String, in room: Rectangle, into buffer: inout CellBuffer) {
        for (row, line) in sentence.wrapped(toColumns: room.columns).prefix(room.rows).enumerated()
        {
            buffer.put(line, at: room.line(row).origin, style: theme.style(.dim))
        }
    }
}

extension TreesPanel {
    /// The children of one node stand together.
    private static let arity = 16
    private static let labelColumns = 8

    /// Draws a level in as many rows as it takes.
    ///
    /// - Returns: the rows.
    private func draw(
        _ level: [TreeNodeState], at depth: Int, from top: Int, in room: Rectangle,
        into buffer: inout CellBuffer
    ) -> Int {
        let groupColumns = min(level.count, Self.arity) + 1
        let perRow = max(1, (room.columns - Self.labelColumns) / groupColumns)
        let groups = (level.count + Self.arity - 1) / Self.arity
        let label = depth == 0 ? "root" : "level \(depth)"
        if top < room.endRow {
            buffer.put(label, at: Point(column: room.column, row: top), style: theme.style(.dim))
        }
        for (index, state) in level.enumerated() {
            let group = index / Self.arity
            let row = top + group / perRow
            guard row < room.endRow else { break }
            let column =
                room.column + Self.labelColumns + group % perRow * groupColumns
                + index % Self.arity
            buffer.put(
                state.glyph, at: Point(column: column, row: row), style: theme.style(state.role))
        }
        return (groups + perRow - 1) / perRow
    }

    private func text(_ text: String, _ role: Role) -> StyledText {
        StyledText(text, style: theme.style(role))
    }
}

extension TreeNodeState {
    fileprivate var glyph: Character {
        switch self {
        case .equal: Glyph.middleDot.unicode
        case .differing: Glyph.different.unicode
        case .asked: Glyph.pull.unicode
        case .repaired: Glyph.converged.unicode
        }
    }

    fileprivate var role: Role {
        switch self {
        case .equal: .dim
        case .differing: .warning
        case .asked: .antiEntropy
        case .repaired: .logGain
        }
    }

    fileprivate var word: String {
        switch self {
        case .equal: "equal"
        case .differing: "differ"
        case .asked: "asked"
        case .repaired: "repaired"
        }
    }
}
