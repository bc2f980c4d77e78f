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

    /// A member that was taken for dead and forgotten.
    private func forgetting() throws -> Subject {
        var member = try Subject()
        member.learn(1, .alive)
        member.learn(2, .alive)
        member.hear(.news(MemberNews(records: [member.record(1, .dead)])), from: 2)
        member.act { replica, now, _ in _ = replica.forget("n1", now: now) }
        #expect(member.state(1) == nil)
        return member
    }

    /// Whether somebody is told that it was taken for dead, and asked.
    private func asksToRefute(_ letters: [Subject.Letter], _ record: MemberRecord) -> Bool {
        letters.contains { letter in
            guard case .exchange(let exchange) = letter.message else { return false }
            return exchange.answer == .wanted && letter.to == Peer(1)
                && exchange.news.records.contains(record)
        }
    }

    @Test func `the own word of a forgotten member brings it back, and it is asked to refute`()
        throws
    {
        var member = try forgetting()
        let word = MemberNews(records: [member.record(1, .alive)])
        member.hear(.news(word), from: 2)
        #expect(member.state(1) == nil)
        let letters = member.hear(
            .exchange(MemberExchange(answer: .wanted, news: word)), from: 1)
        #expect(member.state(1) == .alive)
        #expect(asksToRefute(letters, member.record(1, .dead)))
    }

    @Test func `whoever was forgotten and speaks is told so, once a second`() throws {
        var member = try forgetting()
        let target = member.id
        func ping(_ number: ProbeNumber) -> MembershipMessage {
            .ping(Ping(number: number, target: target, news: MemberNews()))
        }
        #expect(asksToRefute(member.hear(ping(1), from: 1), member.record(1, .dead)))
        #expect(!asksToRefute(member.hear(ping(2), from: 1), member.record(1, .dead)))
        member.now = member.now + .seconds(1)
        #expect(asksToRefute(member.hear(ping(3), from: 1), member.record(1, .dead)))
        #expect(!asksToRefute(member.hear(ping(4), from: 2), member.record(1, .dead)))
    }

    @Test func `a life that comes back is shown beside the one that took its name`() throws {
        var member = try forgetting()
        let other = MemberRecord(
            id: ReplicaID(name: "n1", epoch: 7), address: NodeAddress(slot: 5))
        member.hear(.news(MemberNews(records: [other])), from: 2)
        member.hear(.news(MemberNews(records: [member.record(1, .alive)])), from: 1)
        let lives = member.membership.members.filter { $0.record.id.name == "n1" }
        #expect(lives.map(\.record.id.epoch) == [1, 7])
    }

    @Test func `a member that is only doubted can be forgotten after long silence`() throws {
        var member = try Subject()
        member.learn(1, .alive)
        _ = member.run(20)
        #expect(member.state(1) == .suspect)
        var outcome: Forgetting?
        member.act { replica, now, _ in outcome = replica.forget("n1", now: now) }
        #expect(outcome == .lives)
        _ = member.run(20)
        #expect(member.state(1) == .suspect)
        member.act { replica, now, _ in outcome = replica.forget("n1", now: now) }
        #expect(outcome == .done)
        member.learn(1, .alive)
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
