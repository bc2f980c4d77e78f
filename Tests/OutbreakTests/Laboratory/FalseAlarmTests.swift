import EpidemicSimulation
import Testing

@testable import Laboratory

@Suite struct FalseAlarmTests {
    @Test func `the tails of all comparisons are added up`() {
        // erfc(4/√2) is 6.334e-5.
        let table1 = FalseAlarms(tables: [PaperTable.all[0]], runs: 500)
        #expect(table1.tests == 40)
        #expect(abs(table1.tailRate - 40 * 6.334e-5) < 1e-6)
        #expect(table1.extinctionRate == 0)
        let all = FalseAlarms(tables: PaperTable.all, runs: 500)
        #expect(all.tests == 104)
        #expect(all.tailRate > 102 * 6.334e-5 && all.tailRate < 0.01)
    }

    /// One run in 500 that dies moves the residue by 0.002; k=4 and k=5 bear less than half of that,
    /// so that their share is the probability of one such run: 1 − (1 − 1.3e-4)⁵⁰⁰ = 0.063, and 0.020.
    @Test func `rumors that die at once are no part of the tails`() {
        let rate = FalseAlarms(tables: [PaperTable.all[1]], runs: 500).extinctionRate
        #expect(rate > 0.08 && rate < 0.3)
    }

    @Test func `a rate is a probability, however few or many the runs`() {
        for runs in [1, 2, 10, 10_000, 1_000_000] {
            let alarms = FalseAlarms(tables: PaperTable.all, runs: runs)
            #expect((0...1).contains(alarms.tailRate), "\(runs)")
            #expect((0...1).contains(alarms.extinctionRate), "\(runs)")
        }
    }
}
