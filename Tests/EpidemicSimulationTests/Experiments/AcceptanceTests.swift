import Epidemic
import Testing

@testable import EpidemicSimulation

@Suite struct AcceptanceTests {
    /// Runs of a row that all came to the same.
    private func runs(
        _ count: Int, residue: Double = 0, traffic: Double = 6.088, tAve: Double = 10.064,
        tAvePrinted: Double = 0, tLast: Double = 14
    ) -> [SpreadMeasurement] {
        Array(
            repeating: SpreadMeasurement(
                nodes: 1_000, residue: residue, traffic: traffic, tAve: tAve,
                tAvePrinted: tAvePrinted, tLast: tLast, cycles: 20, links: nil), count: count)
    }

    private func verdicts(
        table: Int, row: Int, _ runs: [SpreadMeasurement]
    ) -> [CellComparison.Verdict] {
        let table = PaperTable.all[table - 1]
        return RowComparison(table.rows[row - 1], of: table, measured: SpreadStatistics(runs))
            .cells.map(\.verdict)
    }

    @Test func `a cell fails outside of its tolerance, and no other with it`() {
        let near = runs(500, residue: 0.0107, traffic: 4.533, tAvePrinted: 12.53, tLast: 17)
        // The mean of t_last cannot be 17: 4·1.1/√500 is 0.2, and the reference is 17.31.
        #expect(verdicts(table: 1, row: 3, near) == [.pass, .pass, .pass, .fail])
        let far = runs(500, residue: 0.0125, traffic: 4.533, tAvePrinted: 12.53, tLast: 17)
        #expect(verdicts(table: 1, row: 3, far) == [.fail, .pass, .pass, .fail])
    }

    @Test func `the reference holds where the digits of the paper would let more through`() {
        // 1.745 ± 4·0.037/√500 is far narrower than 1.7 ± 0.05.
        let runs = runs(500, residue: 0.1745, traffic: 1.72, tAvePrinted: 10.99, tLast: 17)
        #expect(verdicts(table: 1, row: 1, runs)[1] == .fail)
    }

    @Test func `push tables mean the useful transfers by t_ave, and pull the first receipts`() {
        let push = runs(500, tAve: 10.017, tAvePrinted: 12.53)
        #expect(verdicts(table: 1, row: 3, push)[2] == .pass)
        let pull = runs(500, tAve: 10.064, tAvePrinted: 12.53)
        #expect(verdicts(table: 3, row: 3, pull)[2] == .pass)
    }

    @Test func `where almost every run is complete, complete runs are counted`() {
        let incomplete = runs(7, residue: 0.001)
        let few = runs(493) + incomplete
        #expect(verdicts(table: 3, row: 3, few)[0] == .pass)
        // 492 of 500 is .984, and four standard errors under .9964 is .9857.
        let more = runs(492) + incomplete + runs(1, residue: 0.001)
        #expect(verdicts(table: 3, row: 3, more)[0] == .fail)
        // One run that misses sixteen nodes leaves too large a residue.
        let large = runs(499) + runs(1, residue: 0.016)
        #expect(verdicts(table: 3, row: 3, large)[0] == .fail)
        #expect(verdicts(table: 3, row: 3, runs(500))[0] == .pass)
    }

    @Test func `the tolerance of that cell is what is left up to the bound`() {
        let cell = PaperTable.all[2].rows[2].cells[0]
        #expect(abs(cell.tolerance(runs: 500) - 2.6e-5) < 1e-12)
    }

    /// Of a few runs one that is not complete is too many: the rate is that of one or more.
    @Test func `the rate of the counted cell follows the binomial distribution`() {
        var all = 1.0
        for _ in 0..<10 { all *= 0.9964 }
        #expect(abs(CompleteRuns(runs: 10).falseAlarmRate - (1 - all)) < 1e-12)
    }
}
