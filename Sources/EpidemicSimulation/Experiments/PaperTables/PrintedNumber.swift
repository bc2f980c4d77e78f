/// A number as the paper prints it: its digits say how exactly it is known.
public struct PrintedNumber: Hashable, Sendable {
    /// The digits: `0.037`, `19`, `3.1e-2`.
    public let text: String
    public let value: Double
    /// Half a unit of the last digit: what rounding has taken away at most.
    public let halfUnit: Double

    /// - Returns: nil when the text is no decimal number.
    public init?(_ text: String) {
        let parts = text.split(separator: "e", omittingEmptySubsequences: false)
        guard let value = Double(text), value.isFinite,
            let exponent = parts.count == 2 ? Int(parts[1]) : 0
        else { return nil }
        let decimals = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
        guard let halfUnit = Double("5e\(exponent - decimals - 1)") else { return nil }
        self.text = text
        self.value = value
        self.halfUnit = halfUnit
    }
}

extension PrintedNumber: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let number = PrintedNumber(text) else {
            preconditionFailure("a printed number must be decimal: \(text)")
        }
        self = number
    }
}
