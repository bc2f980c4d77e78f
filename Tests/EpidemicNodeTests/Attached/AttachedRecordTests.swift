import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicNode

/// What a dashboard on real nodes has to tell of what is past.
@Suite struct AttachedRecordTests {
    @Test func `what nodes count stands under a heading that is true of it`() {
        let reported: [(name: String, count: Int)] = [
            ("duplicate", 3), ("messages received", 7), ("bytes sent", 900), ("link cut", 2),
            ("messages sent", 9), ("duplicate", 4), ("queue full", 1),
        ]
        let counters = ClusterCounters(reported)
        #expect(
            counters.volumes.map(\.name) == ["messages sent", "messages received", "bytes sent"])
        #expect(counters.losses.map(\.name) == ["link cut", "queue full"])
        #expect(counters.irregularities == [CounterDetail(name: "duplicate", count: 7)])
        #expect(counters.traffic.isEmpty)
    }

    @Test func `the space-time diagram has what nodes told in its time`() throws {
        var cluster = AttachedCluster(to: [])
        let now = cluster.clock.now
        for second in Int64(1)...9 { cluster.tell(.cameBack, at: nil, now + .seconds(second)) }
        let moments = (Int64(3)...5).map { cluster.moment(now + .seconds($0)) }
        var interest = Interest()
        interest.spaceTime = SpaceTimeWindow(from: moments[0], to: moments[2], nodes: 0..<4)
        interest.spaceTimeMax = 100
        let past = try #require(cluster.observe(interest).spaceTime)
        #expect(past.events.map(\.moment) == moments)
        #expect(past.messages.isEmpty && past.remembersFrom == .zero)
        #expect(cluster.capabilities.refusal(of: .tellMessages) != nil)
    }
}
