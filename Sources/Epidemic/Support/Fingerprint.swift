/// 128 bits that stand for a value: equal on every machine and in every process, and different for
/// different values but for an accident of probability 2⁻¹²⁸.
///
/// Not for secrets: whoever wants two values with one fingerprint can make them.
package struct Fingerprint: Hashable, Sendable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Both halves are evenly spread already.
    package func hash(into hasher: inout Hasher) { hasher.combine(low) }
}

extension Fingerprint: Comparable {
    /// An order that means nothing, and is the same everywhere.
    package static func < (left: Fingerprint, right: Fingerprint) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension Fingerprint: CustomStringConvertible {
    /// 32 hexadecimal digits.
    package var description: String { Self.digits(high) + Self.digits(low) }

    private static func digits(_ half: UInt64) -> String {
        let digits = String(half, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
