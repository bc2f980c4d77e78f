import ClusterObservation
import TerminalUI

/// How many nodes are in each state of the focused update.
struct StateCounts {
    /// The states that are shown, with their counts; those beside S, I and R only where there are any.
    private let parts: [(look: NodeLook, count: Int)]
    private let digits: Int

    init(_ focus: FocusStatus, nodes: Int) {
        let states: [(NodeState, Int)] = [
            (.susceptible, focus.susceptible), (.infected, focus.infected),
            (.removed, focus.removed), (.superseded, focus.superseded), (.undone, focus.undone),
            (.forgotten, focus.forgotten),
        ]
        let always: Set<NodeState> = [.susceptible, .infected, .removed]
        parts = states.filter { always.contains($0.0) || $0.1 > 0 }
            .map { (NodeLook.state($0.0), $0.1) }
        digits = Words.grouped(nodes).count
    }

    /// `○  5  ●  9  ◼  2`, every number as wide as the largest can be.
    func line(theme: Theme) -> StyledText {
        var line = StyledText()
        for (look, count) in parts {
            if !line.isEmpty { line.append("  ", style: theme.style(.border)) }
            let number = Words.grouped(count).fitted(toColumns: digits, alignment: .right)
            line.append("\(look.glyph(in: theme)) \(number)", style: theme.style(look.role))
        }
        return line
    }

    /// The same with short numbers: `○ 9.7k ● 256 ◼ 25`.
    func shortLine(theme: Theme) -> StyledText {
        parts.reduce(into: StyledText()) { line, part in
            let text = "\(part.look.glyph(in: theme)) \(Words.short(part.count))"
            if !line.isEmpty { line.append(" ", style: theme.style(.border)) }
            line.append(text, style: theme.style(part.look.role))
        }
    }

    /// The counts as stretches of their glyphs, together as long as the bar.
    func bar(columns: Int, theme: Theme) -> StyledText {
        let total = max(1, parts.reduce(0) { $0 + $1.count })
        var line = StyledText()
        var running = 0
        for (look, count) in parts {
            let start = columns * running / total
            running += count
            let length = columns * running / total - start
            let glyphs = String(repeating: look.glyph(in: theme), count: length)
            line.append(glyphs, style: theme.style(look.role))
        }
        line.append(
            String(repeating: " ", count: columns - columns * running / total),
            style: theme.style(.border))
        return line
    }
}
