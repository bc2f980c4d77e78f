import ClusterObservation
import Epidemic

/// One update on its way through an attached cluster, put together from what the nodes tell.
///
/// Only news is told by the nodes; so the transfers that are counted are those that were useful.
struct AttachedSpread {
    let update: Update
    private(set) var origin: NodeID
    private(set) var began: Instant
    private(set) var states: [NodeState]
    /// By node, whether it has the update or has got it before another took its place.
    private var knows: [Bool]
    private(set) var infections: [Infection] = []
    private(set) var points: [CurvePoint] = []
    private var transfers = 0

    /// Points of a curve that are kept; then only the last moves.
    private static let pointsMax = 2_000

    init(_ update: Update, origin: NodeID, began: Instant, nodes: Int) {
        self.update = update
        self.origin = origin
        self.began = began
        states = Array(repeating: .susceptible, count: nodes)
        knows = Array(repeating: false, count: nodes)
    }

    /// A node has come into the roster.
    mutating func grow(to nodes: Int) {
        while states.count < nodes {
            states.append(.susceptible)
            knows.append(false)
        }
    }

    /// It was written here; it may be that others told of it before.
    mutating func write(at node: NodeID, moment: Instant) {
        origin = node
        began = min(began, moment)
        knows[node.index] = true
        guard states[node.index] == .susceptible else { return }
        states[node.index] = .infected
        infections.insert(
            Infection(node: node, from: nil, layer: nil, hops: 0, moment: moment, round: 0), at: 0)
    }

    mutating func receive(
        at node: NodeID, from: NodeID?, by layer: Layer, hops: Int, moment: Instant, round: Double,
        becomesHot: Bool
    ) {
        if layer == .rumor || layer == .mail { transfers += 1 }
        knows[node.index] = true
        guard states[node.index] == .susceptible else { return }
        states[node.index] = becomesHot ? .infected : .removed
        infections.append(
            Infection(
                node: node, from: from, layer: layer, hops: hops, moment: moment, round: round))
    }

    /// A node got it, and holds another that wins over it.
    mutating func lose(at node: NodeID) {
        knows[node.index] = true
        states[node.index] = .superseded
    }

    /// The nodes that hold it, as far as they have told.
    var holders: [NodeID] {
        states.indices.filter { states[$0] == .infected || states[$0] == .removed }
            .map { NodeID($0) }
    }

    /// A node holds another that wins over it, whether it ever got this one or not.
    mutating func supersede(at node: NodeID) { states[node.index] = .superseded }

    /// A node spreads it no more.
    mutating func cool(at node: NodeID, _ reason: RemovalReason) {
        knows[node.index] = true
        states[node.index] = reason == .superseded ? .superseded : .removed
    }

    /// A node holds nothing of the key any more.
    mutating func drop(at node: NodeID) { states[node.index] = .forgotten }

    /// Tables of one root hold the same: who has that of another node holds of the key what that one does,
    /// also when it got it before it was watched.
    ///
    /// - Parameter roots: by node; nil where it does not answer or holds nothing.
    mutating func infer(from roots: [Digest?]) {
        guard states.contains(.susceptible) else { return }
        var held: [Digest: NodeState] = [:]
        for (root, state) in zip(roots, states) {
            guard let root else { continue }
            switch state {
            case .infected, .removed: held[root] = .removed
            case .superseded, .forgotten: held[root] = state
            case .susceptible, .undone: break
            }
        }
        for (index, root) in roots.enumerated() where states[index] == .susceptible {
            guard let state = root.flatMap({ held[$0] }) else { continue }
            states[index] = state
            if state == .removed { knows[index] = true }
        }
    }

    /// A node began another life, of which nothing is known yet.
    mutating func forget(at node: NodeID) {
        knows[node.index] = false
        states[node.index] = .susceptible
    }

    func count(of state: NodeState, among live: [Bool]) -> Int {
        states.indices.count { states[$0] == state && live[$0] }
    }

    /// Notes how far it is, when that has changed.
    mutating func settle(at now: Instant, round: Double, among live: [Bool]) {
        let point = point(at: now, round: round, among: live)
        if let last = points.last, last.hasStates(of: point) { return }
        if points.count == Self.pointsMax { points.removeLast() }
        points.append(point)
    }

    func point(at now: Instant, round: Double, among live: [Bool]) -> CurvePoint {
        CurvePoint(
            moment: now, round: round, susceptible: count(of: .susceptible, among: live),
            infected: count(of: .infected, among: live),
            removed: count(of: .removed, among: live) + count(of: .forgotten, among: live),
            superseded: count(of: .superseded, among: live))
    }

    private func informed(among live: [Bool]) -> Int {
        knows.indices.count { knows[$0] && live[$0] }
    }

    func measures(among live: [Bool]) -> SpreadMeasures {
        let rounds = infections.filter { $0.from != nil || $0.layer != nil }.map(\.round)
        return SpreadMeasures(
            update: update, origin: origin, began: began, nodes: live.count { $0 },
            informed: informed(among: live), transfers: transfers,
            tAve: rounds.isEmpty ? nil : rounds.reduce(0, +) / Double(rounds.count + 1),
            tLast: rounds.max(), isOver: count(of: .infected, among: live) == 0,
            isUndisturbed: false)
    }

    func focus(among live: [Bool]) -> FocusStatus {
        FocusStatus(
            update: update, susceptible: count(of: .susceptible, among: live),
            infected: count(of: .infected, among: live),
            removed: count(of: .removed, among: live),
            superseded: count(of: .superseded, among: live),
            undone: count(of: .undone, among: live),
            forgotten: count(of: .forgotten, among: live), informed: informed(among: live))
    }
}
