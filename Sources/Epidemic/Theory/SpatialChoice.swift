/// The choice of partners by distance: the farther, the rarer, with an exponent (Demers et al. 1987, §3).
public enum SpatialChoice {
    /// The largest exponent that is taken.
    public static let exponentMax = 16.0

    /// How often a node contacts each of the others, up to a common factor.
    ///
    /// With Q(d) sites within distance d, and 1 added to every Q, a site at distance d has the weight
    /// (Q(d−1)^{1−a} − Q(d)^{1−a}) / (Q(d) − Q(d−1)); a = 0 is uniform.
    ///
    /// - Parameter distances: of the others, each at least 1, in any order.
    public static func weights(distances: [Int], exponent: Double) -> [Double] {
        precondition(
            (0...exponentMax).contains(exponent), "exponent \(exponent) of a choice by distance")
        var sites = [Int](repeating: 0, count: (distances.max() ?? 0) + 1)
        for distance in distances { sites[distance] += 1 }
        var within = 1.0
        var byDistance = [Double](repeating: 0, count: sites.count)
        for distance in sites.indices.dropFirst() where sites[distance] > 0 {
            let next = within + Double(sites[distance])
            let share = integral(exponent, upTo: next) - integral(exponent, upTo: within)
            byDistance[distance] = share / Double(sites[distance])
            within = next
        }
        return distances.map { byDistance[$0] }
    }

    /// ∫ x^{−a} dx, from which the formula comes; so it is known at a = 1, too.
    private static func integral(_ exponent: Double, upTo limit: Double) -> Double {
        guard exponent != 1 else { return limit.naturalLogarithm }
        let power = ((1 - exponent) * limit.naturalLogarithm).exponential
        return power / (1 - exponent)
    }
}
