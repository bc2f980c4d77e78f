import Foundation
import Laboratory
import Synchronization

/// Hunting on real nodes: processes on networks and disks of their own break in every way while clients write to
/// them, and what the clients were told is judged in the end.
struct ChaosHunt {
    let setup: ChaosSetup

    /// Runs it, and prints what came of it.
    ///
    /// - Returns: failed when something was found.
    /// - Throws: `Complaint` when this machine cannot do it, or what is printed is not taken.
    func outcome(_ format: ReportFormat) async throws(Complaint) -> ExitStatus {
        if let obstacle = ChaosHosts.obstacle {
            throw .failed(
                "nodes with networks and disks of their own cannot be had here, because \(obstacle); "
                    + "run it as root on a Linux with iproute2 and iptables, or by "
                    + "unshare --map-root-user --net --mount")
        }
        let stream = ReportStream(format)
        let cluster = Mutex<ChaosCluster?>(nil)
        let signals = EndSignals.exitOnArrival {
            stream.breakOff()
            cluster.withLock { $0?.abandon() }
        }
        defer { signals.forEach { $0.cancel() } }
        do {
            let built = try await ChaosCluster(setup, program: OwnProgram.path)
            cluster.withLock { $0 = built }
            let run = ChaosRun(setup, on: built)
            stream.keep(run.reportUpToNow)
            let report = try await watched { try await run.report() }
            let logs = report.isGood ? nil : built.keepLogs()
            await built.end()
            cluster.withLock { $0 = nil }
            try stream.add(report)
            if let logs { try stream.add(["the nodes' logs are kept in \(logs)"]) }
            try stream.finish()
            return report.isGood ? .done : .failed
        } catch let complaint as Complaint {
            throw complaint
        } catch {
            let left = cluster.withLock { $0.take() }
            left?.abandon()
            throw .failed("the run could not be brought to its end: \(error)")
        }
    }

    /// Tells how far it is while it runs.
    private func watched(_ body: () async throws -> ChaosReport) async throws -> ChaosReport {
        let seconds = max(1, Int(setup.length.inSeconds))
        let clock = Task {
            var progress = Progress(total: seconds, of: "seconds")
            for _ in 0..<seconds where !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                progress.advance()
            }
            progress.clear()
        }
        defer { clock.cancel() }
        return try await body()
    }
}
