import Testing

@testable import Epidemic
@testable import EpidemicNode

/// A stranger without a key makes up lives, names and counts, and sends them over the network.
@Suite struct ForgedLivesTests {
    private let victim: TestNode
    private let stranger: TestNode

    init() async throws {
        victim = try await TestNode.start("n1") { $0.settings.deletion.retention = 0 }
        stranger = try await TestNode.start("s", peers: [victim.node.gossip])
    }

    private func send(_ updates: [Update]) async throws {
        try await stranger.node.onLoop { driver in
            driver.act { _, _, effects in
                effects.send(.mail(updates.map { Carried(update: $0, hops: 1) }), to: Peer(0))
            }
        }.get()
    }

    private func update(
        _ clock: VectorClock, by life: ReplicaID, of key: Key = "colour"
    ) -> Update {
        Update(
            key: key, content: .value("forged"), clock: clock,
            id: UpdateID(origin: life, sequence: 1))
    }

    private func forgedClock(count: UInt64) throws -> VectorClock {
        try VectorClock(
            (0..<Limits.clockComponentsMax).map {
                .init(
                    replica: ReplicaID(name: ReplicaName("s\(10_000 + $0)")!, epoch: .max),
                    count: count)
            })
    }

    private func isWritable() async throws {
        #expect(try await victim.ask("SET", "colour", "blue") == .simple("OK"))
        #expect(try await victim.ask("GET", "colour") == .text("blue"))
        #expect(try await victim.ask("DEL", "colour") == .integer(1))
        #expect(try await victim.ask("GET", "colour") == .null)
    }

    private func stop() async {
        await victim.stop()
        await stranger.stop()
    }

    @Test func `neither thousands of names nor the highest counts keep a key from being written`()
        async throws
    {
        #expect(try await victim.ask("SET", "colour", "red") == .simple("OK"))
        let life = ReplicaID(name: "s", epoch: 1)
        try await send([update(try forgedClock(count: Limits.clockCountBound - 1), by: life)])
        try await victim.untilCounted("clock ahead")
        #expect(try await victim.ask("GET", "colour") == .text("red"))
        try await send([update(try forgedClock(count: 1 << 30), by: life)])
        try await victim.untilAnswer(.text("forged"), to: "GET", "colour")
        try await isWritable()
        await stop()
    }

    @Test func `more lives than can be noted keep nobody from writing`() async throws {
        #expect(try await victim.ask("SET", "colour", "red") == .simple("OK"))
        let clock = try VectorClock([.init(replica: ReplicaID(name: "s", epoch: 1), count: 1)])
        for first in stride(from: 0, to: Limits.seenOriginsMax + 512, by: 512) {
            try await send(
                (first..<first + 512).map {
                    update(clock, by: ReplicaID(name: "s", epoch: UInt64($0)), of: "other")
                })
        }
        try await victim.untilCounted("seen clock full")
        try await isWritable()
        let (lives, own) = try await victim.node.onLoop { driver in
            let seen = driver.replica.seen
            return (seen.runs.count, seen.highest(of: driver.replica.id))
        }.get()
        #expect(lives <= Limits.seenOriginsMax && own == 3)
        await stop()
    }
}
