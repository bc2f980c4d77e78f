import ClusterObservation

/// What the horizontal axis of a curve counts: rounds where all nodes have the same, else seconds.
struct CurveTime: Hashable {
    private let began: Moment
    private let isInRounds: Bool

    init(of curve: SpreadCurve, _ settings: SpreadingSettings?) {
        began = curve.measures.began
        isInRounds = settings?.rounds == .aligned
    }

    var unit: String { isInRounds ? "rounds" : "s" }

    func x(of point: CurvePoint) -> Double {
        let passed = TimeSpan(nanoseconds: point.moment.nanoseconds - began.nanoseconds)
        return isInRounds ? point.round : passed.inSeconds
    }

    /// No axis is shorter, so that a spread that has only just begun has room to grow.
    private static let least = 5.0
    /// How much longer than its changes a curve may be; what stays the same needs no room.
    private static let rest = 1.25

    /// How far the axis has to reach: to the last change with a little more, and to where hardly anybody
    /// is expected to be infected any more.
    func span(of points: [CurvePoint], expected: PredictedCourse?) -> Double {
        let now = points.last.map(x) ?? 0
        let changed = points.indices.dropFirst().last { !points[$0].hasStates(of: points[$0 - 1]) }
        let measured = min(now, (changed.map { x(of: points[$0]) } ?? 0) * Self.rest)
        let foreseen = expected?.points.last { $0.infected >= 0.5 }.map { $0.round + 1 }
        return max(Self.least, measured, foreseen ?? 0)
    }
}
