import Epidemic
import EpidemicWire
import Logging
import NIOCore
import Testing

@testable import EpidemicNode

/// What stands in a node's log at its default level, and what never does.
@Suite(.timeLimit(.minutes(10))) struct NodeLogTests {
    @Test func `a wrong key is told on both sides, and a peer without one on both`() async throws {
        let logs = [LinesLog(), LinesLog(), LinesLog()]
        let nodes = [
            try await logs[0].start("n1", key: 1), try await logs[1].start("n2", key: 2),
            try await logs[2].start("n3", key: nil),
        ]
        // Each is told of the others by hand, as two clusters that share addresses.
        for (index, node) in nodes.enumerated() {
            for (place, other) in nodes.enumerated() where place != index {
                let address = other.node.gossip
                try await node.node.onLoop { driver in
                    _ = driver.book.peer(
                        of: ReplicaName("x\(place)")!,
                        at: try! SocketAddress(ipAddress: address.host, port: Int(address.port)),
                        now: driver.clock.now)
                    driver.lastPeers = driver.book.contacts.indices.map { Peer(UInt32($0)) }
                    for peer in driver.lastPeers { driver.greet(peer) }
                }.get()
            }
        }
        try await logs[0].until(nodes[0], tells: "a key that is not in this node's key file")
        try await logs[1].until(nodes[1], tells: "a key that is not in this node's key file")
        try await logs[0].until(nodes[0], tells: "does not seal its gossip")
        try await logs[2].until(nodes[2], tells: "this node has no key file")
        #expect(logs[0].count(of: "a key that is not in this node's key file") == 1)
        for node in nodes { await node.stop() }
    }

    @Test func `a registry tells who has a wrong key or none, and where`() async throws {
        let log = LinesLog()
        let registry = try await RegistryService(
            listeningOn: HostPort(host: "127.0.0.1", port: 0), keyring: LinesLog.keyring(1),
            logger: Logger(label: "registry") { _ in log })
        let nodes = [("n2", 2 as UInt8?), ("n3", nil)]
        var started: [Node] = []
        for (name, key) in nodes {
            var configuration = NodeConfiguration(
                name: ReplicaName(name)!, gossip: HostPort(host: "127.0.0.1", port: 0), seed: 7)
            configuration.registries = [registry.address]
            configuration.keyring = try key.map { try LinesLog.keyring($0) }
            started.append(try await Node.start(configuration))
        }
        let told = [
            "a key that is not in this registry's key file", "does not seal its gossip",
        ]
        for (text, node) in zip(told, started) {
            let line = await log.line(with: text)
            #expect(line.contains("from=\(node.gossip)"))
        }
        // Both come again and again, from one address.
        for node in started {
            node.stop()
            _ = await node.untilEnded()
        }
        await registry.stop()
        for text in told { #expect(log.count(of: text) == 1) }
    }

    @Test
    func `updates are logged with the length of their values, and with no control characters`()
        async throws
    {
        let log = LinesLog(.trace)
        let node = try await log.start("n1", key: nil)
        _ = try await node.ask("SET", "k\u{1B}[2J", "secret value")
        try await log.until(node, tells: #""k\x1b[2J""#)
        #expect(log.lines.allSatisfy { !$0.contains("secret") && !$0.contains("\u{1B}") })
        #expect(log.lines.contains { $0.contains("12 bytes") })
        await node.stop()
    }

    @Test
    func `a peer that never answers, one that falls silent and one that is back are told apart`() {
        var watch = PeerWatch()
        func look(_ second: Int64, _ silences: Interval?...) -> [PeerWatch.Event] {
            watch.look(
                silences.enumerated().map { (place: $0, silence: $1) },
                now: .zero + .seconds(second))
        }
        #expect(look(0, nil, .zero).isEmpty)
        #expect(look(9, nil, .seconds(1)).isEmpty)
        #expect(look(10, nil, .seconds(6)) == [.neverAnswered(0, .seconds(10)), .wentSilent(1)])
        #expect(look(11, .zero, .seconds(7)).isEmpty)
        #expect(look(12, .zero, .zero) == [.cameBack(1)])
    }
}
