extension Words {
    /// A number with so many decimals: `4.53`.
    static func fixed(_ number: Double, decimals: Int) -> String {
        guard number.isFinite, abs(number) < 1e12 else { return number > 0 ? "∞" : "–" }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int((abs(number) * scale).rounded())
        let (whole, part) = scaled.quotientAndRemainder(dividingBy: Int(scale))
        let sign = number < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return "\(sign)\(whole)" }
        let digits = "\(part)"
        let zeros = String(repeating: "0", count: decimals - digits.count)
        return "\(sign)\(whole).\(zeros)\(digits)"
    }

    /// A part of a whole, 0 … 1, in at most seven columns: `0`, `0.312`, `0.0107`, `3.6e-6`.
    static func part(_ value: Double) -> String {
        switch abs(value) {
        case 0: return "0"
        case 0.1...: return value == 1 ? "1" : fixed(value, decimals: 3)
        case 0.01...: return fixed(value, decimals: 4)
        case 0.001...: return fixed(value, decimals: 5)
        default: return scientific(value)
        }
    }

    /// How many of the messages get lost: `30 % lost`.
    static func loss(_ part: Double) -> String {
        let share = Int((part * 100).rounded())
        return share > 0 ? "\(share) % lost" : "some lost"
    }

    private static func scientific(_ value: Double) -> String {
        var mantissa = value
        var exponent = 0
        while abs(mantissa) < 0.9995, exponent > -99 {
            mantissa *= 10
            exponent -= 1
        }
        return "\(fixed(mantissa, decimals: 1))e\(exponent)"
    }

    /// Something that happens so often in a second, in at most five columns: `0`, `0.4`, `12.5`, `950`,
    /// `9.5k`.
    static func rate(_ perSecond: Double) -> String {
        if perSecond < 0.05 { return "0" }
        return perSecond < 99.95
            ? fixed(perSecond, decimals: 1) : short(Int(min(perSecond, 1e15).rounded()))
    }
}
