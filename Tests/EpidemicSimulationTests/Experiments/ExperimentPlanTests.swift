import Epidemic
import EpidemicSimulation
import Testing

@Suite struct ExperimentPlanTests {
    private func plan(
        nodes: Int = 100, removal: Removal = .counter(limit: 3, .feedback), runs: Int = 5,
        seed: UInt64 = 1, cyclesMax: Int = 1_000
    ) throws -> ExperimentPlan {
        try ExperimentPlan(
            nodes: nodes,
            .rumors(RumorSettings(trigger: .periodic, removal: removal, rounds: .aligned)),
            runs: runs, seed: seed, cyclesMax: cyclesMax)
    }

    @Test func `a run depends on its place, and not on the runs around it`() throws {
        let few = try plan(runs: 3)
        let many = try plan(runs: 5)
        for place in 0..<3 {
            #expect(few.measurement(ofRun: place) == many.measurement(ofRun: place))
        }
        #expect(few.measurement(ofRun: 0) != few.measurement(ofRun: 1))
        #expect(try plan(seed: 2).measurement(ofRun: 0) != few.measurement(ofRun: 0))
    }

    /// Runs in a row use one room, in which nothing of the run before may be left.
    @Test(arguments: [
        Spreading.rumors(RumorSettings(trigger: .periodic, rounds: .aligned)),
        .rumors(
            RumorSettings(
                direction: .pushPull, trigger: .periodic, minimization: .on,
                limits: ContactLimits(connections: 1, hunt: .tries(2)), fanOut: 2,
                rounds: .aligned)),
        .antiEntropy(AntiEntropySettings(rounds: .aligned)),
    ])
    func `runs in a row are those made one by one`(spreading: Spreading) throws {
        let plan = try ExperimentPlan(nodes: 60, spreading, runs: 6, seed: 4)
        let row = plan.measurements(ofRuns: 0..<6)
        #expect(row == (0..<6).map(plan.measurement))
        #expect(Set(row.map(\.tAve)).count > 1)
    }

    /// Free rounds as well as aligned ones.
    @Test(arguments: [Rounds.aligned, .free])
    func `a random network is drawn once for all runs, or anew for each`(rounds: Rounds) throws {
        func runs(_ draw: NetworkDraw) throws -> [SpreadMeasurement] {
            let network = try SpatialNetwork(
                .random(degree: 3), nodes: 20, exponent: nil, seed: 3)
            let plan = try ExperimentPlan(
                nodes: 20, .rumors(RumorSettings(trigger: .periodic, rounds: rounds)), on: network,
                drawn: draw, runs: 4, seed: 3)
            let row = plan.measurements(ofRuns: 0..<4)
            #expect(row == (0..<4).map(plan.measurement))
            return row
        }
        let (once, anew) = (try runs(.row), try runs(.run))
        #expect(zip(once, anew).allSatisfy { $0 != $1 })
    }

    @Test func `under never a run ends when everybody has the update`() throws {
        let plan = try plan(removal: .never)
        for place in 0..<plan.runs {
            let run = plan.measurement(ofRun: place)
            #expect(run.isComplete)
            #expect(Double(run.cycles) == run.tLast)
            #expect(run.cycles < 30)
        }
    }

    @Test func `a run is stopped at the limit`() throws {
        let run = try plan(removal: .never, cyclesMax: 3).measurement(ofRun: 0)
        #expect(run.cycles == 3)
        #expect(!run.isComplete)
        // One node tells one: after three cycles there are eight at most.
        #expect(run.residue >= 0.92)
    }

    @Test func `the statistics are those of the runs`() throws {
        let plan = try plan()
        let runs = (0..<plan.runs).map(plan.measurement)
        let statistics = SpreadStatistics(runs)
        #expect(statistics.runs == 5)
        #expect(statistics.residue == Statistics(runs.map(\.residue)))
        #expect(statistics.tLast == Statistics(runs.map(\.tLast)))
        #expect(statistics.completeRuns == runs.count(where: \.isComplete))
        #expect(statistics.cyclesLongest == runs.map(\.cycles).max())
    }

    @Test func `what cannot be is refused by name`() {
        #expect(throws: SimulationError.self) { try plan(nodes: 1) }
        #expect(throws: SimulationError.outOfRange(name: "runs", value: "0", right: "at least 1")) {
            try plan(runs: 0)
        }
        #expect(
            throws: SimulationError.outOfRange(name: "max-cycles", value: "0", right: "at least 1")
        ) { try plan(cyclesMax: 0) }
        #expect(throws: SimulationError.self) { try plan(removal: .counter(limit: 0, .feedback)) }
    }
}
