import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// Failing runs made small.
@Suite struct ShrinkerTests {
    private func shrunk(_ fault: PlantedFault, from seed: UInt64) throws -> (HuntPlan, Shrinker) {
        for seed in seed..<seed + 400 {
            let plan = HuntPlan(seed: seed, nodes: 3...5, planting: [fault])
            let outcome = try HuntRun.outcome(of: plan)
            guard var shrinker = Shrinker(plan, outcome) else { continue }
            shrinker.shrink { _ in true }
            return (plan, shrinker)
        }
        throw NotFound()
    }

    private struct NotFound: Error {}

    @Test func `a failing run becomes a few steps that fail the same way, none of which can go`()
        throws
    {
        let (plan, shrinker) = try shrunk(.floorAtWrite, from: 1)
        let small = shrinker.plan
        let outcome = try HuntRun.outcome(of: small)
        #expect(shrinker.isMinimal)
        #expect(small.steps.count < plan.steps.count / 4)
        #expect(small.configuration.nodes <= plan.configuration.nodes)
        #expect(outcome.violation?.fingerprint == shrinker.outcome.violation?.fingerprint)
        for place in small.steps.indices {
            var smaller = small
            smaller.steps.remove(at: place)
            let outcome = try HuntRun.outcome(of: smaller)
            #expect(outcome.violation?.fingerprint != shrinker.outcome.violation?.fingerprint)
        }
    }

    @Test func `a run that does not fail cannot be shrunk`() throws {
        let plan = HuntPlan(
            configuration: SimulationConfiguration(nodes: 2, seed: 1), steps: [], core: [])
        #expect(Shrinker(plan, try HuntRun.outcome(of: plan)) == nil)
    }

    @Test func `shrinking ends when it may not go on`() throws {
        let (_, whole) = try shrunk(.floorAtWrite, from: 1)
        var shrinker = try #require(Shrinker(whole.plan, whole.outcome))
        shrinker.shrink { runs in runs < 3 }
        #expect(shrinker.runs == 3)
        #expect(!shrinker.isMinimal)
    }
}
