import ClusterObservation

/// What theory expects of a spread from some point on.
struct PredictedCourse: Hashable, Sendable {
    /// One round of it, in nodes.
    struct Point: Hashable, Sendable {
        /// Rounds since the update was written.
        var round: Double
        var susceptible: Double
        var infected: Double
        var removed: Double
    }

    let points: [Point]
    /// The part that will not have heard of it in the end, 0 … 1.
    let residue: Double
    /// Transfers per node, from where the course begins.
    let traffic: Double
    /// The mean round of first receipt, those among them that have it where the course begins; nil when
    /// nobody is expected to receive it any more.
    let tAve: Double?

    /// - Parameter round: the round of the spread in which the course begins.
    init(_ beginning: SpreadPrediction, from round: Double) {
        let course = beginning.course()
        let last = course[course.count - 1]
        let nodes = Double(beginning.nodes)
        points = course.map {
            Point(
                round: round + Double($0.rounds), susceptible: nodes * $0.susceptible,
                infected: nodes * $0.infected, removed: nodes * $0.removed)
        }
        residue = last.susceptible
        traffic = last.traffic
        let received = zip(course, course.dropFirst()).map { $0.susceptible - $1.susceptible }
        let all = received.reduce(0, +)
        let rounds = received.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
        tAve = all > 0 ? round + rounds / (1 - last.susceptible) : nil
    }
}
