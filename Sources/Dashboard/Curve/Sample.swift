/// What is known of a quantity that was measured several times.
struct Sample: Hashable, Sendable {
    let count: Int
    let mean: Double
    /// The standard deviation; nil of less than two.
    let deviation: Double?

    /// - Returns: nil of no values.
    init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        count = values.count
        self.mean = mean
        deviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : nil
    }

    /// Half the width of the interval that holds the true mean with a probability of 95 %, were the
    /// values normally distributed; nil of less than two.
    var halfWidth: Double? {
        deviation.map { Self.quantile(freedom: count - 1) * $0 / Double(count).squareRoot() }
    }

    /// The 97.5 % quantile of Student's t, from a table while there are few degrees of freedom, and from
    /// there by its expansion around the normal one.
    static func quantile(freedom: Int) -> Double {
        if freedom <= few.count { return few[max(0, freedom - 1)] }
        let normal = 1.959964
        let first = (normal * normal * normal + normal) / 4
        return normal + first / Double(freedom) + 2.8 / Double(freedom * freedom)
    }

    private static let few = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306]
}
