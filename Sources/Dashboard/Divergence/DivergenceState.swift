import ClusterObservation
import TerminalUI

/// Where the user is among the keys that two nodes hold differently.
struct DivergenceState: Hashable, Sendable {
    /// The place of the selected difference among those that the source listed.
    private(set) var row = 0
    /// Its key; it stays selected when others come in before it.
    private var key: ItemKey?

    /// Selects a difference, or the nearest that there is.
    mutating func select(_ wanted: Int, in comparison: Comparison?) {
        let differences = comparison?.differences ?? []
        row = min(max(0, wanted), max(0, differences.count - 1))
        key = differences.indices.contains(row) ? differences[row].key : nil
    }

    /// Stays with the selected key wherever it moved, and within what is left.
    mutating func follow(_ comparison: Comparison?) {
        let moved = comparison?.differences.firstIndex { $0.key == key }
        select(moved ?? row, in: comparison)
    }
}

extension DashboardModel {
    /// Groups of equal tables, as many as any screen has room for, and the two tables to compare.
    func addDivergence(to interest: inout Interest) {
        guard isShown(.divergence) else { return }
        interest.rootGroupsMax = 32
        interest.compared = comparedPair
        interest.differencesMax = 200
    }

    /// The two nodes whose tables are compared: the selected and the marked one; with no other node
    /// marked, the selected one and the first of the largest group with another table.
    var comparedPair: NodePair? {
        if let marked, marked != selected { return NodePair(selected, marked) }
        let dot = dot(of: selected)
        let groups = view?.rootGroups ?? []
        let mark = dot?.condition.isDown == false ? dot?.rootMark : nil
        let other = groups.first { $0.mark != mark && !$0.members.contains(selected) }
        return other?.members.first.map { NodePair(selected, $0) }
    }

    /// What differs between them; nil until the source has been asked for this pair.
    var comparison: Comparison? {
        guard let pair = comparedPair, let comparison = view?.comparison, comparison.pair == pair
        else { return nil }
        return comparison
    }

    /// Moves among the differing keys; left and right change the node that is compared.
    mutating func moveInDivergence(_ movement: Movement) {
        let page = area(of: .divergence).map { max(1, $0.rows / 2) } ?? 1
        let row = divergence.row
        switch movement {
        case .left: select(selected.index - 1)
        case .right: select(selected.index + 1)
        case .up: divergence.select(row - 1, in: comparison)
        case .down: divergence.select(row + 1, in: comparison)
        case .pageUp: divergence.select(row - page, in: comparison)
        case .pageDown: divergence.select(row + page, in: comparison)
        case .first: divergence.select(0, in: comparison)
        case .last: divergence.select(.max, in: comparison)
        }
    }
}
