import Testing

@testable import Epidemic

/// Members that somebody asked to be forgotten.
@Suite struct ForgettingTests {
    @Test func `a member that is gone is forgotten, and old news does not bring it back`() throws {
        var member = try Subject()
        member.learn(1, .alive, incarnation: 3)
        var outcome: Forgetting?
        member.act { replica, now, _ in outcome = replica.forget("n1", now: now) }
        #expect(outcome == .lives)
        member.hear(
            .news(MemberNews(records: [member.record(1, .dead, incarnation: 3)])), from: 2)
        member.act { replica, now, _ in outcome = replica.forget("n1", now: now) }
        #expect(outcome == .done && member.state(1) == nil)
        for incarnation: UInt32 in 0...3 {
            let old = member.record(1, .alive, incarnation: incarnation)
            member.hear(.news(MemberNews(records: [old])), from: 2)
            #expect(member.state(1) == nil)
        }
        #expect(member.membership.counters[.forgotten] == 4)
        let late = member.run(120).filter { $0.to == Peer(1) }
        #expect(late.isEmpty)
        member.hear(
            .news(MemberNews(records: [member.record(1, .alive, incarnation: 4)])), from: 2)
        #expect(member.state(1) == .alive)
    }

    @Test func `after a while old news is believed again, and nothing is remembered for ever`() {
        var forgotten = ForgottenMembers()
        func record(_ number: Int) -> MemberRecord {
            MemberRecord(
                id: ReplicaID(name: ReplicaName("n\(number)")!, epoch: 2),
                address: NodeAddress(slot: UInt32(number)), incarnation: 1, state: .dead)
        }
        for number in 0..<2 * Limits.goneMembersMax { forgotten.add(record(number), now: .zero) }
        #expect(forgotten.count == Limits.goneMembersMax)
        let last = record(2 * Limits.goneMembersMax - 1)
        #expect(forgotten.isOld(last, now: .zero))
        #expect(!forgotten.isOld(record(0), now: .zero))
        #expect(!forgotten.isOld(last, now: .zero + Limits.forgottenStay))
    }
}
