import ClusterObservation

@testable import Dashboard

extension Fixture {
    /// How the focused update spread so far.
    static let curve = curve([
        (4.0, 14, 1), (4.6, 13, 2), (5.1, 12, 3), (5.3, 11, 4), (5.9, 10, 5), (6.3, 9, 6),
        (6.6, 8, 7), (6.9, 7, 7), (7.1, 6, 8), (7.15, 6, 7), (7.24, 6, 7),
    ])

    /// A spread among 15 live nodes: seconds, susceptible, infected; one round a second.
    static func curve(_ counts: [(Double, Int, Int)]) -> SpreadCurve {
        let began = counts[0].0
        let points = counts.map { seconds, susceptible, infected in
            CurvePoint(
                moment: moment(seconds), round: (seconds - began).rounded(.down),
                susceptible: susceptible, infected: infected, removed: 15 - susceptible - infected)
        }
        let measures = SpreadMeasures(
            update: red, origin: NodeID(0), began: moment(began), nodes: 15,
            informed: 15 - counts[counts.count - 1].1, transfers: 17, tAve: 2.13, tAvePrinted: 2.4,
            tLast: 4)
        return SpreadCurve(measures: measures, points: points, predictedFrom: points[0])
    }

    /// The cluster with aligned rounds and all nodes up, where theory has something to say.
    static var aligned: ClusterView {
        var view = view()
        view.settings.rumors = SpreadingSettings(trigger: .periodic, rounds: .aligned)
        view.totals.down = 0
        view.totals.cuts = 0
        view.cuts = []
        return view
    }

    /// A finished spread of an update of its own, with its residue in nodes of 16.
    static func spread(
        _ number: UInt64, at seconds: Double, missed: Int, key: ItemKey = "colour"
    ) -> SpreadMeasures {
        SpreadMeasures(
            update: update(key, ItemValue("v\(number)"), by: 0, number: number, clock: [0: number]),
            origin: NodeID(0), began: moment(seconds), nodes: 16, informed: 16 - missed,
            transfers: 64, tAve: 4.5, tAvePrinted: 5, tLast: 9, isOver: true)
    }
}
