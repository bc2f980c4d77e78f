import ClusterObservation
import Epidemic

// Large tables to compare, which nodes get without a message, and comparisons that somebody asks for.

extension Simulation {
    /// Every node that is up takes in what is for its half of the roster.
    mutating func fill(_ filling: TableFilling) {
        fillings += 1
        let left = (filling.differing + 1) / 2
        let common = entries(filling.common, of: "common")
        let halves = [
            common + entries(left, of: "left"),
            common + entries(filling.differing - left, of: "right"),
        ]
        for index in nodes.indices where nodes[index].isUp {
            takeIn(halves[2 * index < nodes.count ? 0 : 1], at: index)
        }
    }

    /// So many updates of keys that no filling made before.
    private func entries(_ count: Int, of origin: ReplicaName) -> [Update] {
        let writer = ReplicaID(name: origin, epoch: UInt64(fillings))
        let width = "\(count)".utf8.count
        let clock = (try? VectorClock.zero.incremented(by: writer)) ?? .zero
        return (1...max(1, count)).prefix(count).map { number in
            let digits = "\(number)"
            let zeros = String(repeating: "0", count: width - digits.utf8.count)
            return Update(
                key: Key("\(origin)-\(fillings)-\(zeros)\(digits)"), content: .value("filled"),
                clock: clock,
                id: UpdateID(origin: writer, sequence: UInt64(number)))
        }
    }

    private mutating func takeIn(_ updates: [Update], at index: Int) {
        var effects = EffectBuffer(interests: [.persistence, .timers])
        let changes = nodes[index].replica.fill(with: updates, now: now, into: &effects)
        for effect in effects { carryOut(effect, at: index, cause: nil) }
        for change in changes { move(from: change.over, to: change.update) }
        account(for: index)
    }

    /// A node mails what it holds of a key to another.
    mutating func hand(_ key: Key, from index: Int, to other: Int) {
        act(at: index) { replica, _, effects in
            replica.hand(key, to: Peer(UInt32(other)), into: &effects)
        }
    }

    /// A node begins an exchange with another, whatever its interval.
    mutating func compare(_ index: Int, with other: Int) {
        act(at: index) { replica, now, effects in
            replica.exchange(with: Peer(UInt32(other)), now: now, into: &effects)
        }
    }
}

extension TableFilling {
    /// What is wrong with it, in one sentence; nil when it can be.
    func refusal(nodes: Int) -> String? {
        for (name, count) in [("common", common), ("differing", differing)] where count < 0 {
            return "\(count) \(name) entries cannot be: at least 0"
        }
        let most = Self.entriesMax / max(1, nodes)
        return common <= most && differing <= most - common
            ? nil
            : "\(common) and \(differing) entries for \(nodes) nodes: together at most \(most)"
    }

    /// Entries of all nodes together: some hundred megabytes.
    private static let entriesMax = 2_000_000
}
