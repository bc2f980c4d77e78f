import Epidemic
import Testing

@testable import EpidemicSimulation

@Suite struct PaperTableTests {
    @Test(arguments: [
        ("3.1e-2", 0.031, 0.0005), ("5.8e-4", 0.00058, 0.000005), ("4.0e-6", 4e-6, 5e-8),
        ("0.18", 0.18, 0.005), ("0.0036", 0.0036, 0.00005), ("0.060", 0.06, 0.0005),
        ("17.4", 17.4, 0.05), ("19", 19, 0.5), ("9.97", 9.97, 0.005),
    ])
    func `digits say how exactly a number is known`(
        text: String, value: Double, halfUnit: Double
    ) throws {
        let number = try #require(PrintedNumber(text))
        #expect(number.value == value)
        #expect(abs(number.halfUnit - halfUnit) < halfUnit * 1e-9)
    }

    @Test(arguments: ["", "x", "1e", "nan", "1.5e2.5"])
    func `what is no number is none`(text: String) {
        #expect(PrintedNumber(text) == nil)
    }

    @Test func `the tables have the cells of the paper`() {
        #expect(PaperTable.all.map(\.number) == [1, 2, 3])
        #expect(
            PaperTable.all.map { $0.rows.map(\.k) } == [
                [1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [1, 2, 3],
            ])
        for row in PaperTable.all.flatMap(\.rows) {
            #expect(row.cells.map(\.quantity) == PaperTable.Quantity.allCases)
        }
    }

    @Test func `the rows run the protocol of their table`() {
        let removals = PaperTable.all.map { $0.rumors(of: $0.rows[1]).removal }
        #expect(
            removals == [
                .counter(limit: 2, .feedback), .coin(sides: 2, .blind),
                .counter(limit: 2, .feedback),
            ])
        #expect(PaperTable.all.map(\.direction) == [.push, .push, .pull])
    }

    /// The data are taken from the print and from a simulation apart: a slip of the pen would show.
    @Test func `what is printed lies within the rule of the reference`() {
        for cell in PaperTable.all.flatMap(\.rows).flatMap(\.cells) where cell.rule == .nearMean {
            let bound = cell.printed.halfUnit + 4 * cell.sd / PaperTable.runsPrinted.squareRoot()
            #expect(abs(cell.printed.value - cell.reference) <= bound, "\(cell)")
        }
    }

    @Test func `the tolerance is half a unit and four errors of both experiments`() {
        let cell = PaperTable.all[2].rows[0].cells[0]
        // 0.0066²·(1/500 + 1/250) = 2.6136e-7, whose root is 5.1124e-4.
        #expect(abs(cell.tolerance(runs: 500) - (0.0005 + 4 * 5.1124e-4)) < 1e-7)
        // 4·0.0066/√500.
        #expect(abs(cell.referenceTolerance(runs: 500) - 1.18065e-3) < 1e-8)
    }
}
