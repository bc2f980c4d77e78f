import Epidemic

// Rounds of the whole cluster: they count time for people, and drive the replicas where rounds are aligned.

extension Simulation {
    var isAligned: Bool { settings.rumors?.rounds == .aligned }

    func roundLength() -> Interval { settings.rumors?.interval ?? .seconds(1) }

    /// Sets when the next round begins; again when the length of rounds has changed.
    mutating func scheduleRound() {
        roundSchedule += 1
        queue.put(
            .round(schedule: roundSchedule), at: max(now, roundBegan + roundLength()))
    }

    mutating func beginRound() {
        round += 1
        roundBegan = now
        scheduleRound()
        if isAligned { beginAlignedRound() }
    }

    /// The messages of a contact, one after the other, with all its hunting.
    private var legsOfContact: Int64 {
        switch settings.rumors?.limits.hunt {
        case .tries(let tries)?: 8 + 2 * Int64(tries)
        case .infinite?: 8 + 2 * Int64(nodes.count)
        case nil: 8
        }
    }

    /// All nodes begin their round; then their contacts are made in a random order, each in a stretch of
    /// the round of its own, so that it is carried through before the next.
    private mutating func beginAlignedRound() {
        var contacts: [Int] = []
        for index in nodes.indices where nodes[index].isUp {
            act(at: index) { replica, now, effects in
                let plan = replica.beginAlignedRound(now: now, into: &effects)
                for _ in 0..<plan.contacts { contacts.append(index) }
            }
        }
        contacts.shuffle(using: &generator)
        let stretch = roundLength() / Int64(contacts.count + 1)
        leg = max(Interval(nanoseconds: 1), stretch / legsOfContact)
        for (turn, index) in contacts.enumerated() {
            schedule(
                .contact(round: round, life: nodes[index].life), at: index,
                now + stretch * Int64(turn + 1))
        }
    }
}
