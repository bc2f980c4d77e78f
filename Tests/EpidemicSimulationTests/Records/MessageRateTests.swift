import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

@Suite struct MessageRateTests {
    private func moment(_ milliseconds: Int64) -> Instant { .zero + .milliseconds(milliseconds) }

    @Test func `it counts the messages of the last second and no others`() {
        var rate = MessageRate()
        var sent: [Int64] = []
        for milliseconds in stride(from: Int64(0), to: 6_000, by: 37) {
            rate.count(at: moment(milliseconds))
            sent.append(milliseconds)
            let counted = rate.lastSecond(at: moment(milliseconds))
            #expect(counted <= sent.count { $0 > milliseconds - 1_000 })
            #expect(counted >= sent.count { $0 > milliseconds - 937 })
        }
    }

    @Test func `what is long ago is not counted, and nothing is before the first`() {
        var rate = MessageRate()
        #expect(rate.lastSecond(at: moment(5_000)) == 0)
        for _ in 0..<100 { rate.count(at: moment(5_000)) }
        #expect(rate.lastSecond(at: moment(5_900)) == 100)
        #expect(rate.lastSecond(at: moment(6_000)) == 0)
        #expect(rate.lastSecond(at: moment(600_000)) == 0)
    }

    @Test func `a node tells the messages of its last second, and its last exchange`() throws {
        var settings = Settings()
        settings.antiEntropy.interval = .milliseconds(200)
        var cluster = try SimulatedCluster.checked(nodes: 2, settings: settings)
        #expect(cluster.everything().rows[0].lastExchange == nil)
        cluster.advance(.seconds(9))
        let before = cluster.everything().rows
        cluster.advance(.seconds(1))
        let after = cluster.everything().rows
        for node in 0..<2 {
            #expect(after[node].sentPerSecond > 1)
            #expect(
                abs(after[node].sentPerSecond - Double(after[node].sent - before[node].sent)) <= 2)
            #expect(after[node].receivedPerSecond > 1)
            #expect(after[node].lastExchange?.partner == NodeID(1 - node))
        }
        #expect(after[0].lastExchange?.moment == after[1].lastExchange?.moment)
        cluster.perform(.kill(NodeID(1)))
        cluster.perform(.restart(NodeID(1), .kept))
        #expect(cluster.everything().rows[1].lastExchange == nil)
    }
}
