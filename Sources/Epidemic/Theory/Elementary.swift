// Powers and logarithms, which the language has not without its platform's library: so that a
// prediction has the same bits on every machine, as everything in the engine has.

extension Double {
    private static let ln2 = 0.693147180559945309417232

    /// The natural logarithm of a positive number.
    var naturalLogarithm: Double {
        precondition(self > 0, "the logarithm of \(self) does not exist")
        // Around 1 the series of the inverse hyperbolic tangent needs few terms.
        let isLarge = significand > 1.4142135623730951
        let mantissa = isLarge ? significand / 2 : significand
        let twos = Double(exponent) + (isLarge ? 1 : 0)
        let ratio = (mantissa - 1) / (mantissa + 1)
        var term = ratio
        var sum = 0.0
        for odd in stride(from: 1.0, through: 25, by: 2) {
            sum += term / odd
            term *= ratio * ratio
        }
        return 2 * sum + twos * Self.ln2
    }

    /// e to this power.
    var exponential: Double {
        guard self > -700 else { return 0 }
        precondition(self < 700, "e to the power \(self) is too large")
        let twos = (self / Self.ln2).rounded()
        let rest = self - twos * Self.ln2
        var term = 1.0
        var sum = 1.0
        for factor in stride(from: 1.0, through: 18, by: 1) {
            term *= rest / factor
            sum += term
        }
        return sum * Double(sign: .plus, exponent: Int(twos), significand: 1)
    }

    /// This number, at least 0, to any power that is at least 0; 0⁰ is 1.
    func power(_ exponent: Double) -> Double {
        if exponent == 0 { return 1 }
        return self > 0 ? (exponent * naturalLogarithm).exponential : 0
    }
}
