import Laboratory

/// What can be asked for.
enum BenchChoice: String, CaseIterable {
    case frames
    case engine
    case all

    static func read(_ text: String) throws -> BenchChoice {
        try Choice.read(text, later: ["network"])
    }

    func includes(_ benchmark: String) -> Bool { self == .all || rawValue == benchmark }
}

extension Benchmark {
    /// All that are built.
    static let all: [Benchmark] = [.frames, .engine]
}
