import Laboratory

/// What can be asked for.
enum BenchChoice: String, CaseIterable {
    case frames
    case engine
    case network
    case all

    static func read(_ text: String) throws -> BenchChoice { try Choice.read(text) }

    func includes(_ benchmark: String) -> Bool { self == .all || rawValue == benchmark }
}

extension Benchmark {
    /// All that there are, in the order in which they measure.
    static let all: [Benchmark] = [.frames, .engine, .network]
}
