import Foundation
import Testing

@testable import EpidemicSimulation
@testable import Laboratory

@Suite struct ReproductionTests {
    /// The last row of Table 3 as if every run had come to the same, and what is printed of it.
    private func report(
        tLast: Double, _ format: ReportFormat = .text
    ) throws -> (report: ReproductionReport, text: String) {
        let table = PaperTable.all[2]
        let run = SpreadMeasurement(
            nodes: 1_000, residue: 0, traffic: 6.1, tAve: 10.07, tAvePrinted: 10.07, tLast: tLast,
            cycles: 20, links: nil)
        let measured = SpreadStatistics([run])
        let printed = PrintedReport()
        let stream = printed.stream(format)
        var report = ReproductionReport(
            choice: .table3, runs: 1, seed: 5, rows: [], spatialRows: [])
        try report.add(RowComparison(table.rows[2], of: table, measured: measured), to: stream)
        try report.finish(stream)
        return (report, printed.text)
    }

    @Test func `the JSON has an object for every cell`() throws {
        let json = try report(tLast: 14, .json).text
        #expect(
            json.split(separator: "\n")[1]
                .hasPrefix(
                    " {\"table\":3,\"row\":\"k=3\",\"cell\":\"traffic\",\"printed\":6.1,"
                        + "\"measured\":6.1,\"tolerance\":0.2"))
        let array = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
        let objects = try #require(array)
        #expect(objects.map { $0["cell"] as? String } == ["residue", "traffic", "tAve", "tLast"])
        #expect(objects.allSatisfy { $0["pass"] as? Bool == true })
        #expect(objects[0]["printed"] as? Double == 4e-6)
    }

    @Test func `the CSV has a header`() throws {
        let lines = try report(tLast: 14, .csv).text.split(separator: "\n")
        #expect(lines.first == "table,row,cell,printed,measured,tolerance,pass")
        #expect(lines.count == 5)
    }

    @Test func `a cell that fails is told with its bounds`() throws {
        let (failed, text) = try report(tLast: 40)
        #expect(failed.failures.map(\.cell.cell.quantity) == [.tLast])
        #expect(text.contains("3 of 4 cells pass, with 1 run a row and seed 5."))
        #expect(text.contains("Table 3, k=3, tLast: measured 40, printed 14.0 ±"))
        #expect(failed.status == .failed)
        #expect(try report(tLast: 14).report.status == .done)
    }

    @Test func `the text says how often it is wrong, and which tables are meant`() throws {
        let text = try report(tLast: 14).text
        #expect(text.contains("False alarms") && text.contains("1 of 1 runs reached everybody"))
        #expect(TableChoice.all.spatialTables.map(\.number) == [4, 5])
        #expect(TableChoice.table5.spatialTables.map(\.number) == [5])
        #expect(TableChoice.all.tables.map(\.number) == [1, 2, 3])
        #expect(TableChoice.table2.tables.map(\.number) == [2])
    }

    @Test func `tables by distance say what is not public, and hold rows against each other`()
        async throws
    {
        let command = try ReproduceCommand.parse(["--table", "4", "--runs", "12"])
        let printed = PrintedReport()
        let report = try await command.report(to: printed.stream(.text))
        let rows = report.spatialRows
        #expect(rows.map(\.row.name) == ["uniform", "a=1.2", "a=1.4", "a=1.6", "a=1.8", "a=2.0"])
        #expect(printed.text.contains("is not public"))
        #expect(report.status == .done)
        #expect(report.spatialCells.count == 2 + 5 * 6)
    }
}
