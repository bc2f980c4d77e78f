/// Copies of a simulation from the beginnings of rounds, bounded in number and so in memory.
///
/// The first is kept for ever. When there are too many, every other one of the older half goes: the
/// recent past is near at hand, the distant past is a longer replay away.
struct Checkpoints: Sendable {
    private let first: Simulation
    private var later: [Simulation] = []
    private let countMax: Int

    /// About how many bytes all copies may take, and how many one node takes in a copy.
    private static let bytesMax = 128 << 20
    private static let nodeBytes = 2 << 10

    init(first: Simulation) {
        self.first = first
        let nodes = first.configuration.nodes
        countMax = min(64, max(2, Self.bytesMax / (nodes * Self.nodeBytes)))
    }

    /// Keeps a copy, unless one of this round or a later one is kept already.
    mutating func keep(_ simulation: Simulation) {
        guard (later.last?.round ?? 0) < simulation.round else { return }
        later.append(simulation)
        guard later.count > countMax else { return }
        let half = later.count / 2
        later =
            later[..<half].enumerated().compactMap { $0.offset % 2 == 1 ? $0.element : nil }
            + later[half...]
    }

    /// The latest copy of this round or an earlier one.
    func last(upTo round: Int) -> Simulation {
        later.last { $0.round <= round } ?? first
    }

    /// Forgets what lies after a place in the run.
    mutating func drop(after events: Int) {
        while let last = later.last, last.eventCount > events { later.removeLast() }
    }
}
