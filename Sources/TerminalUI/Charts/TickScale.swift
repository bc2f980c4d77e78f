/// Where an axis from 0 has its ticks: 1, 2 or 5 times a power of ten apart, or at the quarters or the
/// half of a whole number where the axis has to end there.
struct TickScale: Hashable {
    /// What lies between two ticks is `mantissa` · 10^`exponent`.
    private let mantissa: Int
    private let exponent: Int
    /// Where the axis ends.
    let end: Double

    /// The finest ticks that are not more than so many, 0 not counted.
    ///
    /// - Parameter end: an end that is not positive counts as 1.
    init(_ end: Chart.Axis.End, ticksMax: Int) {
        switch end {
        case .exact(let value):
            let value = Self.valid(value)
            (mantissa, exponent) =
                Self.part(of: value, partsMax: ticksMax)
                ?? Self.finest(covering: value, ticksMax: ticksMax)
            self.end = value
        case .nice(let value):
            let value = Self.valid(value)
            (mantissa, exponent) = Self.finest(covering: value, ticksMax: ticksMax)
            let count = (value / Self.scaled(mantissa, exponent) - 1e-9).rounded(.up)
            self.end = Self.scaled(Int(min(count, 1e6)) * mantissa, exponent)
        }
    }

    private static func valid(_ end: Double) -> Double {
        end > 0 && end.isFinite ? min(end, 1e15) : 1
    }

    /// A quarter of a whole number, or its half, if that is whole too.
    private static func part(of end: Double, partsMax: Int) -> (mantissa: Int, exponent: Int)? {
        let parts = [4, 2].first {
            $0 <= partsMax && end.truncatingRemainder(dividingBy: Double($0)) == 0
        }
        return parts.map { (Int(end) / $0, 0) }
    }

    private static func finest(
        covering value: Double, ticksMax: Int
    ) -> (mantissa: Int, exponent: Int) {
        let count = Double(max(1, ticksMax))
        return steps.first { scaled($0.mantissa, $0.exponent) * count >= value * (1 - 1e-12) }
            ?? steps[steps.count - 1]
    }

    /// All steps that there are, the smallest first.
    private static let steps = (-6...15).flatMap { exponent in
        [1, 2, 5].map { (mantissa: $0, exponent: exponent) }
    }

    /// A number times a power of ten, without the errors of a fraction multiplied.
    private static func scaled(_ number: Int, _ exponent: Int) -> Double {
        var power = 1.0
        for _ in 0..<abs(exponent) { power *= 10 }
        return exponent < 0 ? Double(number) / power : Double(number) * power
    }

    /// The distance between two ticks.
    var step: Double { Self.scaled(mantissa, exponent) }

    /// The ticks up to the end, 0 first, and how they are written, all with as many decimals.
    var ticks: [(value: Double, label: String)] {
        let count = Int((end / step + 1e-9).rounded(.down))
        return (0...max(0, count)).map { number in
            let number = number * mantissa
            return (Self.scaled(number, exponent), Self.label(number, exponent))
        }
    }

    private static func label(_ number: Int, _ exponent: Int) -> String {
        if number == 0 { return "0" }
        guard exponent < 0 else { return Int(scaled(number, exponent)).grouped }
        let digits = "\(number)"
        let padding = String(repeating: "0", count: max(0, 1 - exponent - digits.count))
        let padded = padding + digits
        let whole = Int(padded.dropLast(-exponent)) ?? 0
        return "\(whole.grouped).\(padded.suffix(-exponent))"
    }
}
