/// Something that `outbreak bench` measures: one record for each, in one table.
struct Benchmark: Sendable {
    /// What it is asked for by.
    let name: String
    /// In how many situations it measures.
    let scenes: Int
    /// Measures; the figures come in the order in which they are told, and the progress advances by
    /// the scenes.
    let measure: Measure

    typealias Measure =
        @MainActor @Sendable (BenchPlan, inout Progress) async throws(Complaint) -> [Figure]

    /// All that are built.
    static let all = [
        Benchmark(
            name: "frames", scenes: FramesBenchmark.scenes, measure: FramesBenchmark.measure)
    ]
}

/// How a benchmark shall measure.
struct BenchPlan: Hashable, Sendable {
    /// How often everything is measured.
    var repeats: Int
    /// What everything random follows from.
    var seed: UInt64
}

/// What can be asked for.
enum BenchChoice: String, CaseIterable {
    case frames
    case all

    static func read(_ text: String) throws -> BenchChoice {
        try Choice.read(text, later: ["engine", "network"])
    }

    func includes(_ benchmark: String) -> Bool { self == .all || rawValue == benchmark }
}
