import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// Who got an update from whom.
@Suite struct JourneyTests {
    private func journey(
        of update: UpdateIdentity?, in cluster: inout SimulatedCluster
    ) -> [Infection] {
        var interest = Interest()
        interest.journey = update
        return cluster.observe(interest).journey
    }

    @Test func `everybody got it once, from somebody who had it, one transfer further`() throws {
        var settings = Settings()
        settings.mail = .on
        settings.rumors = nil
        var cluster = try SimulatedCluster.checked(
            nodes: 40, settings: settings, network: NetworkConditions(loss: 0.6))
        cluster.advance(.milliseconds(700))
        let written = cluster.write(5, "k", "v")
        expectConvergence(of: &cluster, within: 600)
        let journey = journey(of: written, in: &cluster)
        var hops: [NodeID: Int] = [:]
        for infection in journey {
            let before = try infection.from.map { try #require(hops[$0]) } ?? -1
            #expect(infection.hops == before + 1)
            #expect(hops[infection.node] == nil)
            hops[infection.node] = infection.hops
        }
        #expect(journey.first?.node == NodeID(5) && journey.first?.layer == nil)
        #expect(hops.count == 40)
        #expect(zip(journey, journey.dropFirst()).allSatisfy { $0.moment <= $1.moment })
        #expect(Set(journey.compactMap(\.layer)).isSuperset(of: [.mail, .antiEntropy]))
        let rounds = journey.map { ($0.moment - journey[0].moment).inSeconds }
        #expect(zip(rounds, journey).allSatisfy { abs($0 - $1.round) < 1e-9 })
    }

    @Test func `a node that lost its data gets it again`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        let written = cluster.write(0, "k", "v")
        expectConvergence(of: &cluster, within: 200)
        cluster.perform(.kill(NodeID(2)))
        cluster.perform(.restart(NodeID(2), .lost))
        expectConvergence(of: &cluster, within: 200)
        let nodes = journey(of: written, in: &cluster).map(\.node.index)
        #expect(nodes.count == 5 && nodes.last == 2)
    }

    @Test func `only the latest updates are followed`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 2)
        let first = cluster.write(0, "k", "v")
        #expect(journey(of: first, in: &cluster).count == 1)
        for place in 0..<32 { _ = cluster.write(0, ItemKey("k\(place)"), "v") }
        #expect(journey(of: first, in: &cluster).isEmpty)
        #expect(journey(of: nil, in: &cluster).isEmpty)
    }
}
