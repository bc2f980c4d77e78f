import Epidemic
import EpidemicSimulation
import Foundation
import Synchronization
import Testing

@testable import Laboratory
@testable import outbreak

/// `outbreak hunt`: what is asked for, told, and refused.
@Suite struct HuntCommandTests {
    @Test(arguments: ["1", "9-3", "3-99", "-", "three", "3-4-5"])
    func `numbers of nodes that cannot be are refused`(text: String) {
        #expect(throws: (any Error).self) { try HuntCommand.parse(["--nodes", text]) }
    }

    @Test func `a range of nodes is written as it is read`() throws {
        #expect(try HuntCommand.parse(["--nodes", "4-6"]).nodes.range == 4...6)
        #expect(try HuntCommand.parse(["--nodes", "5"]).nodes.description == "5")
    }

    @Test func `csv has no meaning, and it is said`() async throws {
        let command = try HuntCommand.parse(["--format", "csv"])
        await #expect(throws: Complaint.self) { try await command.outcome() }
    }

    @Test(arguments: ["", "/nowhere/at all", "/dev/null"])
    func `a folder that nothing can be written into is refused before the hunt`(
        folder: String
    ) async throws {
        let command = try HuntCommand.parse(["--out", folder, "--seeds", "1000000000"])
        let complaint = await #expect(throws: Complaint.self) { try await command.outcome() }
        #expect(complaint?.sentence.hasPrefix("--out '\(folder)' must be a folder") == true)
        #expect(complaint?.status == .wrongUse)
    }

    @Test func `results come in the order of the seeds, whatever the jobs`() async throws {
        var found: [[String]] = []
        for jobs in [1, 3] {
            let hunt = Hunt(seeds: 1..<30, nodes: 3...5, planted: [.floorAtWrite], jobs: jobs)
            var lines: [String] = []
            try await hunt.run(while: { true }) { result throws(Complaint) in
                lines.append("\(result.seed) \(result.outcome.violation?.sentence ?? "")")
            }
            found.append(lines)
        }
        #expect(found[0].count == 29)
        #expect(found[0] == found[1])
        #expect(found[0].contains { $0.contains("which it had seen") })
    }

    @Test func `the report tells every violation and the sums, as JSON that can be read`() throws {
        let seeds: ClosedRange<UInt64> = 1...60
        let seed = try #require(
            try seeds.first { seed in
                let plan = HuntPlan(seed: seed, nodes: 3...9, planting: [.floorAtWrite])
                return try HuntRun.outcome(of: plan).violation != nil
            })
        let plan = HuntPlan(seed: seed, nodes: 3...9, planting: [.floorAtWrite])
        let outcome = try HuntRun.outcome(of: plan)
        let printed = Mutex("")
        let stream = ReportStream(.json) { text throws(Complaint) in
            printed.withLock { $0 += text }
        }
        var report = HuntReport(to: stream)
        let violation = try #require(outcome.violation)
        let result = Hunt.Result(seed: seed, plan: plan, outcome: outcome)
        try report.add(violation, of: result)
        report.count(outcome.tally)
        try report.finish()
        let text = printed.withLock { $0 }
        let records = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        #expect(records.first?["kind"] as? String == violation.kind.rawValue)
        #expect(records.last?["violations"] as? Int == 1)
        #expect(records.last?["steps"] is [String: Any])
    }

    @Test(arguments: [["--seeds", "9"], ["--no-shrink"], ["--plant", "readiness"]])
    func `what is about simulated clusters is refused for real ones by name`(
        option: [String]
    ) async throws {
        let command = try WholeHuntCommand.parse(["--processes", "5"] + option)
        let complaint = await #expect(throws: Complaint.self) { try await command.outcome() }
        #expect(complaint?.sentence.contains(option[0]) == true)
        #expect(complaint?.status == .wrongUse)
    }
}
