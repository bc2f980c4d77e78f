import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// Counts over the whole cluster, kept while things happen.
@Suite struct CounterTests {
    private func counters(_ cluster: inout SimulatedCluster) throws -> ClusterCounters {
        var interest = Interest()
        interest.counters = .all
        return try #require(cluster.observe(interest).counters)
    }

    @Test(arguments: 0..<6)
    func `they are the sums of what all nodes count`(seed: Int) throws {
        var settings = Settings()
        settings.mail = .on
        settings.antiEntropy.interval = .seconds(3)
        var cluster = try SimulatedCluster.checked(
            nodes: 8, seed: UInt64(seed), settings: settings,
            network: NetworkConditions(loss: 0.2, duplication: 0.3))
        for place in 0..<20 {
            _ = cluster.write(place % 8, ItemKey("k\(place % 3)"), "v")
            cluster.advance(.milliseconds(900))
        }
        let counters = try counters(&cluster)
        let nodes = cluster.timeline.simulation.nodes
        for irregularity in Irregularity.allCases {
            let sum = nodes.reduce(0) { $0 + Int($1.replica.irregularities[irregularity]) }
            let count = counters.irregularities.first { $0.name == irregularity.name }?.count
            #expect(count == sum, "\(irregularity)")
        }
        let totals = cluster.everything().totals
        #expect(counters.traffic.map(\.kind) == MessageKind.allCases.filter { $0 != .membership })
        #expect(counters.traffic.reduce(0) { $0 + $1.sent } == totals.messagesSent)
        #expect(counters.traffic.reduce(0) { $0 + $1.bytes } == totals.bytesSent)
        #expect(
            counters.traffic.reduce(0) { $0 + $1.arrived } == nodes.reduce(0) { $0 + $1.received })
        #expect(counters.traffic.allSatisfy { $0.arrived > 0 || $0.kind == .pull })
        let duplicates = counters.irregularities.first { $0.name == "duplicate" }
        #expect(try #require(duplicates).count > 0)
    }

    @Test func `every name is there, with zeros, sorted`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 2)
        let counters = try counters(&cluster)
        let names = counters.irregularities.map(\.name)
        #expect(names == names.sorted() && names.count == Irregularity.allCases.count + 1)
        #expect(counters.losses.count == LossReason.allCases.count)
        #expect((counters.irregularities + counters.losses).allSatisfy { $0.count == 0 })
    }

    @Test func `how they stood before depends on the moment alone, not on who looked`() throws {
        func earlier(after stretches: [Interval]) throws -> EarlierCounters? {
            var cluster = try SimulatedCluster.checked(nodes: 8, seed: 3)
            _ = cluster.write(0, "colour", "red")
            var interest = Interest()
            interest.counters = .all
            for stretch in stretches {
                _ = cluster.observe(interest)
                cluster.advance(stretch)
            }
            return cluster.observe(interest).earlierCounters
        }
        let once = try #require(try earlier(after: [.milliseconds(3_517)]))
        let often = try earlier(
            after: Array(repeating: .milliseconds(17), count: 200) + [.milliseconds(117)])
        #expect(once == often)
        #expect(once.ago >= .seconds(1) && once.ago < .milliseconds(1_125))
        var cluster = try SimulatedCluster.checked(nodes: 8, seed: 3)
        _ = cluster.write(0, "colour", "red")
        cluster.advance(
            Interval(nanoseconds: 3_517_000_000 - once.ago.nanoseconds))
        #expect(try counters(&cluster) == once.counters)
        #expect(try earlier(after: [.milliseconds(499)]) == nil)
        #expect(try earlier(after: [.milliseconds(500)])?.ago == .milliseconds(500))
    }
}
