import CursesTerminal
import TerminalUI

/// What a frame of the live view costs, and what it costs at rest and with very many nodes.
@MainActor
enum FramesBenchmark {
    static let size = Size(columns: 200, rows: 50)

    nonisolated static let scenes = FrameScene.allCases.count + 1 + crowdSpeeds.count
    private nonisolated static let crowdSpeeds = [1.0, 64]

    /// - Throws: `Complaint`.
    static func measure(
        _ plan: BenchPlan, _ report: inout BenchReport
    ) async throws(Complaint) {
        for scene in FrameScene.allCases {
            try report.add(measure(scene, plan))
            report.advance()
        }
        try report.add(await RestBenchmark.measure(plan))
        report.advance()
        for speed in crowdSpeeds {
            try report.add(CrowdBenchmark.measure(speed: speed, plan))
            report.advance()
        }
    }

    private static func measure(
        _ scene: FrameScene, _ plan: BenchPlan
    ) throws(Complaint) -> [Figure] {
        let stage = try FrameStage(scene, size: size, seed: plan.seed)
        let drawn = try FrameTimes.measure(stage, .difference, frames: plan.repeats)
        let repainted = try FrameTimes.measure(stage, .whole, frames: plan.repeats)
        return drawn.figures(of: scene, beside: repainted)
    }
}

/// What the steps of one frame after another took.
struct FrameTimes {
    /// What is written of a frame.
    enum Writing { case difference, whole }

    private var update: [Double] = []
    private var draw: [Double] = []
    private var difference: [Double] = []
    private var write: [Double] = []
    private var bytes: [Double] = []

    /// Draws frames and writes them through ncurses.
    ///
    /// - Throws: `Complaint` when there is no terminal to be had.
    @MainActor
    static func measure(
        _ stage: FrameStage, _ writing: Writing, frames: Int
    ) throws(Complaint) -> FrameTimes {
        let terminal = try PseudoTerminal(size: FramesBenchmark.size)
        defer { terminal.close() }
        let screen = try terminal.screen()
        defer { screen.close() }
        var stage = stage
        var times = FrameTimes()
        var buffer = CellBuffer(size: FramesBenchmark.size)
        for _ in 0..<Self.warmUps { times.add(&stage, &buffer, writing, screen, terminal) }
        times = FrameTimes()
        for _ in 0..<frames { times.add(&stage, &buffer, writing, screen, terminal) }
        return times
    }

    private static let warmUps = 10

    @MainActor
    private mutating func add(
        _ stage: inout FrameStage, _ buffer: inout CellBuffer, _ writing: Writing,
        _ screen: CursesScreen, _ terminal: PseudoTerminal
    ) {
        stage.goOn()
        let before = terminal.bytesWritten()
        if writing == .whole { screen.forget() }
        update.append(Stopwatch.milliseconds { stage.update() })
        draw.append(Stopwatch.milliseconds { stage.draw(into: &buffer) })
        difference.append(
            Stopwatch.milliseconds { _ = buffer.changes(since: screen.presented) })
        write.append(Stopwatch.milliseconds { screen.present(&buffer) })
        bytes.append(Double(terminal.bytesWritten() - before))
    }
}

extension FrameTimes {
    /// Update, draw and diff together.
    private var together: Samples {
        Samples(update.indices.map { update[$0] + draw[$0] + difference[$0] })
    }

    /// The same up to the last byte written; writing looks for the difference itself.
    private var written: Samples {
        Samples(update.indices.map { update[$0] + draw[$0] + write[$0] })
    }

    func figures(of scene: FrameScene, beside repaint: FrameTimes) -> [Figure] {
        let place = Figure.Scene(benchmark: "frames", name: scene.rawValue)
        func figure(
            _ name: String, _ samples: Samples, _ unit: Figure.Unit = .milliseconds,
            limit: Figure.Limit? = nil, beside other: Samples? = nil
        ) -> Figure {
            Figure(
                scene: place, name: name, unit: unit, samples: samples, limit: limit,
                reference: other.map { .init(name: "full repaint", samples: $0) })
        }
        return [
            figure("update", Samples(update)), figure("draw", Samples(draw)),
            figure("diff", Samples(difference)),
            figure("together", together, limit: .median(0.5)),
            figure(
                "with ncurses", written, limit: scene.writingLimit, beside: repaint.written),
            figure(
                "written", Samples(bytes), .bytes, limit: scene.bytesLimit,
                beside: Samples(repaint.bytes)),
        ]
    }
}

extension FrameScene {
    /// What a frame may take to the last byte; where everything changes, a terminal takes what it
    /// takes.
    fileprivate var writingLimit: Figure.Limit? { self == .everything ? nil : .median(1) }

    fileprivate var bytesLimit: Figure.Limit? { self == .nothing ? .worst(0) : nil }
}
