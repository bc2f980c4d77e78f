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

    @Test func `the first of several trials is the one that is made alone`() throws {
        let alone = try report("--entries", "200", "--differences", "9", "--method", "sketch")
        let several = try report(
            "--entries", "200", "--differences", "9", "--method", "sketch", "--trials", "3")
        #expect(alone.results[0].trials.count == 1)
        #expect(several.results[0].trials.count == 3)
        #expect(several.results[0].trials[0].cost == alone.results[0].trials[0].cost)
        #expect(Set(several.results[0].trials.map(\.cost.bytes)).count > 1)
    }

    @Test func `the order and the deviation are told where they are asked for`() throws {
        let plain = try report("--entries", "50", "--differences", "4", "--method", "recent")
        let plainText = try plain.text(in: .text)
        let plainRecord = try plain.text(in: .csv)
        #expect(!plainText.contains("±") && !plainRecord.contains("order"))
        let report = try report(
            "--entries", "50", "--differences", "4", "--method", "recent", "--order",
            "first,last,spread", "--trials", "2")
        let text = try report.text(in: .text)
        #expect(text.contains("±"))
        let parsed = try JSONSerialization.jsonObject(with: Data(report.text(in: .json).utf8))
        let records = try #require(parsed as? [[String: Any]])
        #expect(records.compactMap { $0["order"] as? String } == ["first", "last", "spread"])
        #expect(records.allSatisfy { $0["trials"] as? Int == 2 })
        for name in ["bytesSd", "messagesSd", "roundTripsSd"] {
            #expect(records.allSatisfy { $0[name] is NSNumber }, "\(name)")
        }
        #expect(report.status == .done)
    }

    @Test func `the bound is that of naming the ids`() {
        #expect(InformationBound.bytes(differences: 0) == 0)
        #expect(InformationBound.bytes(differences: 1) == 16)
        #expect(InformationBound.bytes(differences: 4_096) < 16 * 4_096)
    }
}
