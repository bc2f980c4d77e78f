import Epidemic
import Testing

@testable import EpidemicSimulation

/// PROTOCOL.md §3 and §4: the rules of clocks and of deletion, searched exhaustively with the real replica.
@Suite struct ExplorationTests {
    private func search(
        _ bounds: ExplorationBounds, retention: Int = 2, dormantAge: Interval = .seconds(40)
    ) throws -> Exploration.Result {
        let search = try Exploration(
            bounds, settings: .explored(retention: retention, dormantAge: dormantAge))
        return search.run()
    }

    private func expectNothing(_ result: Exploration.Result, least: Int) {
        if case .found(let found) = result.ending {
            Issue.record("\(found.fault.sentence): \(found.steps.map(\.words))")
        }
        #expect(result.ending == .exhausted)
        #expect(result.states >= least)
    }

    @Test(arguments: [0, 2])
    func `with all rules no order of events goes wrong`(retention: Int) throws {
        let bounds = ExplorationBounds(writes: 2, deletes: 2, operations: 2, copies: 1, ages: 2)
        expectNothing(try search(bounds, retention: retention), least: 1_000)
    }

    /// The certificate is forgotten by everybody, and then a copy arrives, of it or of what it deleted.
    @Test(arguments: [0, 2])
    func `nor when a copy arrives after everything is forgotten`(retention: Int) throws {
        let bounds = ExplorationBounds(writes: 1, deletes: 1, copies: 1, ages: 3)
        expectNothing(
            try search(bounds, retention: retention, dormantAge: .seconds(10)), least: 500)
    }

    @Test func `nor when the timers of certificates come late`() throws {
        var bounds = ExplorationBounds(writes: 1, deletes: 1, copies: 1, ages: 2)
        bounds.timers = .late
        expectNothing(try search(bounds), least: 500)
    }

    @Test func `nor with a crash that loses everything`() throws {
        let bounds = ExplorationBounds(
            writes: 2, deletes: 2, operations: 2, copies: 0, ages: 1, crashes: 1)
        expectNothing(try search(bounds), least: 500)
    }

    @Test func `nor with a restart that finds everything again`() throws {
        let bounds = ExplorationBounds(
            writes: 1, deletes: 1, copies: 0, ages: 1, restarts: 1)
        expectNothing(try search(bounds), least: 200)
    }

    /// PROTOCOL.md §7: it is ready when it has learned everything that another held.
    @Test func `nor with a node that lost everything and learns from another`() throws {
        let bounds = ExplorationBounds(
            nodes: 3, writes: 2, deletes: 1, operations: 2, copies: 0, ages: 1, arrivals: 1)
        expectNothing(try search(bounds, retention: 1), least: 1_000)
    }

    @Test func `nor on two keys`() throws {
        let bounds = ExplorationBounds(
            keys: 2, writes: 2, deletes: 2, operations: 2, copies: 0, ages: 2)
        expectNothing(try search(bounds), least: 500)
    }

    @Test func `nor among three nodes`() throws {
        let bounds = ExplorationBounds(
            nodes: 3, writes: 2, deletes: 1, operations: 2, copies: 0, ages: 1)
        expectNothing(try search(bounds, retention: 1), least: 1_000)
    }

    @Test func `a node that lost its data wins over all that it has heard of since`() throws {
        let bounds = ExplorationBounds(writes: 4, deletes: 0, copies: 0, ages: 0, crashes: 1)
        expectNothing(try search(bounds), least: 500)
        let three = ExplorationBounds(
            nodes: 3, writes: 2, deletes: 0, copies: 0, ages: 0, crashes: 1)
        expectNothing(try search(three), least: 500)
    }

    @Test(arguments: [
        AntiEntropySettings.Method.full, .recent, .peelBack, .hashTree, .sketch, .auto,
    ])
    func `nor by another method of comparison`(method: AntiEntropySettings.Method) throws {
        var settings = Settings.explored(retention: 2)
        settings.antiEntropy.method = method
        let search = try Exploration(
            ExplorationBounds(writes: 1, deletes: 1, copies: 0, ages: 1), settings: settings)
        expectNothing(search.run(), least: 50)
    }

    @Test func `a search that is broken off says so, and has seen as much as it may`() throws {
        var bounds = ExplorationBounds(nodes: 3, writes: 2, deletes: 1, copies: 1, ages: 1)
        bounds.statesMax = 1_500
        let result = try search(bounds, retention: 1)
        #expect(result.ending == .brokenOff && result.states == 1_500)
    }

    @Test func `the same search meets the same states again`() throws {
        let bounds = ExplorationBounds(writes: 2, deletes: 1, copies: 1, ages: 1)
        let one = try search(bounds)
        let other = try search(bounds)
        #expect(one.states == other.states && one.transitions == other.transitions)
        #expect(one.depth == other.depth && one.depth > 4)
    }

    /// What is found, and how many states were seen until then, too.
    @Test(arguments: [nil, PlantedFault.floorAtWrite], [10_000_000, 700])
    func `nothing depends on how many workers search`(
        planted: PlantedFault?, statesMax: Int
    ) throws {
        var bounds = ExplorationBounds(writes: 2, deletes: 2, operations: 2, copies: 1, ages: 1)
        bounds.statesMax = statesMax
        var settings = Settings.explored(retention: 2)
        planted?.plant(in: &settings)
        let alone = try Exploration(bounds, settings: settings).run(workers: 1)
        for workers in [2, 5] {
            let together = try Exploration(bounds, settings: settings).run(workers: workers)
            #expect(together == alone)
        }
        #expect(alone.states > 100)
    }

    @Test func `bounds that cannot be are refused by name`() {
        for (bounds, name) in [
            (ExplorationBounds(nodes: 5), "nodes"), (ExplorationBounds(keys: 0), "keys"),
            (ExplorationBounds(writes: 9), "writes"), (ExplorationBounds(copies: 5), "copies"),
        ] {
            #expect {
                try Exploration(bounds, settings: .explored(retention: 2))
            } throws: {
                ($0 as? SimulationError)?.description.hasPrefix(name) == true
            }
        }
    }
}

extension Settings {
    /// Certificates that age in seconds: τ1 = 10, τ2 = 40.
    static func explored(retention: Int, dormantAge: Interval = .seconds(40)) -> Settings {
        var settings = Settings()
        settings.antiEntropy.method = .checksum
        settings.deletion = DeletionSettings(
            age: .seconds(10), dormantAge: dormantAge, retention: retention)
        return settings
    }
}
