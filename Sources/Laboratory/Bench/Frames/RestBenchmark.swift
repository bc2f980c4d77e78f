import CursesTerminal
import Foundation
import TerminalUI

/// What part of a core the live view of 16 nodes takes while they are at rest.
@MainActor
enum RestBenchmark {
    private static let stretch = Duration.seconds(1)
    private static let stretches = 5

    /// Runs the loop itself, in real time.
    ///
    /// - Throws: `Complaint`.
    static func measure(_ plan: BenchPlan) async throws(Complaint) -> [Figure] {
        let size = FramesBenchmark.size
        var session = try Session.bench(nodes: 16, size: size, seed: plan.seed)
        session.write()
        session.advance(.seconds(60))
        let terminal = try PseudoTerminal(size: size)
        defer { terminal.close() }
        let screen = try terminal.screen()
        defer { screen.close() }
        let loop = LiveLoop(session, on: screen)
        let running = Task { await loop.run() }
        var shares: [Double] = []
        for _ in 0..<stretches { shares.append(await share()) }
        terminal.type("q")
        _ = await running.value
        return [
            Figure(
                scene: .init(benchmark: "frames", name: "16 nodes at rest"), name: "of a core",
                unit: .percent, samples: Samples(shares), limit: .median(2))
        ]
    }

    /// The processor's time in a while, in percent of it.
    private static func share() async -> Double {
        let clock = ContinuousClock()
        let (before, start) = (processorTime, clock.now)
        try? await clock.sleep(for: stretch)
        return (processorTime - before) / (clock.now - start) * 100
    }

    private static var processorTime: Duration {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
