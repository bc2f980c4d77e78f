import Epidemic
import Testing

@testable import EpidemicSimulation

/// A hunt that cannot find a rule that is switched off proves nothing when it finds none.
///
/// For every rule a seed is named from which on it is found within a few; `outbreak hunt --plant RULE` finds it
/// from any seed, in the number of seeds that its article tells.
@Suite struct PlantedFaultTests {
    /// The rules, and where it is looked for them.
    private static let places: [(PlantedFault, UInt64)] = []

    @Test(arguments: places)
    func `a rule that is switched off is found`(fault: PlantedFault, first: UInt64) throws {
        let outcome = try HuntRun.outcome(
            of: HuntPlan(seed: first, nodes: 3...9, planting: [fault]))
        #expect(outcome.violation != nil)
        let whole = try HuntRun.outcome(of: HuntPlan(seed: first, nodes: 3...9))
        #expect(whole.violation == nil)
    }
}
