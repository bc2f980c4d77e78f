import Epidemic
import EpidemicSimulation
import Foundation
import Testing

/// Demers et al. (1987), §1.4: the aligned-round rules give the paper's tables.
@Suite struct TableTests {
    @Test func `Table 1, k=3, push with feedback and counter`() throws {
        let measured = try mean(.push, .counter(limit: 3, .feedback), runs: 100)
        print(measured)
    }
    @Test func `more`() throws {
        for k in [1, 2] { print("T1", k, try mean(.push, .counter(limit: k, .feedback), runs: 40)) }
        for k in [2, 3] { print("T2", k, try mean(.push, .coin(sides: k, .blind), runs: 40)) }
        for k in [1, 2] { print("T3", k, try mean(.pull, .counter(limit: k, .feedback), runs: 40)) }
    }

    private func mean(_ direction: Direction, _ removal: Removal, runs: Int) throws -> [Double] {
        let experiment = try AlignedExperiment(
            nodes: 1000,
            rumors: RumorSettings(
                direction: direction, trigger: .periodic, removal: removal, rounds: .aligned))
        let all = (0..<runs).map { experiment.run(seed: UInt64($0)) }
        func mean(_ of: (SpreadMeasurement) -> Double) -> Double {
            all.reduce(0) { $0 + of($1) } / Double(runs)
        }
        return [mean { $0.residue }, mean { $0.traffic }, mean { $0.tAve }, mean { $0.tAvePrinted }, mean { Double($0.tLast) }]
    }
}
