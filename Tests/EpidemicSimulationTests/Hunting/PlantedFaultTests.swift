import Epidemic
import Testing

@testable import EpidemicSimulation

/// A hunt that cannot find a rule that is switched off proves nothing when it finds none.
///
/// Here stand the rules that are found within a few dozen seeds; `outbreak hunt --plant RULE` shows any, and
/// the search of all small clusters finds those of which the faults need messages to be late by just so much.
@Suite struct PlantedFaultTests {
    /// The most seeds that a rule may need, from 1 on.
    private static let seedsMax: UInt64 = 60

    @Test(arguments: [
        PlantedFault.floorAtWrite, .floorAtExpiry, .floorInSnapshot, .refusal, .floorGenerations,
        .countByName, .winnerKeepsClock, .receivingCountsNothing, .oneSnapshot, .persistBeforeSend,
        .readiness,
    ])
    func `a rule that is switched off is found within sixty seeds`(fault: PlantedFault) throws {
        let seed = try (1...Self.seedsMax).first { seed in
            let plan = HuntPlan(seed: seed, nodes: 3...9, planting: [fault])
            return try HuntRun.outcome(of: plan).violation != nil
        }
        #expect(seed != nil, "\(fault.rule)")
    }

    @Test func `every rule has a name, a sentence and a switch that changes something`() {
        for fault in PlantedFault.allCases {
            #expect(!fault.isPlanted(in: Settings()), "\(fault)")
            var settings = Settings()
            fault.plant(in: &settings)
            #expect(settings != Settings(), "\(fault)")
            #expect(fault.isPlanted(in: settings), "\(fault)")
        }
        #expect(Set(PlantedFault.allCases.map(\.rule)).count == PlantedFault.allCases.count)
    }
}
