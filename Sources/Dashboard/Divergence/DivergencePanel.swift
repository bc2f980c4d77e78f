import ClusterObservation
import TerminalUI

/// Which replicas have the same table, and what two that have not hold differently.
struct DivergencePanel: PanelView {
    @Shared var model: DashboardModel
    let theme: Theme

    /// The two nodes that are compared, and how many keys differ.
    var titles: [StyledText] {
        guard let pair = model.comparedPair else { return [] }
        let names = StyledText(
            "\(model.name(of: pair.left)) beside \(model.name(of: pair.right))",
            style: theme.style(.strong))
        guard let comparison = model.comparison else { return [names] }
        var long = names
        long.append(" · \(comparison.countWords)", style: theme.style(.dim))
        return [long, names]
    }

    var notes: [StyledText] {
        guard let totals = model.view?.totals, totals.live > 0 else { return [] }
        guard totals.roots > 1 else {
            return [text("\(theme.glyph(.converged)) one table", .converged), StyledText()]
        }
        return [text("\(Words.grouped(totals.roots)) different tables", .text), StyledText()]
    }

    /// Whose entry for the selected key would win, and why.
    var footnotes: [StyledText] {
        guard let comparison = model.comparison,
            comparison.differences.indices.contains(model.divergence.row)
        else { return [] }
        let difference = comparison.differences[model.divergence.row]
        let verdict = Verdict(difference, of: comparison.pair, model: model)
        var long = text("\(difference.key): ", .dataKey)
        long.append(verdict.sentence, style: theme.style(.text))
        return [long] + [verdict.sentence, verdict.brief, verdict.reason].map { text($0, .text) }
    }

    func draw(in room: Rectangle, into buffer: inout CellBuffer) {
        guard let view = model.view else { return }
        let parts = DivergenceLayout(room: room, groups: view.rootGroups.count)
        drawGroups(view.rootGroups, in: parts.groups, into: &buffer)
        guard let comparison = model.comparison else {
            let sentence = model.comparedPair == nil ? agreement(of: view.totals) : ""
            return say(sentence, in: parts.comparison, into: &buffer)
        }
        drawRule(of: comparison, in: parts.rule, into: &buffer)
        guard !comparison.differences.isEmpty else {
            return say(equality(of: comparison), in: parts.comparison, into: &buffer)
        }
        draw(comparison, in: parts.comparison, into: &buffer)
    }

    private func agreement(of totals: ClusterTotals) -> String {
        switch totals.live {
        case 0: "Nobody is up."
        case 1: "One node is up, and agrees with itself."
        default:
            "All \(Words.grouped(totals.live)) nodes that are up hold the same table. "
                + "Mark a node with \(model.keyLabel(.mark)) to compare two of them."
        }
    }

    private func equality(of comparison: Comparison) -> String {
        let names = [comparison.pair.left, comparison.pair.right].map(model.name)
        return comparison.isComplete
            ? "\(names[0]) and \(names[1]) hold the same table."
            : "No difference among the entries that were looked at; the tables are large."
    }

    private func say(_ sentence: String, in area: Rectangle, into buffer: inout CellBuffer) {
        let lines = sentence.wrapped(toColumns: area.columns).map { text($0, .dim) }
        buffer.draw(lines, in: area)
    }

    func text(_ text: String, _ role: Role) -> StyledText {
        StyledText(text, style: theme.style(role))
    }
}

/// Where the parts of the panel stand: the groups above, the two nodes below.
struct DivergenceLayout: Hashable, Sendable {
    var groups: Rectangle
    /// The line between the two, with the names of the nodes.
    var rule: Rectangle
    var comparison: Rectangle

    /// - Parameter groups: how many there are; at most half of the room is theirs.
    init(room: Rectangle, groups count: Int) {
        let wanted = count > 0 ? count + 1 : 0
        let (groups, rest) = room.splitTop(min(wanted, max(2, room.rows / 2 - 1)))
        let (rule, comparison) = rest.splitTop(1)
        self.groups = groups
        self.rule = rule
        self.comparison = comparison
    }
}

extension Comparison {
    /// `2 keys differ`, `at least 200 keys differ`, `no difference`.
    var countWords: String {
        guard count > 0 else { return "no difference" }
        let keys = Words.count(count, "key differs", "keys differ")
        return isComplete ? keys : "at least \(keys)"
    }
}
