import Epidemic
import Testing

@testable import EpidemicSimulation

/// Every rule of clocks and of deletion was found necessary: without any one of them a small search finds what
/// goes wrong.
@Suite struct PlantedRuleTests {
    private func search(
        _ bounds: ExplorationBounds, retention: Int, without fault: PlantedFault
    ) throws -> Exploration.Result {
        var settings = Settings.explored(retention: retention)
        fault.plant(in: &settings)
        var bounds = bounds
        bounds.statesMax = 60_000
        let search = try Exploration(bounds, settings: settings)
        return search.run()
    }

    @Test(
        arguments: [
            (.floorAtWrite, 2, .prompt), (.floorOnAbsorbing, 0, .prompt),
            (.floorAtExpiry, 2, .prompt),
            (.floorInSnapshot, 2, .prompt), (.awakeningByCertificates, 2, .prompt),
            (.expiryAtOnce, 0, .late), (.activationByNumber, 2, .prompt), (.refusal, 0, .prompt),
        ] as [(PlantedFault, Int, ExplorationBounds.Timers)])
    func `without a rule of deletion the search finds what goes wrong`(
        fault: PlantedFault, retention: Int, timers: ExplorationBounds.Timers
    ) throws {
        var bounds = ExplorationBounds(
            writes: 3, deletes: 3, operations: 3, copies: 1, ages: 2)
        bounds.timers = timers
        let result = try search(bounds, retention: retention, without: fault)
        guard case .found(let found) = result.ending else {
            Issue.record("nothing found in \(result.states) states")
            return
        }
        #expect(found.steps.count == result.depth && found.steps.count <= 10)
    }

    @Test func `without making late certificates active again, a late copy comes back`()
        throws
    {
        let bounds = ExplorationBounds(writes: 2, deletes: 2, operations: 2, copies: 2, ages: 1)
        let result = try search(bounds, retention: 0, without: .reactivationOnArrival)
        guard case .found = result.ending else {
            Issue.record("nothing found in \(result.states) states")
            return
        }
    }

    @Test(arguments: [PlantedFault.countFirst, .countByName])
    func `without either rule of counting a later write is lost`(fault: PlantedFault) throws {
        let bounds = ExplorationBounds(writes: 4, deletes: 0, copies: 0, ages: 0, crashes: 1)
        let result = try search(bounds, retention: 2, without: fault)
        guard case .found(let found) = result.ending else {
            Issue.record("nothing found in \(result.states) states")
            return
        }
        #expect(found.fault.kind == .lostToSeen)
        #expect(found.steps.count <= 7)
    }

    @Test func `without readiness a node begins that lacks what the others hold`() throws {
        let bounds = ExplorationBounds(writes: 1, deletes: 0, copies: 0, ages: 0, arrivals: 1)
        let result = try search(bounds, retention: 2, without: .readiness)
        guard case .found(let found) = result.ending else {
            Issue.record("nothing found in \(result.states) states")
            return
        }
        #expect(found.fault.kind == .arrivedWithout && found.steps.count == 2)
        let codes = found.steps.map { ExploredAction(code: $0.action.code) }
        #expect(codes == found.steps.map { .some($0.action) })
    }

    @Test(arguments: [PlantedFault.winnerKeepsClock, .receivingCountsNothing])
    func `the teaching rules are found out`(fault: PlantedFault) throws {
        let bounds = ExplorationBounds(
            nodes: 3, writes: 3, deletes: 0, copies: 0, ages: 0)
        let result = try search(bounds, retention: 2, without: fault)
        guard case .found = result.ending else {
            Issue.record("nothing found in \(result.states) states")
            return
        }
    }

    @Test func `the way to a fault leads to it again, and no shorter part of it does`() throws {
        var settings = Settings.explored(retention: 2)
        PlantedFault.countByName.plant(in: &settings)
        let bounds = ExplorationBounds(writes: 4, deletes: 0, copies: 0, ages: 0, crashes: 1)
        let search = try Exploration(bounds, settings: settings)
        guard case .found(let found) = search.run().ending else {
            Issue.record("nothing found")
            return
        }
        let way = found.steps.map(\.action)
        #expect(search.follow(way) == found)
        for place in way.indices {
            var shorter = way
            shorter.remove(at: place)
            #expect(search.follow(shorter) == nil)
        }
        let codes = way.map { ExploredAction(code: $0.code) }
        #expect(codes == way.map(Optional.some))
    }
}
