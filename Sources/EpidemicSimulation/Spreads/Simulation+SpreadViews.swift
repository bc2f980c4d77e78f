import ClusterObservation
import Epidemic

// What an observer sees of how updates spread.

extension Simulation {
    /// Adds what is wanted of the spreads to a view.
    func addSpreads(to view: inout ClusterView, _ interest: Interest) {
        if interest.curveMax > 0, let place = spreads.place(of: interest.focus) {
            view.curve = curve(of: spreads[place], pointsMax: interest.curveMax)
        }
        if let place = spreads.place(of: interest.journey) {
            view.journey = spreads[place].journey.infections
        }
        view.spreadChange = circumstances?.change
        view.spreads = spreads.latest.prefix(interest.spreadsMax).map(\.measures)
    }

    private func curve(of spread: Spread, pointsMax: Int) -> SpreadCurve {
        SpreadCurve(
            measures: spread.measures,
            points: spread.curve.points(pointsMax, now: spread.point(at: roundTime)),
            predictedFrom: spread.predictedFrom)
    }
}
