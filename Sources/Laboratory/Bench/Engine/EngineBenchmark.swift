import Epidemic
import EpidemicSimulation

/// How fast the replicas of an experiment run, and what room they take: push with feedback and counter,
/// k = 3, as in Table 1 of Demers et al. (1987).
@MainActor
enum EngineBenchmark {
    nonisolated static let scenes = 1 + crowds.count
    private nonisolated static let crowds = [1_000, 100_000, 1_000_000]

    private static let limit = 3

    static func measure(
        _ plan: BenchPlan, _ report: inout BenchReport
    ) async throws(Complaint) {
        let memory = PeakMemory()
        for nodes in crowds {
            try report.add(measureCrowd(of: nodes, plan, memory))
            report.advance()
        }
        try report.add([measureSpeed(plan)])
        report.advance()
    }

    /// Runs a second on one core, beside those of bare arrays.
    private static func measureSpeed(_ plan: BenchPlan) throws(Complaint) -> Figure {
        let nodes = 1_000
        let experiment = try experiment(nodes: nodes)
        // In batches, as an experiment makes them.
        let length = ParallelRuns.batchLengthMax
        let runs = stride(from: 0, to: plan.repeats, by: length).map { first in
            let seeds = (first..<first + length).map { plan.seed &+ UInt64($0) }
            return Double(length) * perSecond { _ = experiment.runs(seeds: seeds) }
        }
        let bare = (0..<plan.repeats).map { run in
            perSecond {
                var spread = BareSpread(nodes: nodes, limit: limit, seed: plan.seed &+ UInt64(run))
                spread.run()
            }
        }
        return Figure(
            scene: scene("Table 1, k = 3, 1000 nodes"), name: "runs on one core", unit: .perSecond,
            samples: Samples(runs), limit: .medianAtLeast(500),
            reference: .init(name: "bare arrays", samples: Samples(bare)))
    }

    /// The time of a run, and the memory that it takes at most, for each replica.
    private static func measureCrowd(
        of nodes: Int, _ plan: BenchPlan, _ memory: PeakMemory
    ) throws(Complaint) -> [Figure] {
        let experiment = try experiment(nodes: nodes)
        let isLargest = nodes == crowds.last
        var times: [Double] = []
        var bytes: [Double] = []
        for run in 0..<min(plan.repeats, 1_000_000 / nodes) {
            let peak = memory.growth {
                times.append(
                    Stopwatch.milliseconds {
                        _ = experiment.run(seed: plan.seed &+ UInt64(run))
                    })
            }
            guard let peak else { continue }
            bytes.append(Double(peak) / Double(nodes))
        }
        let scene = scene("\(nodes) replicas")
        let time = Figure(
            scene: scene, name: "run", unit: .milliseconds, samples: Samples(times),
            limit: isLargest ? .worst(30_000) : nil)
        guard !bytes.isEmpty else { return [time] }
        return [
            time,
            Figure(
                scene: scene, name: "memory of a replica", unit: .bytes, samples: Samples(bytes),
                limit: isLargest ? .worst(4_000) : nil),
        ]
    }

    private static func scene(_ name: String) -> Figure.Scene {
        Figure.Scene(benchmark: "engine", name: name)
    }

    private static func experiment(nodes: Int) throws(Complaint) -> AlignedExperiment {
        let rumors = RumorSettings(
            direction: .push, trigger: .periodic, removal: .counter(limit: limit, .feedback),
            rounds: .aligned)
        do {
            return try AlignedExperiment(nodes: nodes, .rumors(rumors))
        } catch {
            throw .failed(error.description)
        }
    }

    private static func perSecond(_ body: () -> Void) -> Double {
        1_000 / Stopwatch.milliseconds(body)
    }
}
