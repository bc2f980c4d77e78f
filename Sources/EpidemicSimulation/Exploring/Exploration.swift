import Epidemic

/// A search through every order of events of a small cluster of real replicas, as far as bounds allow.
///
/// Breadth first, so that the first fault that is found has one of the shortest ways to it. States are told apart
/// by a fingerprint of 128 bits of everything that matters: the tables with contexts and ages of certificates,
/// seen clocks, floors, what is durable, the copies under way, and what a perfect observer knows. Nodes are not
/// taken for alike, because their names decide ties.
///
/// An event is carried through before the next: a comparison with all its messages, and the answer to a copy
/// that arrives. No client is lost, no message of an exchange is.
public struct Exploration {
    public let bounds: ExplorationBounds
    var cluster: ExploredCluster
    private var states = StateTable()
    private var transitionCount = 0

    /// - Parameter settings: the protocol; only its anti-entropy method, its rules of deletion and of clocks
    ///   count, because rumors, mail and cache are off: a copy that is mailed stands for theirs.
    /// - Throws: `SimulationError` when the settings or the bounds cannot be.
    public init(_ bounds: ExplorationBounds, settings: Settings = Settings())
        throws(SimulationError)
    {
        var settings = settings
        settings.rumors = nil
        settings.mail = .off
        settings.cache.interval = nil
        settings.antiEntropy.interval = Limits.intervalMax
        self.bounds = bounds
        cluster = try ExploredCluster(bounds, settings: settings)
    }

    /// What a search came to.
    public struct Result: Sendable {
        public enum Ending: Hashable, Sendable {
            /// Every order within the bounds was looked at.
            case exhausted
            /// There were more states than there may be: what is said is of those that were seen.
            case brokenOff
            case found(Counterexample)
        }

        public let ending: Ending
        /// Different states that were met, the first included.
        public let states: Int
        /// Events that were let happen in them.
        public let transitions: Int
        /// Events on the longest of the shortest ways to a state.
        public let depth: Int
        /// Different states of single nodes, and different events of one or two nodes.
        public let nodeStates: Int
        public let nodeTransitions: Int
    }

    /// Searches to the end, or to the first fault.
    ///
    /// - Parameter progress: told how many states were met, and how deep, now and then; returns false to
    ///   break off.
    public mutating func run(
        progress: (_ states: Int, _ depth: Int) -> Bool = { _, _ in true }
    ) -> Result {
        let first = cluster.begin()
        _ = states.insert(cluster.fingerprint(of: first), after: 0, 0)
        var frontier = [first]
        var number: UInt32 = 0
        var depth = 0
        var actions: [ExploredAction] = []
        var next: [ExploredState] = []
        while !frontier.isEmpty {
            next.removeAll(keepingCapacity: true)
            for state in frontier {
                if number % 4_096 == 0, !progress(states.count, depth) {
                    return result(.brokenOff, depth)
                }
                cluster.actions(from: state, into: &actions)
                for action in actions {
                    guard states.count < bounds.statesMax else { return result(.brokenOff, depth) }
                    var after = state
                    var fault: ExplorationFault?
                    guard cluster.carryOut(action, on: &after, &fault) else { continue }
                    transitionCount += 1
                    if let fault { return found(fault, after: number, action, depth + 1) }
                    let fingerprint = cluster.fingerprint(of: after)
                    guard states.insert(fingerprint, after: number, action.packed) != nil else {
                        continue
                    }
                    if let fault = cluster.faultAfterHealing(after) {
                        return found(fault, after: number, action, depth + 1)
                    }
                    next.append(after)
                }
                number += 1
            }
            swap(&frontier, &next)
            if !frontier.isEmpty { depth += 1 }
        }
        return result(.exhausted, depth)
    }

    private func result(_ ending: Result.Ending, _ depth: Int) -> Result {
        Result(
            ending: ending, states: states.count, transitions: transitionCount, depth: depth,
            nodeStates: cluster.transitions.locals.count,
            nodeTransitions: cluster.transitions.count)
    }

    private mutating func found(
        _ fault: ExplorationFault, after number: UInt32, _ action: ExploredAction, _ depth: Int
    ) -> Result {
        let way = states.way(to: number) + [action]
        return result(
            .found(Counterexample(fault: fault, steps: cluster.steps(of: way))), depth)
    }
}
