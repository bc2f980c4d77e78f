import ClusterObservation
import Epidemic

/// One update on its way through the cluster, from the moment it was written.
struct Spread: Sendable {
    let update: Update
    /// The number of the write among all writes of the run, from 1.
    let number: UInt32
    let origin: NodeID
    let began: Instant
    /// What the clock of rounds showed then.
    private let beganAt: Double

    /// Live nodes by the raw value of their state.
    private var counts: SIMD8<Int> = .zero
    /// Live nodes that have it, or have got it before another took its place.
    private(set) var informed = 1
    /// Messages of rumors and mail under way that carry or offer it.
    var underWay = 0
    /// Rumors of it sent.
    var transfers = 0
    /// Times that anti-entropy sent it.
    var repairs = 0
    var receipts = Receipts()
    private(set) var curve: CurveHistory
    var journey: Journey
    private(set) var predictedFrom: CurvePoint
    private var isUndisturbed = true
    /// The measures of its end; nil while it spreads.
    private var ended: SpreadMeasures?

    /// - Parameter states: of all live nodes.
    init(
        _ update: Update, number: UInt32, origin: NodeID, at time: RoundTime,
        states: some Sequence<EpidemicState>
    ) {
        self.update = update
        self.number = number
        self.origin = origin
        began = time.moment
        beganAt = time.rounds
        journey = Journey(at: origin, time.moment)
        for state in states { counts[Int(state.rawValue)] += 1 }
        predictedFrom = Self.point(counts, at: time.moment, round: 0)
        curve = CurveHistory(first: predictedFrom)
    }

    // MARK: Counting

    /// Moves a node from one state to another; nil is for a node that is down.
    mutating func move(from old: EpidemicState?, to new: EpidemicState?) {
        if let old { counts[Int(old.rawValue)] -= 1 }
        if let new { counts[Int(new.rawValue)] += 1 }
    }

    func count(of state: EpidemicState) -> Int { counts[Int(state.rawValue)] }

    /// So many live nodes more know it.
    mutating func inform(by change: Int) { informed += change }

    /// Rounds since it was written.
    func rounds(at time: RoundTime) -> Double { max(0, time.rounds - beganAt) }

    /// How it is now.
    func point(at time: RoundTime) -> CurvePoint {
        Self.point(counts, at: time.moment, round: rounds(at: time))
    }

    private static func point(
        _ counts: SIMD8<Int>, at moment: Instant, round: Double
    ) -> CurvePoint {
        func count(_ state: EpidemicState) -> Int { counts[Int(state.rawValue)] }
        return CurvePoint(
            moment: moment, round: round,
            susceptible: count(.susceptible) + count(.undone),
            infected: count(.infected), removed: count(.removed) + count(.forgotten),
            superseded: count(.superseded))
    }

    // MARK: Its course

    /// Takes what has changed into the curve, and sees whether it is over.
    ///
    mutating func settle(at time: RoundTime, _ layers: SpreadingLayers) {
        curve.note(point(at: time))
        if isSpreading(layers) {
            ended = nil
        } else if ended == nil {
            ended = measures(.over)
        }
    }

    /// The cluster was not left alone: a prediction begins anew.
    mutating func disturb(at time: RoundTime) {
        predictedFrom = point(at: time)
        if ended == nil { isUndisturbed = false }
    }

    private func isSpreading(_ layers: SpreadingLayers) -> Bool {
        if count(of: .infected) > 0 || underWay > 0 { return true }
        return layers == .repairAlone && count(of: .susceptible) > 0
    }

    /// Whether it has ended.
    var isOver: Bool { ended != nil }

    /// As they are now, or were when it ended.
    var measures: SpreadMeasures { ended ?? measures(.underWay) }

    private enum Progress { case underWay, over }

    private func measures(_ progress: Progress) -> SpreadMeasures {
        SpreadMeasures(
            update: update, origin: origin, began: began, nodes: counts.wrappedSum(),
            informed: informed, transfers: transfers, tAve: receipts.tAve,
            tAvePrinted: receipts.tAvePrinted, tLast: receipts.last, isOver: progress == .over,
            isUndisturbed: isUndisturbed)
    }
}

/// A moment, and what the clock of the cluster's rounds shows then.
struct RoundTime: Hashable, Sendable {
    let moment: Instant
    /// Rounds since the beginning of the run: whole ones where rounds are aligned.
    let rounds: Double
}

/// What spreads updates.
enum SpreadingLayers: Hashable, Sendable {
    /// Rumors or mail, whatever else, or nothing at all.
    case spreading
    /// Only the comparison of caches or tables, which goes on until every difference is repaired.
    case repairAlone

    init(_ settings: Settings) {
        let repairs = settings.cache.interval != nil || settings.antiEntropy.method != nil
        self = settings.rumors == nil && repairs ? .repairAlone : .spreading
    }
}
