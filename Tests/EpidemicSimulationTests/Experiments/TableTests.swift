import Epidemic
import EpidemicSimulation
import Testing

/// Demers et al. (1987), §1.4: the aligned-round rules give the paper's tables. Fixed seeds; a mean of
/// R runs lies within 4·sd/√R of the reference of an independent simulation.
@Suite struct TableTests {
    struct Row: Sendable {
        let name: String
        let direction: Direction
        let removal: Removal
        let residue: Expected
        let traffic: Expected
        let tLast: Expected
        let tAve: Expected
    }

    /// A reference mean and the standard deviation of one run.
    struct Expected: Sendable {
        let mean: Double
        let sd: Double

        init(_ mean: Double, sd: Double) {
            self.mean = mean
            self.sd = sd
        }
    }

    static let rows = [
        Row(
            name: "Table 1, k=3", direction: .push, removal: .counter(limit: 3, .feedback),
            residue: Expected(0.01069, sd: 0.0033), traffic: Expected(4.533, sd: 0.034),
            tLast: Expected(17.31, sd: 1.1), tAve: Expected(12.53, sd: 0.21)),
        Row(
            name: "Table 2, k=2", direction: .push, removal: .coin(sides: 2, .blind),
            residue: Expected(0.2043, sd: 0.021), traffic: Expected(1.592, sd: 0.076),
            tLast: Expected(32.78, sd: 4.1), tAve: Expected(16.56, sd: 1.9)),
        Row(
            name: "Table 3, k=1", direction: .pull, removal: .counter(limit: 1, .feedback),
            residue: Expected(0.03164, sd: 0.0066), traffic: Expected(2.699, sd: 0.037),
            tLast: Expected(17.57, sd: 2.0), tAve: Expected(10.156, sd: 1.3)),
    ]

    @Test(arguments: rows)
    func `the aligned-round rules give the row of the table`(row: Row) throws {
        let experiment = try AlignedExperiment(
            nodes: 1_000,
            .rumors(
                RumorSettings(
                    direction: row.direction, trigger: .periodic, removal: row.removal,
                    rounds: .aligned)))
        let runs = (0..<30).map { experiment.run(seed: UInt64($0)) }
        expect(runs.map(\.residue), row.residue, "\(row.name): residue")
        expect(runs.map(\.traffic), row.traffic, "\(row.name): m")
        expect(runs.map(\.tLast), row.tLast, "\(row.name): t_last")
        expect(runs.map(\.tAvePrinted), row.tAve, "\(row.name): t_ave as printed")
    }

    @Test func `with push the residue is e to the minus m, whatever the rule`() throws {
        for removal in [Removal.counter(limit: 2, .feedback), .coin(sides: 3, .blind)] {
            let experiment = try AlignedExperiment(
                nodes: 1_000,
                .rumors(
                    RumorSettings(trigger: .periodic, removal: removal, rounds: .aligned)))
            let runs = (0..<10).map { experiment.run(seed: UInt64($0)) }
            let product = runs.map { $0.residue / expOfMinus($0.traffic) }.reduce(0, +) / 10
            #expect(abs(product - 1) < 0.12)
        }
    }

    @Test func `the same seed gives the same run`() throws {
        let experiment = try AlignedExperiment(
            nodes: 200, .rumors(RumorSettings(trigger: .periodic, rounds: .aligned)))
        #expect(experiment.run(seed: 5) == experiment.run(seed: 5))
        #expect(experiment.run(seed: 5) != experiment.run(seed: 6))
    }

    private func expect(_ values: [Double], _ expected: Expected, _ name: String) {
        let mean = values.reduce(0, +) / Double(values.count)
        let bound = 4 * expected.sd / Double(values.count).squareRoot()
        #expect(abs(mean - expected.mean) < bound, "\(name) is \(mean), not \(expected.mean)")
    }

    /// e to the power −x, by its series.
    private func expOfMinus(_ x: Double) -> Double {
        var term = 1.0
        var sum = 1.0
        for n in 1...60 {
            term *= x / Double(n)
            sum += term
        }
        return 1 / sum
    }
}
