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
public struct Exploration: Sendable {
    public let bounds: ExplorationBounds
    let cluster: ExploredCluster

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
    public struct Result: Hashable, Sendable {
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
    }

    /// The search, before it has begun.
    ///
    /// - Parameter workers: how many may work on it at the same time, 1 … `ExplorationSearch.workersMax`; what comes
    ///   of it does not depend on them.
    public func search(workers: Int = 1) -> ExplorationSearch {
        ExplorationSearch(self, workers: workers)
    }

    /// Searches to the end, or to the first fault, without anything being done at the same time.
    public func run(workers: Int = 1) -> Result {
        var search = search(workers: workers)
        while search.ending == nil { search.take(search.work().map { $0.done() }) }
        return search.result
    }
}
