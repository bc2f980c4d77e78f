import ClusterObservation
import Epidemic

// Which tables are the same, and what differs between two that are not.

extension Simulation {
    /// Members that a group of equal tables names.
    private static let membersMax = 36
    /// Entries of each table that one comparison looks at, so that no view costs more than a few
    /// milliseconds.
    static let comparedMax = 8_192
    private static let pageLength = 512

    /// Live nodes by their tables, the largest group first.
    func rootGroups(_ wanted: Int) -> [RootGroup] {
        guard wanted > 0 else { return [] }
        return tally.mostHeld(wanted).map { root, holders in
            let members = holders.first(Self.membersMax)
            return RootGroup(
                root: root, mark: holders.mark, count: holders.members.count, members: members,
                keys: members.first.map { nodes[$0.index].replica.valueCount } ?? 0)
        }
    }

    /// What differs between the tables of two nodes, up or down; nil when one does not exist.
    func comparison(_ pair: NodePair, listing wanted: Int) -> Comparison? {
        guard [pair.left, pair.right].allSatisfy({ nodes.indices.contains($0.index) }) else {
            return nil
        }
        var left = pages(of: pair.left)
        var right = pages(of: pair.right)
        var comparison = Comparison(pair: pair, differences: [], count: 0)
        while let difference = Self.nextDifference(&left, &right) {
            comparison.count += 1
            if comparison.differences.count < wanted { comparison.differences.append(difference) }
        }
        comparison.isComplete = left.isWhole && right.isWhole
        return comparison
    }

    private func pages(of node: NodeID) -> EntryPages {
        EntryPages(of: nodes[node.index].replica, max: Self.comparedMax, length: Self.pageLength)
    }

    /// Goes on through both tables to the next key that they hold differently; nil at the end of what is
    /// looked at. Where only one table was looked at far enough, nothing can be said.
    private static func nextDifference(
        _ left: inout EntryPages, _ right: inout EntryPages
    ) -> EntryDifference? {
        while true {
            switch (left.current, right.current) {
            case (nil, nil): return nil
            case (let update?, nil):
                guard right.isWhole else { return nil }
                left.goOn()
                return EntryDifference(key: update.key, left: update, right: nil)
            case (nil, let update?):
                guard left.isWhole else { return nil }
                right.goOn()
                return EntryDifference(key: update.key, left: nil, right: update)
            case (let mine?, let theirs?):
                if mine.key <= theirs.key { left.goOn() }
                if theirs.key <= mine.key { right.goOn() }
                if mine != theirs { return EntryDifference(mine, theirs) }
            }
        }
    }
}

extension EntryDifference {
    /// What two tables hold at the next place; the lower key is the one that differs.
    fileprivate init(_ left: ClusterUpdate, _ right: ClusterUpdate) {
        guard left.key == right.key else {
            let isLeft = left.key < right.key
            self.init(
                key: min(left.key, right.key), left: isLeft ? left : nil,
                right: isLeft ? nil : right)
            return
        }
        self.init(key: left.key, left: left, right: right)
        guard left.id != right.id else { return }
        let wins = Precedence.wins(left.clock, left.id, over: right.clock, right.id)
        let (winner, loser) = wins ? (left, right) : (right, left)
        self.winner = wins ? .left : .right
        reason = Precedence.reason(winner: winner, loser: loser)
    }
}

/// The first entries of a replica's sorted table, taken page by page.
private struct EntryPages {
    private let replica: Replica
    private let end: Int
    private let length: Int
    private var next = 0
    private var page: ArraySlice<Entry> = []

    init(of replica: Replica, max: Int, length: Int) {
        self.replica = replica
        self.length = length
        end = min(replica.entryCount, max)
        turn()
    }

    /// Whether the whole table is looked at.
    var isWhole: Bool { end == replica.entryCount }

    /// The update at this place; nil at the end.
    var current: Update? { page.first?.update }

    mutating func goOn() {
        page.removeFirst()
        if page.isEmpty { turn() }
    }

    private mutating func turn() {
        page = replica.entries(next..<min(next + length, end))[...]
        next += page.count
    }
}
