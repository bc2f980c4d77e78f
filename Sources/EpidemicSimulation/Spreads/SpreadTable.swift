import ClusterObservation
import Epidemic

/// The latest updates of a run, each with how it spreads: what can be focused.
///
/// Nothing here costs the size of the cluster but a write, which asks every node once.
struct SpreadTable: Sendable {
    /// How many are followed.
    static let countMax = 32

    /// By place. The first write of the run has the first place, and so on around.
    private var spreads: [Spread] = []
    private(set) var written: UInt32 = 0
    private var states = NodeStates()
    /// The places of the updates of each key.
    private var byKey: [Key: UInt32] = [:]
    /// The places of death certificates.
    private(set) var deletions: UInt32 = 0
    /// The places of those that have changed since they were settled.
    private var changed: UInt32 = 0

    var isEmpty: Bool { written == 0 }

    /// Whether there is anything to settle.
    var hasChanged: Bool { changed != 0 }

    /// The spreads, newest first.
    var latest: [Spread] {
        (0..<spreads.count).map { back in
            spreads[(Int(written) - 1 - back) % Self.countMax]
        }
    }

    /// The places that are taken.
    var places: Range<Int> { 0..<spreads.count }

    subscript(place: Int) -> Spread { spreads[place] }

    // MARK: Finding

    /// Where an update stands; nil when it is not followed.
    func place(of update: UpdateID, key: Key) -> Int? {
        guard let candidates = byKey[key] else { return nil }
        return place(of: update, among: candidates)
    }

    /// The same where the key is not known.
    func place(of update: UpdateID?) -> Int? {
        update.flatMap { place(of: $0, among: ~0) }
    }

    private func place(of update: UpdateID, among candidates: UInt32) -> Int? {
        spreads.indices.first { candidates >> $0 & 1 == 1 && spreads[$0].update.id == update }
    }

    /// Those of a set's places that still mean the same.
    func current(_ set: SpreadSet) -> UInt32 {
        var places: UInt32 = 0
        set.places.forEachBit { place in
            if spreads[place].number <= set.written { places |= 1 << place }
        }
        return places
    }

    /// Whether a set means the update at a place.
    func concerns(_ place: Int?, _ set: SpreadSet) -> Bool {
        guard let place else { return false }
        return current(set) >> place & 1 == 1
    }

    /// A set of none of them.
    var none: SpreadSet { SpreadSet(written: written) }

    /// A node's state for the update at a place.
    func state(of node: Int, _ place: Int) -> EpidemicState { states[node, place] }

    /// How many of a stretch of nodes are in each state, by its raw value; one that is down counts as
    /// susceptible.
    func counts(of stretch: Range<Int>, _ place: Int) -> SIMD8<Int> {
        states.counts(of: stretch, place)
    }

    /// The places of a key's updates whose state at a node can change.
    func open(_ key: Key, at node: Int) -> UInt32 {
        isEmpty ? 0 : (byKey[key] ?? 0) & (states.open(at: node) | deletions)
    }

    /// The places of all updates of a key.
    func all(_ key: Key) -> UInt32 { byKey[key] ?? 0 }

    // MARK: Following

    /// Follows an update that was just written, in place of the oldest.
    ///
    /// - Parameter now: every node's state for it; nil of those that are down.
    mutating func begin(
        _ update: Update, origin: Int, at time: RoundTime, states now: [EpidemicState?]
    ) {
        let place = Int(written) % Self.countMax
        written += 1
        let spread = Spread(
            update, number: written, origin: NodeID(origin), at: time,
            states: now.lazy.compactMap { $0 })
        if place < spreads.count {
            forget(place)
            spreads[place] = spread
        } else {
            spreads.append(spread)
        }
        disturb(byKey[update.key] ?? 0, at: time)
        byKey[update.key, default: 0] |= 1 << place
        deletions &= ~(1 << place)
        if update.isCertificate { deletions |= 1 << place }
        for (node, state) in now.enumerated() { states[node, place] = state ?? .susceptible }
        _ = states.noteReceipt(at: origin, place)
        _ = states.setKnowledge(of: origin, place, to: true)
    }

    private mutating func forget(_ place: Int) {
        let key = spreads[place].update.key
        let left = (byKey[key] ?? 0) & ~(1 << place)
        byKey[key] = left == 0 ? nil : left
        states.clear(place)
    }

    /// Counts a live node in.
    mutating func enter(_ node: Int, _ place: Int, in state: EpidemicState) {
        states[node, place] = state
        spreads[place].move(from: nil, to: state)
        if state == .susceptible { _ = states.setKnowledge(of: node, place, to: false) }
        if states.knows(node, place) { spreads[place].inform(by: 1) }
        changed |= 1 << place
    }

    /// Counts a node out that goes down.
    mutating func leave(_ node: Int, _ place: Int) {
        spreads[place].move(from: states[node, place], to: nil)
        if states.knows(node, place) { spreads[place].inform(by: -1) }
        states[node, place] = .susceptible
        changed |= 1 << place
    }

    /// A live node's state has become this.
    mutating func move(_ node: Int, _ place: Int, to state: EpidemicState) {
        let old = states[node, place]
        guard old != state else { return }
        states[node, place] = state
        spreads[place].move(from: old, to: state)
        changed |= 1 << place
    }

    /// Makes room for one more node.
    mutating func addNode() { states.addNode() }

    // MARK: Counting

    /// A node got an update from another, for the first time or again because it had lost its data.
    mutating func noteReceipt(
        _ place: Int, at node: Int, from other: NodeID, by layer: Layer, hops: Int,
        at time: RoundTime
    ) {
        let round = spreads[place].rounds(at: time)
        spreads[place].journey.append(
            node, from: other, by: layer, hops: hops, at: time.moment, round: round)
        inform(place, node)
        guard states.noteReceipt(at: node, place) else { return }
        spreads[place].receipts.noteFirst(in: round)
        // Whether a rumor was news was judged when it was offered.
        if layer != .rumor { spreads[place].receipts.noteUseful(in: round) }
    }

    /// A live node has got it, whether it holds it then or something that wins over it.
    mutating func inform(_ place: Int, _ node: Int) {
        spreads[place].inform(by: states.setKnowledge(of: node, place, to: true))
    }

    mutating func noteUseful(_ place: Int, at time: RoundTime) {
        spreads[place].receipts.noteUseful(in: spreads[place].rounds(at: time))
    }

    mutating func noteTransfer(_ place: Int) { spreads[place].transfers += 1 }

    /// What a transfer that is taken back was to its receiver.
    enum Refused { case news, known }

    mutating func takeBackTransfer(_ place: Int, _ refused: Refused, at time: RoundTime) {
        spreads[place].transfers -= 1
        if refused == .news {
            spreads[place].receipts.takeBackUseful(in: spreads[place].rounds(at: time))
        }
    }

    mutating func noteRepair(_ place: Int) { spreads[place].repairs += 1 }

    /// One message more or fewer is under way with these.
    mutating func noteUnderWay(_ set: SpreadSet, by change: Int) {
        let places = current(set)
        places.forEachBit { spreads[$0].underWay += change }
        changed |= places
    }

    // MARK: Their course

    /// Takes what has changed since the last time into the curves.
    mutating func settle(at time: RoundTime, _ layers: SpreadingLayers) {
        changed.forEachBit { spreads[$0].settle(at: time, layers) }
        changed = 0
    }

    /// The cluster was changed from outside.
    mutating func disturbAll(at time: RoundTime) { disturb(~0, at: time) }

    private mutating func disturb(_ places: UInt32, at time: RoundTime) {
        for place in spreads.indices where places >> place & 1 == 1 {
            spreads[place].disturb(at: time)
            changed |= 1 << place
        }
    }
}
