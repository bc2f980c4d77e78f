import ClusterObservation
import Epidemic

/// How many nodes were in each state over time, in bounded room.
///
/// A point is kept for every change while there are few; when there are too many, every other one goes,
/// and from then on half as many are kept.
struct CurveHistory: Sendable {
    private var points: [CurvePoint] = []
    /// How it is since the last change.
    private(set) var latest: CurvePoint
    /// One of so many changes is kept, and how many have not been since the last one that was.
    private var stride = 1
    private var skipped = 0

    static let pointsMax = 512

    init(first: CurvePoint) { latest = first }

    /// Notes how it is now, if that is a change.
    mutating func note(_ point: CurvePoint) {
        guard !latest.hasStates(of: point) else { return }
        defer { latest = point }
        guard point.moment > latest.moment else { return }
        skipped += 1
        guard skipped >= stride || points.isEmpty else { return }
        points.append(latest)
        skipped = 0
        if points.count >= Self.pointsMax { thin() }
    }

    private mutating func thin() {
        points = points.enumerated().compactMap { $0.offset % 2 == 0 ? $0.element : nil }
        stride *= 2
    }

    /// At most so many points up to now, the first and the last among them.
    func points(_ wanted: Int, now: CurvePoint) -> [CurvePoint] {
        let all = points + (now.moment > latest.moment ? [latest, now] : [latest])
        guard all.count > wanted else { return all }
        guard wanted > 1 else { return all.suffix(wanted) }
        return (0..<wanted).map { all[$0 * (all.count - 1) / (wanted - 1)] }
    }
}
