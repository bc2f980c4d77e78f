import Epidemic

/// Copies of a simulation from the beginnings of rounds, bounded in number and memory.
///
/// The first is kept for ever. When there are too many, every other one of the older half goes: the
/// recent past is near at hand, the distant past is a longer replay away.
struct Checkpoints: Sendable {
    /// The run at its beginning.
    let first: Simulation
    /// Ascending by round.
    private var later: [Simulation] = []

    private static let countMax = 64
    private static let bytesMax = 128 << 20
    /// A copy shares what does not change; it is not worth its cost before so many events have happened.
    private static let eventsMin = 2_000

    init(first: Simulation) { self.first = first }

    /// Keeps a copy, unless one of this round or shortly before is kept.
    mutating func keep(_ simulation: Simulation) {
        let place = later.firstIndex { $0.round >= simulation.round } ?? later.count
        guard place == later.count || later[place].round > simulation.round else { return }
        let before = place > 0 ? later[place - 1] : first
        let apart = max(Self.eventsMin, simulation.nodes.count)
        guard simulation.eventCount - before.eventCount >= apart else { return }
        later.insert(simulation, at: place)
        while later.count > 1, isTooMuch { thin() }
    }

    /// The latest copy of this round or an earlier one.
    func last(upTo round: Int) -> Simulation {
        later.last { $0.round <= round } ?? first
    }

    /// The latest copy of this moment or an earlier one.
    func last(upTo moment: Instant) -> Simulation {
        later.last { $0.now <= moment } ?? first
    }

    /// Forgets what lies after a place in the run.
    mutating func drop(after events: Int) {
        while let last = later.last, last.eventCount > events { later.removeLast() }
    }

    private var isTooMuch: Bool {
        later.count > Self.countMax || later.reduce(0) { $0 + $1.estimatedBytes } > Self.bytesMax
    }

    private mutating func thin() {
        let half = max(1, later.count / 2)
        later =
            later[..<half].enumerated().compactMap { $0.offset % 2 == 1 ? $0.element : nil }
            + later[half...]
    }
}

extension Simulation {
    /// About how many bytes a copy takes that shares nothing.
    fileprivate var estimatedBytes: Int {
        nodes.count * 2_048 + transits.count * 256 + network.traffic.estimatedBytes
    }
}
