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
    }

    /// A node has come into the roster.
    mutating func grow(to nodes: Int) {
        while states.count < nodes { states.append(.susceptible) }
    }

    /// It was written here; it may be that others told of it before.
    mutating func write(at node: NodeID, moment: Instant) {
        origin = node
        began = min(began, moment)
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
        guard states[node.index] == .susceptible else { return }
        states[node.index] = becomesHot ? .infected : .removed
        infections.append(
            Infection(
                node: node, from: from, layer: layer, hops: hops, moment: moment, round: round))
    }

    /// A node is in this state now.
    mutating func move(_ node: NodeID, to state: NodeState) { states[node.index] = state }

    func count(of state: NodeState, among live: [Bool]) -> Int {
        states.indices.count { states[$0] == state && live[$0] }
    }

    /// Notes how far it is, when that has changed.
    mutating func settle(at now: Instant, round: Double, among live: [Bool]) {
        let point = point(at: now, round: round, among: live)
        if let last = points.last, last.susceptible == point.susceptible,
            last.infected == point.infected, last.removed == point.removed
        {
            return
        }
        if points.count == Self.pointsMax { points.removeLast() }
        points.append(point)
    }

    func point(at now: Instant, round: Double, among live: [Bool]) -> CurvePoint {
        CurvePoint(
            moment: now, round: round, susceptible: count(of: .susceptible, among: live),
            infected: count(of: .infected, among: live),
            removed: count(of: .removed, among: live) + count(of: .superseded, among: live))
    }

    func measures(among live: [Bool]) -> SpreadMeasures {
        let rounds = infections.filter { $0.from != nil || $0.layer != nil }.map(\.round)
        let susceptible = count(of: .susceptible, among: live)
        return SpreadMeasures(
            update: update, origin: origin, began: began, nodes: live.count { $0 },
            susceptible: susceptible, transfers: transfers,
            tAve: rounds.isEmpty ? nil : rounds.reduce(0, +) / Double(rounds.count),
            tLast: rounds.max(), isOver: count(of: .infected, among: live) == 0,
            isUndisturbed: false)
    }

    func focus(among live: [Bool]) -> FocusStatus {
        FocusStatus(
            update: update, susceptible: count(of: .susceptible, among: live),
            infected: count(of: .infected, among: live),
            removed: count(of: .removed, among: live),
            superseded: count(of: .superseded, among: live),
            undone: count(of: .undone, among: live))
    }
}
