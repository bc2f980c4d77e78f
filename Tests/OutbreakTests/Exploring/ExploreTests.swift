import EpidemicSimulation
import Foundation
import Testing

@testable import Laboratory

/// `outbreak explore`: its report, and the session of what it finds.
@Suite struct ExploreTests {
    private func report(_ arguments: [String]) async throws -> ExplorationReport {
        let command = try ExploreCommand.parse(arguments)
        let exploration = try command.exploration()
        return ExplorationReport(
            command: command, result: await exploration.run(jobs: 2), seconds: 2)
    }

    private func counterexample(_ arguments: [String]) async throws -> (
        ExploreCommand, Counterexample
    ) {
        let report = try await report(arguments)
        guard case .found(let counterexample) = report.result.ending else {
            throw Complaint.failed("nothing was found by \(arguments)")
        }
        return (report.command, counterexample)
    }

    private let small = ["--writes", "1", "--copies", "1", "--ages", "1"]

    @Test func `what was searched is printed, and never called more than it is`() async throws {
        let whole = try await report(small)
        let text = whole.lines.joined(separator: "\n")
        #expect(whole.status == .done)
        #expect(text.contains("2 nodes, 1 key, at most 1 write, 1 deletion"))
        #expect(text.contains("all orders within these bounds; of others nothing is said"))
        let part = try await report(small + ["--states", "50"])
        #expect(part.status == .done)
        #expect(part.lines.joined(separator: "\n").contains("not all of them"))
    }

    @Test func `the JSON report holds bounds, counts and verdict`() async throws {
        let text = try await report(small + ["--states", "50"]).text(in: .json)
        let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let record = try #require((parsed as? [[String: Any]])?.first)
        #expect(record["verdict"] as? String == "broken-off")
        #expect(record["states"] as? Int == 50 && record["statesPerSecond"] as? Int == 25)
        #expect(record["deathCertificateAge"] as? String == "1m")
        #expect(record["violation"] is NSNull)
        #expect((record["steps"] as? [String])?.isEmpty == true)
    }

    @Test func `a fault is told with the way to it, and ends with 1`() async throws {
        let report = try await report(
            ["--writes", "4", "--deletes", "0", "--copies", "0", "--ages", "0", "--crashes", "1"]
                + ["--plant", "count-by-name"])
        #expect(report.status == .failed)
        let text = report.lines.joined(separator: "\n")
        #expect(text.contains("FOUND lost-to-seen") && text.contains("  1. n"))
        #expect(text.contains("without count-by-name"))
    }

    /// A write, a deletion, a copy under way, ageing; and a crash.
    @Test(arguments: [
        ["--deletes", "2", "--ages", "2", "--retention", "0", "--plant", "refusal"],
        ["--writes", "4", "--deletes", "0", "--copies", "0", "--ages", "0", "--crashes", "1"]
            + ["--plant", "count-by-name"],
        ["--writes", "1", "--deletes", "0", "--copies", "0", "--ages", "0", "--arrivals", "1"]
            + ["--plant", "readiness"],
    ])
    func `what is found opens as a session, and is found again in it`(arguments: [String])
        async throws
    {
        let (command, counterexample) = try await counterexample(arguments)
        let way = ExploredWay(counterexample, of: command)
        let text = try #require(try way.session())
        let session = try SavedSession(parsing: text, source: "session s")
        let replay = try Replay(of: session, tolerance: .current)
        #expect(replay.isSame && replay.checks.count == 2)
        // Another fault is not the one that was found, and a way that is cut short is none.
        let other = text.replacing(
            "# violation: \(counterexample.fault.kind.rawValue)", with: "# violation: diverged")
        #expect(
            try !Replay(of: SavedSession(parsing: other, source: "s"), tolerance: .current).isSame)
        let last = try #require(counterexample.steps.last?.action.code)
        let short = text.replacing("# step: \(last)\n# ends", with: "# ends")
        #expect(
            try !Replay(of: SavedSession(parsing: short, source: "s"), tolerance: .current).isSame)
    }

    @Test(arguments: [
        ("", "must be a file"), ("/nowhere/s", "must be a file"), ("/dev/null", "is there already"),
        ("/tmp/", "is there already"),
    ])
    func `a session that cannot be written is refused before the search`(
        path: String, words: String
    ) async throws {
        let command = try ExploreCommand.parse(["--nodes", "4", "--session", path])
        let complaint = await #expect(throws: Complaint.self) { try await command.outcome() }
        #expect(complaint?.sentence.contains("--session '\(path)' \(words)") == true)
    }

    @Test func `a way that the simulator cannot show has no session`() async throws {
        let (command, counterexample) = try await counterexample([
            "--writes", "1", "--deletes", "1", "--copies", "0", "--ages", "1", "--retention", "0",
            "--timers", "late", "--plant", "expiry-at-once",
        ])
        #expect(try ExploredWay(counterexample, of: command).session() == nil)
    }

    @Test(arguments: [
        ["--nodes", "5"], ["--keys", "0"], ["--plant", "everything"], ["--timers", "never"],
        ["--copies", "9"], ["--states", "0"],
    ])
    func `what cannot be is refused`(arguments: [String]) {
        #expect(throws: (any Error).self) { try ExploreCommand.parse(arguments).exploration() }
    }
}
