extension BinaryInteger {
    /// The number with its thousands apart: `10,000`.
    public var grouped: String {
        let digits = String(magnitude)
        guard digits.count > 3 else { return "\(self)" }
        var text = ""
        for (place, digit) in digits.reversed().enumerated() {
            if place > 0, place % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (self < 0 ? "-" : "") + String(text.reversed())
    }
}
