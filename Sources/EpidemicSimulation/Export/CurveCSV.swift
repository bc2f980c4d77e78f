import ClusterObservation

/// The curve of an update as comma-separated values, with a header.
///
/// `seconds` count from the beginning of the run, `round` from the write; `removed` are those that hold
/// the update and spread it no more, `superseded` those that hold another of the key, which wins over it.
public enum CurveCSV {
    public static let header = "seconds,round,susceptible,infected,removed,superseded"

    /// The lines of a curve, the header first.
    public static func lines(of curve: SpreadCurve) -> [String] {
        [header] + curve.points.map(line)
    }

    private static func line(for point: CurvePoint) -> String {
        "\(JSONLines.seconds(point.moment)),\(point.round),\(point.susceptible),"
            + "\(point.infected),\(point.removed),\(point.superseded)"
    }
}
