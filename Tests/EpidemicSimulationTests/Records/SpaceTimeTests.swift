import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// Messages and events of a stretch of time and roster.
@Suite struct SpaceTimeTests {
    private func spaceTime(
        _ cluster: inout SimulatedCluster, seconds: Range<Int64>, nodes: Range<Int> = 0..<100,
        max: Int = 100_000, focus: UpdateIdentity? = nil
    ) throws -> SpaceTime {
        var interest = Interest(focus: focus)
        interest.spaceTime = SpaceTimeWindow(
            from: .zero + .seconds(seconds.lowerBound), to: .zero + .seconds(seconds.upperBound),
            nodes: nodes)
        interest.spaceTimeMax = max
        return try #require(cluster.observe(interest).spaceTime)
    }

    /// A cluster on a bad network in which one node is killed.
    private func troubled() throws -> SimulatedCluster {
        var cluster = try SimulatedCluster.checked(
            nodes: 6, network: NetworkConditions(loss: 0.2, duplication: 0.2))
        for place in 0..<4 {
            _ = cluster.write(place, ItemKey("k\(place)"), "v")
            cluster.advance(.milliseconds(2_300))
        }
        cluster.perform(.kill(NodeID(5)))
        cluster.perform(.cut([DirectedLink(from: NodeID(0), to: NodeID(1))]))
        cluster.advance(.seconds(20))
        return cluster
    }

    @Test func `what was lost a moment ago is shown with what is under way`() throws {
        var cluster = try SimulatedCluster.checked(
            nodes: 6, network: NetworkConditions(loss: 1))
        _ = cluster.write(0, "k", "v")
        var lost = 0
        for _ in 0..<100 {
            cluster.advance(.milliseconds(100))
            let messages = cluster.everything().messages
            #expect(messages.allSatisfy { $0.loss == .lossy && $0.progress == 0.5 })
            lost = max(lost, messages.count)
        }
        #expect(lost > 0)
        cluster.perform(.setNetwork(NetworkConditions()))
        cluster.advance(.milliseconds(600))
        #expect(cluster.everything().messages.allSatisfy { $0.loss == nil })
    }

    @Test func `every message is there with its end, as the counters count them`() throws {
        var cluster = try troubled()
        let all = try spaceTime(&cluster, seconds: 0..<100)
        var interest = Interest()
        interest.counters = .all
        let counters = try #require(cluster.observe(interest).counters)
        for traffic in counters.traffic {
            let arrived = all.messages.count {
                if case .arrived = $0.fate { $0.kind == traffic.kind } else { false }
            }
            #expect(arrived == traffic.arrived, "\(traffic.kind)")
        }
        for (reason, loss) in zip(LossReason.allCases, counters.losses) {
            let lost = all.messages.count {
                if case .lost(_, reason) = $0.fate { true } else { false }
            }
            #expect(lost == loss.count, "\(loss.name)")
        }
        let underWay = all.messages.count {
            if case .underWay = $0.fate { true } else { false }
        }
        #expect(underWay == cluster.everything().totals.messagesInFlight)
        #expect(all.messages.map(\.number) == Array(0..<all.messages.count))
        #expect(zip(all.messages, all.messages.dropFirst()).allSatisfy { $0.sent <= $1.sent })
        #expect(all.messages.allSatisfy { $0.sent <= $0.end })
        #expect(all.remembersFrom == .zero)
    }

    @Test func `a window shows what was under way in it, between its nodes`() throws {
        var cluster = try troubled()
        let all = try spaceTime(&cluster, seconds: 0..<100)
        let part = try spaceTime(&cluster, seconds: 4..<9, nodes: 1..<4)
        let (from, to) = (Moment.zero + .seconds(4), Moment.zero + .seconds(9))
        let expected = all.messages.filter { message in
            message.sent <= to && message.end >= from
                && [message.link.from, message.link.to].allSatisfy { (1..<4).contains($0.index) }
        }
        #expect(part.messages == expected && !expected.isEmpty)
        let events = all.events.filter {
            (from...to).contains($0.moment) && ($0.node.map { (1..<4).contains($0.index) } ?? true)
        }
        #expect(part.events == events && !events.isEmpty)
    }

    @Test func `when there is too much the focused update comes first`() throws {
        var cluster = try troubled()
        let focus = cluster.everything().updates.last?.id
        let all = try spaceTime(&cluster, seconds: 0..<100, focus: focus)
        let wanted = all.messages.count(where: \.concernsFocus)
        #expect(wanted > 10 && wanted < all.messages.count)
        let few = try spaceTime(&cluster, seconds: 0..<100, max: wanted + 5, focus: focus)
        #expect(few.messages.count == wanted + 5)
        #expect(few.messages.count(where: \.concernsFocus) == wanted)
        #expect(few.events.count == min(all.events.count, wanted + 5))
        #expect(few.events.last == all.events.last)
        let fewer = try spaceTime(&cluster, seconds: 0..<100, max: 4, focus: focus)
        #expect(fewer.messages == Array(all.messages.filter(\.concernsFocus).suffix(4)))
    }

    @Test func `what a frozen node has not taken in is still under way`() throws {
        var settings = Settings()
        settings.mail = .on
        var cluster = try SimulatedCluster.checked(nodes: 2, settings: settings)
        cluster.perform(.freeze(NodeID(1)))
        _ = cluster.write(0, "k", "v")
        cluster.advance(.seconds(10))
        let message = try #require(try spaceTime(&cluster, seconds: 9..<10).messages.first)
        guard case .underWay = message.fate else {
            Issue.record("\(message.fate)")
            return
        }
        cluster.perform(.thaw(NodeID(1)))
        cluster.advance(.seconds(1))
        let taken = try #require(try spaceTime(&cluster, seconds: 9..<11).messages.first)
        #expect(taken.fate == .arrived(.zero + .seconds(10)))
    }

    @Test func `of a long run the latest messages are remembered, and since when`() {
        var log = MessageLog()
        let link = DirectedLink(from: NodeID(0), to: NodeID(1))
        let nothing = SpreadSet(written: 0)
        let count = 3 * MessageLog.messagesMin
        for number in 0..<count {
            let moment = Instant(nanoseconds: Int64(number))
            let transit = Transit(
                number: number, link: link, bytes: [], kind: .mail, subjects: nothing,
                spreading: nothing, updates: 0, sent: moment, arrives: moment)
            #expect(log.send(transit) == number)
            log.arrive(number, at: moment)
            log.lose(number - 2 * MessageLog.messagesMin, at: moment, .cut)
        }
        let window = SpaceTimeWindow(
            from: .zero, to: Instant(nanoseconds: Int64(count)), nodes: 0..<2)
        let all = log.messages(in: window, max: .max) { _ in false }
        #expect(all.count >= MessageLog.messagesMin && all.count < MessageLog.messagesMin + 256)
        #expect(all.last?.number == count - 1)
        #expect(all.allSatisfy { $0.fate == .arrived($0.sent) })
        #expect(log.remembersFrom == all.first?.sent)
    }
}
