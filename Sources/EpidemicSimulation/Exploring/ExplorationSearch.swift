import Epidemic

/// A search through the states of an explored cluster, one depth after the other.
///
/// The states of a depth are taken in batches. First what can happen next is found out of pieces of a batch, by
/// as many threads as there may be, while the table of states stands as it is; then every part of the table takes
/// in what belongs to it, in the order of the pieces. So neither what is found nor the way to it depends on the
/// number of threads.
struct ExplorationSearch {
    let states = StateTable()
    private(set) var transitions = 0
    private(set) var depth = 0
    private let cluster: ExploredCluster
    private let jobs: Int

    /// Pieces of a batch: so many that all threads are busy, and so few that what waits for the table is small.
    private static let batchLength = 128

    init(_ cluster: ExploredCluster, jobs: Int) {
        self.cluster = cluster
        self.jobs = jobs
    }

    /// Searches to the end, to the first fault, or until it is told to break off.
    mutating func run(
        _ progress: (_ states: Int, _ depth: Int) -> Bool
    ) async -> Exploration.Result.Ending {
        var frontier = begin()
        while !frontier.isEmpty {
            var next = Frontier(after: states)
            let pieces = frontier.pieces
            for start in stride(from: 0, to: pieces.count, by: Self.batchLength) {
                guard progress(states.count, depth) else { return .brokenOff }
                let batch = pieces[start..<min(start + Self.batchLength, pieces.count)]
                if let ending = await advance(Array(batch), of: frontier, to: &next) {
                    return ending
                }
            }
            frontier = next
            if !frontier.isEmpty { depth += 1 }
        }
        return .exhausted
    }

    /// The cluster before anything happened.
    private func begin() -> Frontier {
        var frontier = Frontier(after: states)
        let first = cluster.begin()
        let fingerprint = cluster.fingerprint(of: first)
        _ = states.insert(fingerprint, after: 0, ExploredAction.packedNone)
        frontier.append([first], to: StateTable.part(of: fingerprint))
        return frontier
    }

    /// Finds the states that follow some pieces.
    ///
    /// - Returns: how the search ends with it; nil when it goes on.
    private mutating func advance(
        _ batch: [Frontier.Piece], of frontier: Frontier, to next: inout Frontier
    ) async -> Exploration.Result.Ending? {
        let (cluster, states) = (cluster, states)
        let expansions = await Parallel.map(batch.count, jobs: jobs) {
            Expansion(of: batch[$0], in: frontier, cluster, met: states)
        }
        transitions += expansions.reduce(0) { $0 + $1.transitions }
        if let finding = expansions.lazy.compactMap(\.finding).first { return found(finding) }
        let room = cluster.bounds.statesMax - states.count
        let most = expansions.reduce(0) { $0 + $1.successorCount }
        // Where not all may find room, the parts take in one after the other.
        let admissions =
            most <= room
            ? await Parallel.map(StateTable.partCount, jobs: jobs) {
                Admission(of: expansions, to: $0, cluster, met: states, room: most)
            } : admit(expansions, room: room)
        for (part, admission) in admissions.enumerated() { next.append(admission.states, to: part) }
        if let finding = admissions.lazy.compactMap(\.finding).first { return found(finding) }
        return admissions.contains(where: \.isBrokenOff) ? .brokenOff : nil
    }

    private func admit(_ expansions: [Expansion], room: Int) -> [Admission] {
        var room = room
        return (0..<StateTable.partCount).map { part in
            let admission = Admission(of: expansions, to: part, cluster, met: states, room: room)
            room -= admission.states.count
            return admission
        }
    }

    private mutating func found(_ finding: Expansion.Finding) -> Exploration.Result.Ending {
        let way =
            states.way(to: finding.parent)
            + [ExploredAction(packed: finding.action)].compactMap { $0 }
        depth += 1
        return .found(Counterexample(fault: finding.fault, steps: cluster.steps(of: way)))
    }
}
