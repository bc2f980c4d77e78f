import Epidemic

/// A search through the states of an explored cluster, one depth after the other, as stretches of work for several
/// workers.
///
/// Whoever runs it asks for `work`, has all of it done, at the same time or one after the other, and gives back
/// what came of it. The states of a depth are taken in batches: first the workers find out what can happen next in a
/// batch, while the table of states stands as it is; then each takes what belongs to some parts of the table into
/// them, in the order of the batch. So neither what is found nor the way to it depends on how many workers there are.
public struct ExplorationSearch {
    /// How it ended; nil while it goes on.
    public private(set) var ending: Exploration.Result.Ending?
    private var depth = 0
    private var transitions = 0
    private let exploration: Exploration
    private let clusters: [ExploredCluster]
    private let memory: SearchMemory
    private let states = StateTable()
    private var frontier: Frontier
    private var next: Frontier
    private var pieces: ArraySlice<Frontier.Piece>
    /// What was found out of a batch and waits for the table.
    private var expansions: [Expansion] = []

    /// Pieces of a batch: so many that all workers are busy, and so few that what waits for the table is small.
    private static let batchLength = 128
    /// The most workers.
    public static let workersMax = WorkerNumber.workersMax

    init(_ exploration: Exploration, workers: Int) {
        let memory = SearchMemory(workers: workers)
        self.exploration = exploration
        self.memory = memory
        clusters = (0..<workers).map { exploration.cluster.seen(by: $0, with: memory) }
        frontier = Frontier(after: states)
        let first = clusters[0].begin()
        memory.settle()
        let fingerprint = clusters[0].fingerprint(of: first)
        _ = states.insert(fingerprint, after: 0, ExploredAction.packedNone)
        frontier.append([first], to: StateTable.part(of: fingerprint))
        next = Frontier(after: states)
        pieces = frontier.pieces[...]
    }

    /// What it has come to so far.
    public var progress: (states: Int, depth: Int) { (states.count, depth) }

    /// What it came to; what there was no time for is told as broken off.
    public var result: Exploration.Result {
        Exploration.Result(
            ending: ending ?? .brokenOff, states: states.count, transitions: transitions,
            depth: depth)
    }

    /// What is to be done next, in any order or at the same time, and given back in this order.
    public func work() -> [ExplorationWork] {
        if ending != nil { return [] }
        return expansions.isEmpty ? toExpand() : toAdmit()
    }

    private func toExpand() -> [ExplorationWork] {
        let batch = pieces.prefix(Self.batchLength)
        let (frontier, states) = (frontier, states)
        return Self.split(batch.count, among: clusters).map { cluster, range in
            let mine = batch[
                batch.startIndex + range.lowerBound..<batch.startIndex + range.upperBound]
            return ExplorationWork {
                .expansions(mine.map { Expansion(of: $0, in: frontier, cluster, met: states) })
            }
        }
    }

    private func toAdmit() -> [ExplorationWork] {
        let (expansions, states) = (expansions, states)
        let room = exploration.bounds.statesMax - states.count
        let most = expansions.reduce(0) { $0 + $1.successorCount }
        // Where not all may find room, the parts take in one after the other.
        let clusters = most <= room ? clusters : [clusters[0]]
        return Self.split(StateTable.partCount, among: clusters).map { cluster, parts in
            ExplorationWork {
                var left = room
                return .admissions(
                    parts.map { part in
                        let admission = Admission(
                            of: expansions, to: part, cluster, met: states, room: left)
                        left -= admission.states.count
                        return admission
                    })
            }
        }
    }

    private static func split(
        _ count: Int, among clusters: [ExploredCluster]
    ) -> [(ExploredCluster, Range<Int>)] {
        clusters.indices.compactMap { worker in
            let start = worker * count / clusters.count
            let end = (worker + 1) * count / clusters.count
            return start < end ? (clusters[worker], start..<end) : nil
        }
    }

    /// Takes what came of the work that was asked for last, all of it and in that order.
    public mutating func take(_ results: [ExplorationWork.Result]) {
        memory.settle()
        var admissions: [Admission] = []
        for result in results {
            switch result.content {
            case .expansions(let some): expansions += some
            case .admissions(let some): admissions += some
            }
        }
        if admissions.isEmpty { noteExpansions() } else { note(admissions) }
    }

    private mutating func noteExpansions() {
        pieces = pieces.dropFirst(Self.batchLength)
        transitions += expansions.reduce(0) { $0 + $1.transitions }
        if let finding = expansions.lazy.compactMap(\.finding).first { end(with: finding) }
    }

    private mutating func note(_ admissions: [Admission]) {
        expansions = []
        for (part, admission) in admissions.enumerated() { next.append(admission.states, to: part) }
        if let finding = admissions.lazy.compactMap(\.finding).first { return end(with: finding) }
        if admissions.contains(where: \.isBrokenOff) {
            ending = .brokenOff
        } else if pieces.isEmpty {
            deepen()
        }
    }

    private mutating func deepen() {
        frontier = next
        next = Frontier(after: states)
        pieces = frontier.pieces[...]
        if pieces.isEmpty { ending = .exhausted } else { depth += 1 }
    }

    private mutating func end(with finding: Expansion.Finding) {
        let way =
            states.way(to: finding.parent)
            + [ExploredAction(packed: finding.action)].compactMap { $0 }
        depth += 1
        let steps = exploration.cluster.steps(of: way)
        ending = .found(Counterexample(fault: finding.fault, steps: steps))
    }
}

/// A piece of work of a search; whoever does it works alone on it.
public struct ExplorationWork: Sendable {
    /// What came of a piece of work.
    public struct Result: Sendable {
        enum Content: Sendable {
            case expansions([Expansion])
            case admissions([Admission])
        }

        let content: Content
    }

    let body: @Sendable () -> Result.Content

    init(_ body: @escaping @Sendable () -> Result.Content) { self.body = body }

    /// Does it.
    public func done() -> Result { Result(content: body()) }
}
