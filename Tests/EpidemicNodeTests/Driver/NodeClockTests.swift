import Epidemic
import Foundation
import Synchronization
import Testing

@testable import EpidemicNode

/// A machine whose clocks a test sets.
private final class Machine: Sendable {
    private let wall: Mutex<Instant>
    private let running = Mutex(Instant.zero + .seconds(500))

    init(wall: Instant) { self.wall = Mutex(wall) }

    var sources: ClockSources {
        ClockSources(
            wall: { [self] in wall.withLock { $0 } }, running: { [self] in running.withLock { $0 } }
        )
    }

    func pass(_ time: Interval) {
        wall.withLock { $0 = $0 + time }
        running.withLock { $0 = $0 + time }
    }

    func set(wall moment: Instant) { wall.withLock { $0 = moment } }
}

@Suite struct NodeClockTests {
    // Moments by the wall clock.
    private let in1970 = Instant(nanoseconds: 1_000_000_000)
    private let in2026 = Instant(nanoseconds: 1_800_000_000_000_000_000)
    private let in2100 = Instant(nanoseconds: 4_102_444_800_000_000_000)

    @Test func `time goes on with the machine, whatever becomes of the wall clock`() {
        let machine = Machine(wall: in2026)
        let clock = NodeClock(machine.sources)
        #expect(clock.now == in2026 && clock.found == .init())
        let before = clock.reading
        machine.pass(.seconds(86_400))
        machine.set(wall: in1970)
        #expect(clock.now == in2026 + .seconds(86_400))
        #expect(before.step(to: clock.reading) == in1970 - (in2026 + .seconds(86_400)))
    }

    @Test func `at a start the wall clock tells how long the node was away`() {
        let reading = ClockReading(moment: in2026, wall: in2026 + .seconds(7))
        let clock = NodeClock(
            Machine(wall: in2026 + .seconds(107)).sources, after: reading,
            latest: in2026 + .seconds(3))
        #expect(clock.now == in2026 + .seconds(100) && clock.found.away == .seconds(100))
        #expect(ClockReading(text: reading.text) == reading)
    }

    @Test func `a wall clock that went back makes no age negative, and none endless`() {
        let reading = ClockReading(moment: in2026, wall: in2026)
        let machine = Machine(wall: in1970)
        let clock = NodeClock(machine.sources, after: reading, latest: in2026 + .seconds(9))
        #expect(clock.found.away == .zero && clock.found.setBack == in2026 - in1970)
        #expect(clock.now == in2026 + .seconds(9))
        machine.pass(.seconds(60))
        #expect(clock.now == in2026 + .seconds(69))
        // The same of data whose last readings nobody noted.
        #expect(NodeClock(machine.sources, latest: in2100).now == in2100)
    }

    @Test
    func `a wall clock that went far ahead makes everything old, and what comes then is right`() {
        let reading = ClockReading(moment: in2026, wall: in2026)
        let machine = Machine(wall: in2100)
        let ahead = NodeClock(machine.sources, after: reading)
        #expect(ahead.found.away == in2100 - in2026)
        machine.pass(.seconds(5))
        let later = ahead.reading
        machine.set(wall: in2026 + .seconds(60))
        #expect(NodeClock(machine.sources, after: later).now == later.moment)
    }

    @Test func `deletions get across between nodes of 1970, 2026 and 2100`() async throws {
        var nodes: [TestNode] = []
        for (place, wall) in [in1970, in2026, in2100].enumerated() {
            let machine = Machine(wall: wall)
            let started = ContinuousClock.now
            let node = try await TestNode.start(
                "n\(place + 1)", peers: nodes.map(\.node.gossip)
            ) {
                $0.clocks = ClockSources(
                    wall: { wall + .since(started) },
                    running: { machine.sources.running() + .since(started) })
            }
            nodes.append(node)
        }
        _ = try await nodes[0].ask("SET", "k", "v")
        for node in nodes { try await node.untilAnswer(.bulk(Array("v".utf8)), to: "GET", "k") }
        for (place, node) in nodes.enumerated() {
            _ = try await node.ask("SET", "k\(place)", "v")
            for other in nodes {
                try await other.untilAnswer(.integer(1), to: "EXISTS", "k\(place)")
            }
            _ = try await node.ask("DEL", "k\(place)")
            for other in nodes {
                try await other.untilAnswer(.integer(0), to: "EXISTS", "k\(place)")
            }
        }
        for node in nodes {
            let active = try await node.node.onLoop { $0.replica.certificateSpace.active }.get()
            #expect(active == 3)
        }
        for node in nodes { await node.stop() }
    }

    @Test func `a node that was away for too long says so, and its data is read in 1970 as well`()
        async throws
    {
        let directory = try ScratchDirectory()
        let machine = Machine(wall: in2026)
        func start() async throws -> TestNode {
            try await TestNode.start(data: directory.path("n1")) {
                $0.clocks = machine.sources
                $0.settings.deletion = DeletionSettings(
                    age: .seconds(10), dormantAge: .seconds(10), retention: 1)
            }
        }
        var node = try await start()
        _ = try await node.ask("SET", "old", "v")
        _ = try await node.ask("SET", "gone", "v")
        _ = try await node.ask("DEL", "gone")
        await node.stop()
        machine.set(wall: in1970)
        node = try await start()
        var active = try await node.node.onLoop { $0.replica.certificateSpace.active }.get()
        #expect(active == 1)
        machine.pass(.seconds(11))
        _ = try await node.ask("SET", "new", "v")
        active = try await node.node.onLoop { $0.replica.certificateSpace.active }.get()
        #expect(active == 0)
        await node.stop()
        machine.pass(.seconds(100))
        node = try await start()
        let absence = try await node.node.onLoop { $0.replica.absenceInForce }.get()
        #expect(absence?.length == .seconds(100))
        let status = try await node.node.onLoop { $0.status().json.line }.get()
        #expect(status.contains("\"awaySeconds\":100.0,"))
        await node.stop()
    }
}

extension Interval {
    fileprivate static func since(_ start: ContinuousClock.Instant) -> Interval {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return Interval(nanoseconds: seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
