import Epidemic

/// What is wrong with a length of time that somebody wrote.
public enum IntervalFault: Error, Hashable, Sendable {
    /// It is no number with a unit.
    case form
    /// It is longer than `Interval.longest`.
    case tooLong
}

extension Interval {
    /// Reads a length of time: `300ms`, `1s`, `1.5s`, `10m`, `720h`; a unit must stand there, but for 0.
    ///
    /// The units are `ns`, `us` or `µs`, `ms`, `s`, `m`, `h` and `d`. What is less than a nanosecond is
    /// cut off.
    public init(written text: String) throws(IntervalFault) {
        guard text != "0" else {
            self = .zero
            return
        }
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = Self.units.first { $0.name == text.dropFirst(number.count) }
        guard let unit, let exact = Self.nanoseconds(number, of: unit.nanoseconds) else {
            throw .form
        }
        guard exact <= Int128(Self.longest.nanoseconds) else { throw .tooLong }
        self.init(nanoseconds: Int64(exact))
    }

    /// The longest that can be written, 1000 days: no sum of moments of a run ever passes 64 bits.
    public static let longest = Interval(nanoseconds: 1000 * 86_400_000_000_000)

    private static let units: [(name: String, nanoseconds: Int128)] = [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000),
        ("m", 60_000_000_000), ("h", 3_600_000_000_000), ("d", 86_400_000_000_000),
    ]

    /// So many nanoseconds, exactly.
    private static func nanoseconds(_ number: Substring, of unit: Int128) -> Int128? {
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.count <= 18 }),
            let whole = Int128(parts[0])
        else { return nil }
        guard parts.count == 2 else { return whole * unit }
        guard let fraction = Int128(parts[1]) else { return nil }
        let scale = parts[1].reduce(Int128(1)) { scale, _ in scale * 10 }
        return whole * unit + fraction * unit / scale
    }
}
