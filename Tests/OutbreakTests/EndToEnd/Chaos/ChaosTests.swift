import EpidemicWire
import Foundation
import Testing

/// Everything goes wrong at once, on real networks and disks, under clients that write; and what they
/// were told is true in the end.
///
/// For ten minutes of it: `OUTBREAK_CHAOS_SECONDS=600 swift test --filter ChaosTests`. Among hundreds of
/// other tests its clients would hardly get to say anything, so it is made only when it is asked for. The
/// faults, not their effects, follow from `OUTBREAK_CHAOS_SEED`.
@Suite(.serialized, .enabled(if: ChaosHosts.areWanted && ChaosHosts.arePossible))
struct ChaosTests {
    @Test func `whatever breaks, no acknowledged write is lost and nothing deleted comes back`()
        async throws
    {
        let settings = Settings()
        print("chaos: \(settings.seconds) s, seed \(settings.seed)")
        let cluster = try await ChaosCluster(
            finding: settings.seed % 2 == 0 ? .configured : .joining, settings.certificates)
        let run = ChaosRun(cluster, settings.plan, seed: settings.seed)
        let report: ChaosReport
        do {
            report = try await run.report()
        } catch {
            print("chaos: \(cluster.record.complaints), logs in \(cluster.keepLogs())")
            await cluster.end()
            throw error
        }
        await cluster.end()
        print(report.text)
        #expect(report.verdict.violations.isEmpty, "\(report.verdict.violations)")
        #expect(report.complaints.isEmpty)
        let agreement = try #require(report.agreement, "no one root after a minute")
        #expect(agreement <= settings.agreementMax)
        #expect(report.memory.filter { !$0.isFlat }.isEmpty)
        #expect(report.written > 0 && report.deleted > 0)
        print(report.faults.joined(separator: "\n"))
        if !report.isGood { print("chaos: logs in \(cluster.keepLogs())") }
    }

    @Test func `one seed is one plan, in which everything goes wrong`() {
        let plans = [7, 7, 8].map {
            ChaosPlan(seed: $0, length: .seconds(600), disks: ChaosCluster.disks)
        }
        #expect(plans[0] == plans[1])
        #expect(plans[0] != plans[2])
        #expect(Set(plans[0].faults.map(\.kind)) == Set(ChaosFault.Kind.allCases))
    }

    /// What the environment asks for.
    private struct Settings {
        let seconds: Int
        let seed: UInt64

        init() {
            let environment = ProcessInfo.processInfo.environment
            seconds = environment["OUTBREAK_CHAOS_SECONDS"].flatMap { Int($0) } ?? 12
            seed = environment["OUTBREAK_CHAOS_SEED"].flatMap { UInt64($0) } ?? 4
        }

        var plan: ChaosPlan {
            ChaosPlan(seed: seed, length: .seconds(seconds), disks: ChaosCluster.disks)
        }

        /// By the seed: half of the runs forget deletions on most nodes while they last.
        var certificates: ChaosCluster.Certificates {
            seed / 2 % 2 == 0 ? .kept : .dormant(after: .seconds(max(3, seconds / 30)))
        }

        /// The bound of PROTOCOL.md §5, and what the transfer takes.
        var agreementMax: Duration {
            ChaosCluster.interval * ChaosCluster.intervalsMax + .seconds(4)
        }
    }
}
