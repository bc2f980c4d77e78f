import Epidemic

/// When a node tells whom what is new: the lanes of a hub, or of the branches of a tree.
///
/// Many updates share a letter, so what is told costs by the beat and not by the update. With a hub and 25
/// nodes, a beat of T seconds costs 24 letters from the hub and up to 24 to it, whatever is written. The
/// nodes wait with theirs until shortly before the hub's next beat, so that an update waits once and not
/// twice: half a beat on average.
struct Relay: Hashable, Sendable {
    /// What it tells, and to whom.
    private(set) var lanes: [Lane]
    /// Whose letters hold everything that this node needs; nil at the hub and at the head of a branch.
    let upstream: Peer?
    private let settings: MaelstromSettings
    /// When the last letter of upstream came.
    private var heard: Instant?
    /// Own writes that upstream was told of and has not told back, with the moment of telling.
    private var unconfirmed: [Key: Instant] = [:]

    /// - Returns: nil under gossip, which the replica sees to itself.
    init?(_ settings: MaelstromSettings, _ roster: Roster) {
        self.settings = settings
        func lane(_ places: [Int], _ freight: Lane.Freight) -> [Lane] {
            let peers = roster.peers(at: places)
            return peers.isEmpty ? [] : [Lane(to: peers, takes: freight)]
        }
        let head: Int
        switch settings.dissemination {
        case .gossip: return nil
        case .hub:
            head = 0
            lanes =
                roster.own == head
                ? lane(Array(roster.names.indices), .everything) : lane([head], .own)
        case .tree:
            let branches = Branches(nodes: roster.names.count)
            head = branches.head(of: roster.own)
            let below = branches.branch(below: roster.own)
            lanes =
                lane(branches.heads, below.isEmpty ? .own : .ownAndRepaired)
                + lane(below, .everything)
        }
        upstream = roster.own == head ? nil : Peer(UInt32(head))
    }

    /// When the next lane is due.
    var due: Instant? { lanes.compactMap(\.due).min() }

    /// A key has a new value here.
    mutating func note(_ key: Key, _ origin: Lane.Origin, now: Instant) {
        for place in lanes.indices where lanes[place].takes.includes(origin) {
            lanes[place].add(key)
            if lanes[place].due == nil { lanes[place].due = departure(of: lanes[place], now: now) }
        }
    }

    /// A letter of another node came, with the news of these keys.
    mutating func noteLetter(from peer: Peer, _ keys: [Key], now: Instant) {
        guard peer == upstream else { return }
        heard = now
        for key in keys { unconfirmed[key] = nil }
        for place in lanes.indices
        where lanes[place].due != nil && lanes[place].takes != .everything {
            lanes[place].due = departure(of: lanes[place], now: now)
        }
    }

    /// Whether upstream has told back every write that it was told of, but for the latest.
    func isConfirmed(now: Instant) -> Bool {
        let patience = settings.beat * 2 + .seconds(1)
        return !unconfirmed.values.contains { $0 + patience < now }
    }

    /// The tables of this node and of upstream are equal.
    mutating func noteAgreement() { unconfirmed = [:] }

    /// Takes out of a lane what is due.
    mutating func take(from place: Int, now: Instant) -> [Key] {
        let keys = lanes[place].take(now: now)
        if lanes[place].takes != .everything, upstream.map(lanes[place].peers.contains) ?? false {
            for key in keys { unconfirmed[key] = unconfirmed[key] ?? now }
        }
        return keys
    }

    /// The number of the next letter of a lane.
    mutating func nextLetter(of place: Int) -> UInt64 { lanes[place].nextLetter() }

    /// When a lane is told that something waits for since now.
    private func departure(of lane: Lane, now: Instant) -> Instant {
        switch lane.takes {
        case .everything:
            return max(now + settings.coalescing, lane.told.map { $0 + settings.beat } ?? now)
        case .own, .ownAndRepaired:
            guard settings.dissemination == .hub, settings.beat > settings.lead, let heard else {
                return now + settings.coalescing
            }
            return beforeBeat(after: heard, now: now)
        }
    }

    /// Shortly before the hub's next beat; where that is past, after it, or now when none came.
    private func beforeBeat(after heard: Instant, now: Instant) -> Instant {
        let beat = heard + settings.beat
        let aim = Instant(nanoseconds: beat.nanoseconds - settings.lead.nanoseconds)
        if now <= aim { return aim }
        return max(now + settings.coalescing, beat + settings.lead)
    }
}
