/// What dormant certificates gain over keeping all certificates everywhere (Demers et al. 1987, §2.1).
public enum DormantSpace {
    /// The τ2 that takes as much space as certificates that everybody keeps for so long: τ2 = (τ−τ1)·n/r.
    ///
    /// - Parameters:
    ///   - plain: τ, for which every node would keep every certificate.
    ///   - age: τ1, shorter than τ.
    ///   - nodes: n.
    ///   - retention: r, at least 1.
    public static func equalDormantAge(
        plain: Interval, age: Interval, nodes: Int, retention: Int
    ) -> Interval {
        precondition(retention > 0, "\(retention) retention nodes keep nothing")
        let saved = Interval(nanoseconds: plain.nanoseconds - age.nanoseconds)
        return saved * Int64(nodes) / Int64(retention)
    }
}
