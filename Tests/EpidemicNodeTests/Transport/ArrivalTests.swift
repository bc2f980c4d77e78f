import Epidemic
import EpidemicWire
import NIOCore
import Testing

@testable import EpidemicNode

/// Ready is a fact (PROTOCOL.md §7).
@Suite(.timeLimit(.minutes(10))) struct ArrivalTests {
    /// How a node is told of the others.
    enum Way: CaseIterable, Sendable { case peer, join, registry }

    @Test(arguments: Way.allCases)
    func `a write at the moment when a node says that it is ready wins on all`(way: Way)
        async throws
    {
        let registry =
            way == .registry
            ? try await RegistryService(listeningOn: HostPort(host: "127.0.0.1", port: 0)) : nil
        let first = try await TestNode.start("n1") {
            $0.registries = registry.map { [$0.address] } ?? []
        }
        for count in 1...50 { _ = try await first.ask("SET", "colour", "\(count)") }
        let second = try await TestNode.start("n2") { configuration in
            switch way {
            case .peer: configuration.peers = [first.node.gossip]
            case .join: configuration.join = [first.node.gossip]
            case .registry: configuration.registries = registry.map { [$0.address] } ?? []
            }
        }
        #expect(try await second.ask("SET", "colour", "new") == .ok)
        try await first.untilAnswer(.text("new"), to: "GET", "colour")
        #expect(try await second.ask("GET", "colour") == .text("new"))
        await first.stop()
        await second.stop()
        await registry?.stop()
    }

    @Test func `until it is ready a node answers as Redis does while it loads`() async throws {
        // It answers, but nothing that it is asked here.
        let nobody = try await RegistryService(listeningOn: HostPort(host: "127.0.0.1", port: 0))
        var configuration = NodeConfiguration(
            name: "n1", gossip: HostPort(host: "127.0.0.1", port: 0), peers: [nobody.address],
            seed: 7)
        configuration.control = HostPort(host: "127.0.0.1", port: 0)
        let node = try await Self.standingStill(configuration)
        let client = try await ControlClient.connect(to: node.control!, within: .seconds(30))
        let refused = [
            ["SET", "a", "1"], ["GET", "a"], ["DEL", "a"], ["KEYS", "*"], ["PING"], ["FLUSHDB"],
        ]
        for words in refused {
            let answer = try await client.ask(words)
            #expect(answer == .error("LOADING Redis is loading the dataset in memory"))
        }
        #expect(try await client.ask(["SELECT", "0"]) == .ok)
        #expect(try await client.ask(["MULTI"]) == .ok)
        #expect(try await client.ask(["DISCARD"]) == .ok)
        guard case .bulk(let status) = try await client.ask(["OUTBREAK", "STATUS"]) else {
            Issue.record("OUTBREAK STATUS does not answer while the node is arriving")
            return
        }
        #expect(String(decoding: status, as: UTF8.self).contains(#""readiness":"arriving""#))
        #expect("\(try await client.ask(["INFO", "persistence"]))".contains("loading:1"))
        let table = try await node.onLoop { driver in
            driver.readiness.checks.first { $0.name == "table" }?.trouble
        }.get()
        #expect(table != nil)
        node.stop()
        _ = await node.untilEnded()
        #expect(await !node.untilReady())
        await nobody.stop()
    }

    /// A node that is arriving and whose time stands still. A busy machine may come back to it when it has waited
    /// for others for long enough; then it is begun again.
    private static func standingStill(_ configuration: NodeConfiguration) async throws -> Node {
        while true {
            let node = try await Node.start(configuration)
            let isArriving = try await node.onLoop { driver in
                driver.change(mode: .frozen)
                return driver.replica.readiness == .arriving
            }.get()
            if isArriving { return node }
            node.stop()
            _ = await node.untilEnded()
        }
    }

    @Test func `before it has begun a node takes no writes, and is not ready`() async throws {
        let loop = NodeLoop()
        let configuration = NodeConfiguration(
            name: "n1", gossip: HostPort(host: "127.0.0.1", port: 0), seed: 7)
        let arrivals = try await loop.submit {
            NIOLoopBound(GossipArrivals(), eventLoop: loop.events)
        }.get()
        let sockets = try await GossipSockets.bind(
            configuration.gossip, loop: loop.events, arrivals: arrivals)
        try await loop.submit {
            let driver = try NodeDriver(
                configuration, on: loop, port: GossipPort(sockets), at: nil, disk: nil,
                state: DurableState(id: ReplicaID(name: "n1", epoch: 1)))
            #expect(!driver.takesWrites && !driver.readiness.isWell)
            #expect(driver.status().readiness == .arriving)
            driver.start()
            #expect(driver.takesWrites && driver.readiness.isWell)
            driver.end()
        }.get()
        await loop.close()
    }

    @Test func `a disk that is restored in place is found out before the first write`()
        async throws
    {
        let scratch = try ScratchDirectory()
        let witness = try await TestNode.start("n2")
        let data = scratch.path("n1")
        var node = try await TestNode.start("n1", peers: [witness.node.gossip], data: data)
        #expect(try await node.ask("SET", "colour", "1") == .ok)
        let life = node.node.start.id
        await node.stop()
        try scratch.copy("n1", to: "old")
        node = try await TestNode.start("n1", peers: [witness.node.gossip], data: data)
        for count in 2...9 { _ = try await node.ask("SET", "colour", "\(count)") }
        try await witness.untilAnswer(.text("9"), to: "GET", "colour")
        await node.stop()
        try scratch.restore("old", over: "n1")
        node = try await TestNode.start("n1", peers: [witness.node.gossip], data: data)
        #expect(node.node.start == .resumed(life))
        #expect(try await node.ask("SET", "colour", "new") == .ok)
        try await witness.untilAnswer(.text("new"), to: "GET", "colour")
        for one in [node, witness] {
            let counters = try await one.node.onLoop { $0.replica.irregularities }.get()
            #expect(counters[.diverged] == 0)
        }
        let epoch = try await node.node.onLoop { $0.replica.id.epoch }.get()
        #expect(epoch > life.epoch)
        await node.stop()
        await witness.stop()
    }
}
