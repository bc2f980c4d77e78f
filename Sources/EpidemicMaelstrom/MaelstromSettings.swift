import Epidemic

/// How updates come from the node that takes them to all others.
public enum Dissemination: String, Hashable, Sendable, CaseIterable {
    /// By way of the first node, which gathers what all write and tells it to all, beat after beat: the
    /// fewest messages, and one node on which all depend until repair.
    case hub
    /// On a tree of depth two, of which the writer is the root: it tells the heads of the branches, and each
    /// head tells its branch. Nobody carries everything.
    case tree
    /// As rumors (Demers et al. 1987, §1.4), to partners drawn by chance among the neighbours that the
    /// workbench names.
    case gossip
}

/// What a bare `read` asks for, of the workloads that have one.
public enum ReadWorkload: String, Hashable, Sendable, CaseIterable {
    case broadcast
    case gSet = "g-set"
    case gCounter = "g-counter"
    case pnCounter = "pn-counter"
}

/// Everything about a node of Maelstrom's workbench that can be chosen.
public struct MaelstromSettings: Hashable, Sendable {
    /// How updates come to all.
    public var dissemination: Dissemination
    /// The time between two tellings of what came from others: of the hub, of the head of a branch, or a
    /// round of rumors.
    public var beat: Interval
    /// How long news waits for more where no beat is awaited.
    public var coalescing: Interval
    /// How long before the hub's next beat its nodes tell it what they have: the way there and back, and some
    /// more. Where a beat is not longer, they tell it at once.
    public var lead: Interval
    /// The time after which a node that has no proof that its table is whole compares it with another. Twice
    /// and four times as long while nothing changes.
    public var repair: Interval
    /// The workload, where it is known; otherwise the node infers it from what it is asked.
    public var workload: ReadWorkload?

    /// The settings that meet this repository's measured goals, on a network with a latency of 100 ms.
    public init(_ dissemination: Dissemination) {
        self.dissemination = dissemination
        lead = .milliseconds(300)
        switch dissemination {
        case .hub:
            (beat, coalescing) = (.milliseconds(1_200), .milliseconds(10))
            repair = .seconds(2)
        case .tree:
            (beat, coalescing) = (.milliseconds(200), .milliseconds(80))
            repair = .seconds(2)
        case .gossip:
            (beat, coalescing) = (.milliseconds(400), .milliseconds(20))
            repair = .seconds(4)
        }
    }
}

extension MaelstromSettings {
    /// Whether these can be.
    ///
    /// - Throws: `SettingsError` naming the first value that cannot.
    public func validate() throws(SettingsError) {
        let intervals = [
            ("beat", beat), ("coalescing", coalescing), ("lead", lead), ("repair-interval", repair),
        ]
        for (name, interval) in intervals {
            guard interval > .zero, interval <= Self.intervalMax else {
                throw .outOfRange(
                    name: name, value: "\(interval)", right: "longer than 0s, and at most 1h")
            }
        }
    }

    /// The longest interval of any setting.
    public static let intervalMax = Interval.seconds(3_600)

    /// The protocol of the replica. Its exchanges are begun by the node, which knows when one is due.
    var replica: Settings {
        Settings(
            rumors: dissemination == .gossip ? rumors : nil, repair: .hot,
            cache: CacheSettings(length: 0, interval: nil),
            antiEntropy: AntiEntropySettings(
                method: .auto, interval: Limits.intervalMax, patience: .seconds(1)))
    }

    private var rumors: RumorSettings {
        RumorSettings(
            direction: .push, trigger: .periodic, removal: .timeToLive(rounds: Self.roundsOfRumor),
            fanOut: Self.fanOut, interval: beat, coalescing: coalescing)
    }

    /// Each node tells so many others in a round, and each rumor for so many rounds: among 25 nodes one
    /// misses a rumor less than once in a million.
    private static let fanOut = 4
    private static let roundsOfRumor = 4
}
