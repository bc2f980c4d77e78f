import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// What an observer sees of single directions, and can do to them.
@Suite struct LinkTests {
    private let there = DirectedLink(from: NodeID(0), to: NodeID(1))

    @Test func `the matrix tells which directions there are, are up, cut and separated`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4, topology: .ring)
        cluster.perform(.partition(groups: 2))
        cluster.perform(.cut([there]))
        let matrix = try cluster.matrix(0..<4, 0..<4)
        let conditions = matrix.links.map(\.condition)
        #expect(
            conditions == [
                .absent, .cut, .absent, .separated,
                .up, .absent, .separated, .absent,
                .absent, .separated, .absent, .up,
                .separated, .absent, .up, .absent,
            ])
    }

    @Test func `a node that hears none of its neighbours, or is heard by none, is told`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 6)
        func isolated() -> [IsolatedNode] { cluster.everything().isolated }
        #expect(isolated().isEmpty)
        cluster.perform(.isolate(NodeID(2), .deaf))
        #expect(isolated() == [IsolatedNode(node: NodeID(2), isolation: .deaf)])
        cluster.perform(.isolate(NodeID(2), .mute))
        cluster.perform(.isolate(NodeID(4), .mute))
        let both = [Isolation.both, .mute]
        #expect(isolated().map(\.isolation) == both && isolated().map(\.node.index) == [2, 4])
        cluster.perform(.restore([DirectedLink(from: NodeID(4), to: NodeID(0))]))
        #expect(isolated().map(\.node.index) == [2])
        cluster.perform(.heal)
        #expect(isolated().isEmpty)
        var ring = try SimulatedCluster.checked(nodes: 6, topology: .ring)
        ring.perform(.isolate(NodeID(2), .both))
        #expect(ring.everything().isolated.isEmpty, "two cut links say it")
    }

    @Test func `directions with conditions of their own are told`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        let slow = NetworkConditions(latency: .seconds(3))
        cluster.perform(.setLinks([there.reversed, there], slow))
        let told = cluster.everything().specialLinks
        #expect(told.map(\.link) == [there, there.reversed])
        #expect(told.allSatisfy { $0.conditions == slow })
        cluster.perform(.setLinks([there, there.reversed], nil))
        #expect(cluster.everything().specialLinks.isEmpty)
    }

    @Test func `a window shows its part of the matrix, within the roster`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        let matrix = try cluster.matrix(2..<9, 0..<2)
        #expect(matrix.window == LinkWindow(from: 2..<4, to: 0..<2))
        #expect(matrix.links.map(\.link.from.index) == [2, 2, 3, 3])
        #expect(matrix.links.map(\.link.to.index) == [0, 1, 0, 1])
    }

    @Test func `every message is counted where it was sent, and every loss`() throws {
        let network = NetworkConditions(loss: 0.3)
        var cluster = try SimulatedCluster.checked(nodes: 5, network: network)
        for node in 0..<5 { _ = cluster.write(node, "k", ItemValue("\(node)")) }
        cluster.advance(.seconds(3))
        cluster.perform(.kill(NodeID(2)))
        cluster.advance(.seconds(60))
        let matrix = try cluster.matrix(0..<5, 0..<5)
        let totals = cluster.observe(Interest()).totals
        #expect(matrix.links.map(\.sent).reduce(0, +) == totals.messagesSent)
        #expect(matrix.links.map(\.bytes).reduce(0, +) == totals.bytesSent)
        let told = cluster.observe(Interest(traceMax: TraceLog.lengthMin)).trace.count {
            if case .messageLost = $0.kind { true } else { false }
        }
        #expect(told > 0)
        #expect(matrix.links.map(\.lost).reduce(0, +) == told)
        #expect(matrix.links.allSatisfy { $0.lost <= $0.sent })
    }

    @Test func `a direction of its own conditions is not like the others`() throws {
        var settings = Settings()
        settings.antiEntropy.method = nil
        var cluster = try SimulatedCluster.checked(nodes: 2, settings: settings)
        let lossy = NetworkConditions(loss: 1)
        #expect(cluster.result(of: .setLinks([there], lossy)) == .done)
        _ = cluster.write(0, "a", "1")
        _ = cluster.write(1, "b", "2")
        cluster.advance(.seconds(60))
        #expect(cluster.value(1, "a") == nil)
        #expect(cluster.value(0, "b") == "2")
        let matrix = try cluster.matrix(0..<2, 0..<2)
        #expect(matrix[there]?.special == lossy)
        #expect(matrix[there]?.condition == .up)
        #expect(matrix[there.reversed]?.special == nil)
        #expect(matrix[there]?.lost == matrix[there]?.sent)
    }

    @Test func `conditions of their own are taken away one by one, and by healing`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 3)
        let slow = NetworkConditions(latency: .seconds(5))
        cluster.perform(.setLinks([there, there.reversed], slow))
        cluster.perform(.setLinks([there], nil))
        let one = try cluster.matrix(0..<3, 0..<3)
        #expect(one[there]?.special == nil)
        #expect(one[there.reversed]?.special == slow)
        cluster.perform(.heal)
        let none = try cluster.matrix(0..<3, 0..<3)
        #expect(none.links.allSatisfy { $0.special == nil })
    }

    @Test func `a slow direction takes its own time`() throws {
        var settings = Settings()
        settings.mail = .on
        let quick = NetworkConditions(latency: .milliseconds(1), jitter: .zero)
        var cluster = try SimulatedCluster.checked(nodes: 3, settings: settings, network: quick)
        let slow = NetworkConditions(latency: .milliseconds(400), jitter: .zero)
        cluster.perform(.setLinks([there], slow))
        _ = cluster.write(0, "k", "v")
        let progress = cluster.observe(Interest(messagesMax: 10)).messages
        #expect(Set(progress.map(\.link.to.index)) == [1, 2])
        cluster.advance(.milliseconds(1))
        #expect(cluster.value(1, "k") == nil)
        #expect(cluster.value(2, "k") == "v")
    }

    @Test func `what is wrong with conditions or directions is refused`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 3, topology: .line)
        let far = DirectedLink(from: NodeID(0), to: NodeID(2))
        let wrong: [ClusterCommand] = [
            .setLinks([far], NetworkConditions()), .setLinks([far], nil),
            .setLinks([there], NetworkConditions(loss: 2)),
        ]
        for command in wrong {
            guard case .refused = cluster.result(of: command) else {
                Issue.record("\(command) was not refused")
                continue
            }
        }
    }

    @Test func `a newcomer that breaks a link takes its conditions away`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4, topology: .ring)
        let broken = DirectedLink(from: NodeID(3), to: NodeID(0))
        cluster.perform(.setLinks([broken], NetworkConditions(loss: 0.5)))
        cluster.perform(.addNode)
        let matrix = try cluster.matrix(0..<5, 0..<5)
        #expect(matrix[broken]?.condition == .absent)
        #expect(matrix.links.allSatisfy { $0.special == nil })
    }
}

@Suite struct LinkTrafficTests {
    private func link(_ number: Int) -> DirectedLink {
        DirectedLink(from: NodeID(number / 1_000), to: NodeID(number % 1_000))
    }

    @Test func `as many directions as a generation holds are never forgotten`() {
        var traffic = LinkTraffic()
        for _ in 0..<3 {
            for number in 0..<LinkTraffic.generationMax { traffic.sent(10, over: link(number)) }
        }
        let whole = LinkTraffic.Count(sent: 3, lost: 0, bytes: 30)
        #expect((0..<LinkTraffic.generationMax).allSatisfy { traffic[link($0)] == whole })
    }

    @Test func `of more directions those used lately are remembered`() {
        var traffic = LinkTraffic()
        let kept = link(0)
        for number in 1..<4 * LinkTraffic.generationMax {
            if number % 1_000 == 1 { traffic.sent(1, over: kept) }
            traffic.sent(1, over: link(number))
        }
        #expect(traffic[kept].sent > 250)
        #expect(traffic[link(1)].sent == 0)
        #expect(traffic.estimatedBytes <= 2 * 48 * LinkTraffic.generationMax)
    }
}
