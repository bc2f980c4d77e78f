/// Something that `outbreak bench` measures: one record for each, in one table.
package struct Benchmark: Sendable {
    /// What it is asked for by.
    package let name: String
    /// In how many situations it measures.
    package let scenes: Int
    /// Measures; the report gets each figure as soon as it is measured, and advances by the scenes.
    package let measure: Measure

    package typealias Measure =
        @MainActor @Sendable (BenchPlan, inout BenchReport) async throws(Complaint) -> Void

    /// Makes a record.
    package init(name: String, scenes: Int, measure: @escaping Measure) {
        self.name = name
        self.scenes = scenes
        self.measure = measure
    }

    /// How fast the engine runs, and what a replica takes.
    package static let engine = Benchmark(
        name: "engine", scenes: EngineBenchmark.scenes, measure: EngineBenchmark.measure)

    /// How fast the dashboard draws.
    package static let frames = Benchmark(
        name: "frames", scenes: FramesBenchmark.scenes, measure: FramesBenchmark.measure)
}

/// How a benchmark shall measure.
package struct BenchPlan: Hashable, Sendable {
    /// How often everything is measured.
    package var repeats: Int
    /// What everything random follows from.
    package var seed: UInt64

    /// A plan.
    package init(repeats: Int, seed: UInt64) {
        self.repeats = repeats
        self.seed = seed
    }
}
