import EpidemicWire
import Foundation
import Testing

@testable import outbreak

/// Everything goes wrong at once, on real networks and disks, under clients that write; and what they
/// were told is true in the end.
///
/// For ten minutes of it: `OUTBREAK_CHAOS_SECONDS=600 swift test --filter ChaosTests`. Among hundreds of
/// other tests its clients would hardly get to say anything, so it is made only when it is asked for. The
/// faults, not their effects, follow from `OUTBREAK_CHAOS_SEED`.
@Suite(.serialized, .enabled(if: ChaosRequest.isMade && ChaosHosts.obstacle == nil))
struct ChaosTests {
    @Test func `whatever breaks, no acknowledged write is lost and nothing deleted comes back`()
        async throws
    {
        let setup = ChaosRequest.setup
        print("chaos: \(setup.length), seed \(setup.seed)")
        let cluster = try await ChaosCluster(setup, program: BuiltProgram.path)
        let run = ChaosRun(setup, on: cluster)
        let report: ChaosReport
        do {
            report = try await run.report()
        } catch {
            print("chaos: \(cluster.record.complaints), logs in \(cluster.keepLogs())")
            await cluster.end()
            throw error
        }
        await cluster.end()
        print(report.lines.map { "chaos: " + $0 }.joined(separator: "\n"))
        #expect(report.verdict.violations.isEmpty, "\(report.verdict.violations)")
        #expect(report.complaints.isEmpty)
        let end = try #require(report.end)
        let agreement = try #require(end.agreement, "no one root after a minute")
        #expect(agreement <= setup.agreementMax)
        #expect(end.memory.filter { !$0.isFlat }.isEmpty)
        #expect(report.number(of: "writes") ?? 0 > 0 && report.number(of: "deletions") ?? 0 > 0)
        print(report.faults.joined(separator: "\n"))
        if !report.isGood { print("chaos: logs in \(cluster.keepLogs())") }
    }

    @Test func `one seed is one plan, in which everything goes wrong`() {
        let plans = [7, 7, 8].map {
            ChaosSetup(nodes: 10, length: .seconds(600), seed: $0).plan
        }
        #expect(plans[0] == plans[1])
        #expect(plans[0] != plans[2])
        #expect(Set(plans[0].faults.map(\.kind)) == Set(ChaosFault.Kind.allCases))
    }
}

/// What the environment asks for.
private enum ChaosRequest {
    private static let environment = ProcessInfo.processInfo.environment

    /// Whether it asks for a run at all.
    static let isMade = environment["OUTBREAK_CHAOS_SECONDS"] != nil

    static var setup: ChaosSetup {
        ChaosSetup(
            nodes: 10,
            length: .seconds(environment["OUTBREAK_CHAOS_SECONDS"].flatMap { Int($0) } ?? 12),
            seed: environment["OUTBREAK_CHAOS_SEED"].flatMap { UInt64($0) } ?? 4)
    }
}
