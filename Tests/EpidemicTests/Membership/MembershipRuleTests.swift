import Testing

@testable import Epidemic

/// One member, told things by hand.
@Suite struct MembershipRuleTests {
    @Test
    func `who hears that it is suspect or dead says that it lives, with a greater incarnation`()
        throws
    {
        var member = try Subject()
        for (state, incarnation) in [(MemberState.suspect, 0), (.dead, 5), (.left, 9)]
            as [(MemberState, UInt32)]
        {
            let record = MemberRecord(
                id: member.id, address: member.address, incarnation: incarnation, state: state)
            member.hear(.news(MemberNews(records: [record])), from: 1)
            #expect(member.membership.own.incarnation == incarnation + 1)
            #expect(member.membership.own.state == .alive)
        }
        #expect(member.membership.counters[.refuted] == 3)
    }

    @Test func `what is said of an earlier incarnation is no matter`() throws {
        var member = try Subject()
        let record = MemberRecord(
            id: member.id, address: member.address, incarnation: 3, state: .dead)
        member.hear(.news(MemberNews(records: [record])), from: 1)
        member.hear(.news(MemberNews(records: [record])), from: 1)
        #expect(member.membership.own.incarnation == 4)
        #expect(member.membership.counters[.refuted] == 1)
    }

    @Test func `a probe of another node that had this address is not answered`() throws {
        var member = try Subject()
        let stray = member.hear(
            .ping(Ping(number: 1, target: ReplicaID(name: "n9", epoch: 1), news: MemberNews())),
            from: 1)
        #expect(stray.isEmpty)
        #expect(member.membership.counters[.wrongTarget] == 1)
        let meant = member.hear(
            .ping(Ping(number: 2, target: ReplicaID(name: "n0", epoch: 1), news: MemberNews())),
            from: 1)
        #expect(
            meant.contains { if case .ack(2, _) = $0.message { $0.to == Peer(1) } else { false } })
    }

    @Test func `whoever is believed gone is told so when it asks`() throws {
        var member = try Subject()
        member.learn(1, .dead, incarnation: 2)
        let answers = member.hear(
            .ping(Ping(number: 1, target: ReplicaID(name: "n0", epoch: 1), news: MemberNews())),
            from: 1)
        let told = answers.compactMap { answer in
            if case .ack(_, let news) = answer.message { news.records.first } else { nil }
        }
        #expect(told.map(\.id.name) == ["n1"])
        #expect(told.map(\.state) == [.dead])
    }

    @Test func `in an exchange the death of one who is alive here is put to it and not believed`()
        throws
    {
        var member = try Subject()
        member.learn(2, .alive)
        let claim = member.record(2, .dead)
        let sent = member.hear(
            .exchange(MemberExchange(answer: .none, news: MemberNews(records: [claim]))), from: 1)
        #expect(member.state(2) == .alive)
        #expect(
            sent.contains { $0.to == Peer(2) && $0.message == .news(MemberNews(records: [claim])) })
        member.hear(.news(MemberNews(records: [claim])), from: 1)
        #expect(member.state(2) == .dead, "as news it is believed")
    }

    @Test func `a member that left is no peer, and is not tried again`() throws {
        var member = try Subject()
        member.learn(1, .alive)
        member.learn(2, .alive)
        #expect(member.replica.peers == .list([Peer(1), Peer(2)]))
        member.learn(2, .left, incarnation: 1)
        #expect(member.replica.peers == .list([Peer(1)]))
        let sent = member.run(600)
        #expect(!sent.contains { $0.to == Peer(2) })
    }

    @Test func `who leaves says so and falls silent, and comes back with a greater incarnation`()
        throws
    {
        var member = try Subject()
        for other in 1...3 { member.learn(other, .alive) }
        let farewells = member.act { $0.leave(now: $1, into: &$2) }
        #expect(Set(farewells.map(\.to)) == [Peer(1), Peer(2), Peer(3)])
        #expect(member.membership.own.state == .left)
        #expect(member.replica.peers.count == 0)
        #expect(member.run(60).isEmpty)
        let gone = member.membership.own.incarnation
        _ = member.act { $0.rejoin(now: $1, into: &$2) }
        #expect(member.membership.own.state == .alive)
        #expect(member.membership.own.incarnation > gone)
        #expect(member.replica.peers.count == 3)
    }

    @Test func `who gets no answer from anybody doubts itself and accuses nobody`() throws {
        var member = try Subject()
        for other in 1...6 { member.learn(other, .alive) }
        let sent = member.run(120)
        #expect(member.membership.counters[.probeFailed] > 3)
        #expect(member.membership.counters[.suspected] == 0)
        #expect(member.membership.troubles == 8)
        #expect(member.state(1) == .suspect, "as far as it can tell")
        let told = sent.compactMap(\.news).flatMap(\.records)
        #expect(told.allSatisfy { $0.state == .alive }, "and it tells nobody")
        member.hear(.nack(0), from: 2)
        #expect((1...6).allSatisfy { member.state($0) == .alive })
    }

    @Test func `a replica with a fixed list serves no membership`() throws {
        var replica = Replica(
            id: ReplicaID(name: "n0", epoch: 1), peers: .mesh(size: 3, own: Peer(0)),
            settings: try SharedSettings(.silent), seed: 1)
        var effects = EffectBuffer()
        for message in [Message.membership(.nack(1)), .registry(.ask)] {
            replica.receive(message, from: Peer(1), now: .zero, into: &effects)
        }
        #expect(effects.count == 2)
        #expect(replica.membership == nil)
    }

    @Test(arguments: 0..<5, [MembershipSettings.View.full, .partial(8)])
    func `whatever is said, what is kept stays in order and bounded`(
        seed: Int, view: MembershipSettings.View
    ) throws {
        var member = try Subject(view: view, seed: UInt64(seed))
        var chance = SeededGenerator(seed: UInt64(seed), stream: 5)
        for _ in 0..<400 {
            let records = (0..<chance.below(4)).map { _ in
                MemberRecord(
                    id: ReplicaID(
                        name: ReplicaName("n\(chance.below(700))")!, epoch: UInt64(chance.below(3))),
                    address: NodeAddress(slot: UInt32(chance.below(700))),
                    incarnation: UInt32(chance.below(3)),
                    state: MemberState.allCases[chance.below(4)],
                    accuser: chance.below(2) == 0 ? nil : "n3")
            }
            let news = MemberNews(records: records)
            let message: MembershipMessage =
                switch chance.below(6) {
                case 0: .ping(Ping(number: 1, target: ReplicaID(name: "n0", epoch: 1), news: news))
                case 1: .ack(ProbeNumber(chance.below(20)), news)
                case 2: .exchange(MemberExchange(answer: .wanted, news: news))
                case 3: .nack(ProbeNumber(chance.below(20)))
                case 4:
                    .pingRequest(
                        PingRequest(
                            number: 3, target: ReplicaID(name: "n4", epoch: 1),
                            address: NodeAddress(slot: 4), news: news))
                default: .news(news)
                }
            member.hear(message, from: UInt32(chance.below(700)))
            if chance.below(20) == 0 { _ = member.run(1) }
        }
        let gone = member.membership.members.count { !$0.record.state.isPresent }
        #expect(gone <= Limits.goneMembersMax)
    }
}
