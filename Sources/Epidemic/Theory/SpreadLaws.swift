/// Closed forms that are known of spreading in a large full mesh.
public enum SpreadLaws {
    /// The residue that any kind of push leaves, by its traffic m: s = e^{−m} (Demers et al. 1987,
    /// §1.4). Every transfer goes to a node chosen uniformly, whatever made it be sent.
    public static func pushResidue(traffic: Double) -> Double { (-traffic).exponential }

    /// The same where a node takes one contact a cycle and refused ones are given up: s = e^{−λm} with
    /// λ = 1/(1−1/e), because no transfer is spent on a node that was reached in the cycle already.
    public static func pushResidue(trafficUnderConnectionLimitOne traffic: Double) -> Double {
        let lambda = 1 / (1 - (-1.0).exponential)
        return (-lambda * traffic).exponential
    }

    /// The residue of the continuous model of the coin with feedback: the s < 1 that solves
    /// s = e^{−(k+1)(1−s)} (ibid.). It is not the counter's.
    public static func coinResidue(sides: Int) -> Double {
        precondition(sides >= 1, "a coin has at least one side, not \(sides)")
        var residue = 0.0
        for _ in 0..<200 { residue = (-Double(sides + 1) * (1 - residue)).exponential }
        return residue
    }

    /// The cycles in which push by one contact a cycle reaches everybody of so many, when nobody loses
    /// interest: log₂n + ln n, up to a constant (Pittel, "On Spreading a Rumor", 1987).
    public static func pushTime(nodes: Int) -> Double {
        precondition(nodes >= 1, "\(nodes) nodes are none")
        let logarithm = Double(nodes).naturalLogarithm
        return logarithm / 2.0.naturalLogarithm + logarithm
    }
}
