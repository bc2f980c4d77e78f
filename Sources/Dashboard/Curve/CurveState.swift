import ClusterObservation

/// What the panel with the curve keeps from view to view.
struct CurveState: Hashable, Sendable {
    /// The finished spreads.
    private(set) var trials = TrialSeries()
    /// What theory expects of the focused update; nil where it has nothing to say.
    private(set) var course: PredictedCourse?
    /// What it expects of an update that begins now.
    private(set) var fresh: PredictedCourse?

    /// From what the courses were computed; they take some time.
    private var courseBasis: Basis?
    private var freshBasis: SpreadPrediction?

    private struct Basis: Hashable {
        var prediction: SpreadPrediction
        var round: Double
    }

    mutating func take(_ view: ClusterView) {
        trials.take(view)
        let start = view.predictionFromStart
        if start != freshBasis {
            freshBasis = start
            fresh = start.map { PredictedCourse($0, from: 0) }
        }
        let basis = view.curve?.predictedFrom.flatMap { point in
            view.prediction(from: point).map { Basis(prediction: $0, round: point.round) }
        }
        if basis != courseBasis {
            courseBasis = basis
            course = basis.map { PredictedCourse($0.prediction, from: $0.round) }
        }
    }
}
