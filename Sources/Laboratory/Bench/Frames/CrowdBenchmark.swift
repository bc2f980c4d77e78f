import CursesTerminal
import TerminalUI

/// How long frames take with very many nodes, and how long a key waits.
@MainActor
enum CrowdBenchmark {
    private static let nodes = 10_000
    private static let frameInterval = Duration.milliseconds(40)

    /// - Throws: `Complaint`.
    static func measure(speed: Double, _ plan: BenchPlan) throws(Complaint) -> [Figure] {
        let size = FramesBenchmark.size
        var session = try Session.bench(nodes: nodes, size: size, seed: plan.seed, speed: speed)
        session.write()
        let terminal = try PseudoTerminal(size: size)
        defer { terminal.close() }
        let screen = try terminal.screen()
        defer { screen.close() }
        let live = LiveScreen(session, on: screen)
        live.show()
        var frames: [Double] = []
        var keys: [Double] = []
        for round in 0..<plan.repeats {
            frames.append(
                Stopwatch.milliseconds {
                    live.passTime(frameInterval)
                    live.show()
                })
            keys.append(
                Stopwatch.milliseconds {
                    live.session.handle(.key(Self.keys[round % Self.keys.count]))
                    live.show()
                })
        }
        return figures(speed: speed, frames: frames, keys: keys)
    }

    /// What people press: moving the selection and opening things.
    private static let keys: [Key] = [
        .down, .down, .right, .up, .tab, .down, .character("z"), .down, .escape, .character("?"),
        .escape, .character("]"), .backTab, .end, .home,
    ]

    /// At the worst a key comes as the longest frame begins.
    private static func figures(
        speed: Double, frames: [Double], keys: [Double]
    ) -> [Figure] {
        let scene = Figure.Scene(
            benchmark: "frames", name: "10000 nodes, speed \(Int(speed))")
        let waits = zip(frames, keys).map { $0 + $1 }
        return [
            Figure(
                scene: scene, name: "frame", unit: .milliseconds, samples: Samples(frames),
                limit: .worst(50)),
            Figure(scene: scene, name: "key", unit: .milliseconds, samples: Samples(keys)),
            Figure(
                scene: scene, name: "key and the frame before it", unit: .milliseconds,
                samples: Samples(waits), limit: .worst(100)),
        ]
    }
}
