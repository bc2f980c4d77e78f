import EpidemicSimulation
import Foundation
import Testing

@testable import Laboratory

/// `outbreak reconcile`: the sweep, the reports, and what is refused.
@Suite struct ReconcileTests {
    private func report(_ arguments: String...) throws -> ReconciliationReport {
        let command = try ReconcileCommand.parse(arguments)
        return ReconciliationReport(
            seed: command.seed, results: try command.results(),
            impossible: command.cases.filter { !$0.isPossible })
    }

    @Test func `without options all methods are compared at a hundred thousand entries`() throws {
        let cases = try ReconcileCommand.parse([]).cases
        #expect(cases.count == 7 * 5)
        #expect(Set(cases.map(\.entries)) == [100_000])
        #expect(cases.map(\.differences).max() == 4_096)
    }

    @Test func `the JSON report holds a record for every cell, in the order asked for`() throws {
        let report = try report(
            "--entries", "100,20", "--differences", "0,4", "--method", "sketch,hash-tree",
            "--format", "json")
        let parsed = try JSONSerialization.jsonObject(with: Data(try report.text(in: .json).utf8))
        let records = try #require(parsed as? [[String: Any]])
        #expect(
            records.compactMap { $0["entries"] as? Int } == [100, 100, 100, 100, 20, 20, 20, 20])
        #expect(records.first?["bytesPerDifference"] is NSNull)
        #expect(
            records.compactMap { $0["method"] as? String }.prefix(2) == ["sketch", "hash-tree"])
        for name in ["bytes", "messages", "roundTrips", "seconds", "differences"] {
            #expect(records.allSatisfy { $0[name] is NSNumber })
        }
        #expect(report.status == .done)
    }

    @Test func `what cannot be is left out, and it is said`() throws {
        let report = try report("--entries", "10", "--differences", "4,30", "--method", "all")
        #expect(report.results.count == 7)
        #expect(
            try report.text(in: .text).contains(
                "Left out: two tables of 10 entries cannot differ in 30."))
    }

    @Test func `the bound is that of naming the ids`() {
        #expect(InformationBound.bytes(differences: 0) == 0)
        #expect(InformationBound.bytes(differences: 1) == 16)
        #expect(InformationBound.bytes(differences: 4_096) < 16 * 4_096)
    }
}
