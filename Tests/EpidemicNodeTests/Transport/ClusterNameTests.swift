import Epidemic
import EpidemicWire
import Testing

@testable import EpidemicNode

/// Clusters that find each other's addresses.
@Suite struct ClusterNameTests {
    @Test func `nodes of another cluster are not heard, and that is counted`() async throws {
        let first = try await TestNode.start("n1") { $0.clusterName = "a" }
        let second = try await TestNode.start("n2", peers: [first.node.gossip]) {
            $0.clusterName = "b"
        }
        _ = try await second.ask("SET", "k", "v")
        try await first.untilCounted("another cluster")
        #expect(try await first.ask("DBSIZE") == .integer(0))
        await first.stop()
        await second.stop()
    }

    @Test func `what was said is said again after a minute, and strangers make no more of it`() {
        var said = SaidLately()
        let again = [0, 59, 60].map { second in
            said.isDue("a", now: .zero + .seconds(second))
        }
        #expect(again == [true, false, true])
        let strangers = (0..<1_000).count { said.isDue("\($0)", now: .zero + .seconds(61)) }
        #expect(strangers == SaidLately.subjectsMax - 1)
        let later = said.isDue("b", now: .zero + .seconds(122))
        #expect(later)
    }
}
