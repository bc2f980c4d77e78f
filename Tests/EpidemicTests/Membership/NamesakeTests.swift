import Testing

@testable import Epidemic

/// Several lives under one name: earlier ones, and nodes that were given one name (PROTOCOL.md §7).
@Suite struct NamesakeTests {
    private func record(
        _ name: ReplicaName, _ epoch: UInt64, at slot: UInt32, _ state: MemberState = .alive
    ) -> MemberRecord {
        MemberRecord(
            id: ReplicaID(name: name, epoch: epoch), address: NodeAddress(slot: slot), state: state)
    }

    /// What it does when it hears of records; whether it asks for an epoch.
    private func hear(_ records: [MemberRecord], _ member: inout Subject) -> Bool {
        var effects = EffectBuffer()
        member.replica.receive(
            .membership(.news(MemberNews(records: records))), from: Peer(9), now: member.now,
            into: &effects)
        return effects.contains { if case .requestEpoch = $0 { true } else { false } }
    }

    @Test func `two nodes of one name are both members`() throws {
        var member = try Subject()
        _ = hear([record("n1", 9, at: 1), record("n1", 5, at: 2)], &member)
        #expect(member.membership.members.map(\.record.id.epoch) == [5, 9])
        #expect(member.replica.peers == .list([Peer(1), Peer(2)]))
        #expect(member.replica.brokenInvariant == nil)
    }

    @Test
    func `a node restarted in the past on another port is a member when its last life is dead`()
        throws
    {
        var member = try Subject()
        _ = hear([record("n1", 9, at: 1)], &member)
        _ = hear([record("n1", 9, at: 1, .dead), record("n1", 5, at: 2)], &member)
        #expect(member.membership.members.map(\.record.id.epoch) == [5], "the other one is over")
        #expect(member.membership.members.map(\.state) == [.alive])
        #expect(member.replica.peers == .list([Peer(2)]))
    }

    @Test
    func `a later life at one address takes the place of an earlier one, and never the reverse`()
        throws
    {
        var member = try Subject()
        _ = hear([record("n1", 5, at: 1)], &member)
        _ = hear([record("n1", 9, at: 1)], &member)
        _ = hear([record("n1", 5, at: 1)], &member)
        #expect(member.membership.members.map(\.record.id.epoch) == [9])
    }

    @Test func `who hears of a later life of its own that is over takes an epoch above it`() throws
    {
        for over in [record("n0", 9, at: 0), record("n0", 9, at: 7, .dead)] {
            var member = try Subject()
            let asks = hear([over], &member)
            #expect(asks && member.replica.epochHeard == 9)
            let again = hear([over], &member)
            #expect(!again, "once is enough")
        }
    }

    @Test func `who hears of a namesake that is alive keeps its epoch until that one is dead`()
        throws
    {
        var member = try Subject()
        let alive = hear([record("n0", 9, at: 7)], &member)
        #expect(!alive && member.membership.namesakes.count == 1)
        #expect(member.membership.counters[.nameTaken] == 1)
        let dead = hear([record("n0", 9, at: 7, .dead)], &member)
        #expect(dead && member.membership.namesakes.isEmpty)
    }

    @Test
    func `a greater epoch is heard of through writes as well, and through what others have seen`()
        throws
    {
        var replica = Replica(
            id: ReplicaID(name: "n0", epoch: 5), peers: .list([Peer(1)]),
            settings: try SharedSettings(.silent), seed: 1)
        var effects = EffectBuffer()
        replica.noteSeen(
            UpdateID(origin: ReplicaID(name: "n0", epoch: 9), sequence: 1), from: Peer(1),
            now: .zero, into: &effects)
        #expect(replica.epochHeard == 9)
        replica.take(epoch: 10, into: &effects)
        var restarted = Replica(
            restoring: DurableState(
                id: ReplicaID(name: "n0", epoch: 3), sequence: 0, seen: replica.seen, entries: [],
                unspread: []),
            peers: .list([]), settings: try SharedSettings(.silent), seed: 1)
        restarted.start(now: .zero, into: &effects)
        #expect(restarted.epochHeard == 9)
    }

    @Test func `two that never hear each other do not take epochs above each other for ever`() {
        var (first, second) = (OwnLives(), OwnLives())
        var epochs: (UInt64, UInt64) = (1, 2)
        var taken = 0
        for _ in 0..<100 {
            if epochs.1 > epochs.0, first.hear(of: epochs.1) {
                epochs.0 = epochs.1 + 1
                first.began()
                taken += 1
            }
            if epochs.0 > epochs.1, second.hear(of: epochs.0) {
                epochs.1 = epochs.0 + 1
                second.began()
                taken += 1
            }
        }
        #expect(taken == 2 * OwnLives.takenMax)
    }

    @Test func `one that is known to be alive is no reason for another epoch`() {
        var lives = OwnLives()
        lives.note(namesake: 9)
        let twin = lives.hear(of: 9)
        let past = lives.hear(of: 8)
        #expect(!twin && past && lives.highest == 8)
    }
}
