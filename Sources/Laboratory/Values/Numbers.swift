/// Readers of plain numbers with their range.
package enum Numbers {
    /// A whole number in a range.
    package static func whole(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
        { text in
            guard let number = Int(text), range.contains(number) else {
                throw ValueError.outOfRange(
                    range.upperBound == .max
                        ? "a whole number of at least \(range.lowerBound)"
                        : "a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }
    }

    /// A probability.
    package static func probability(_ text: String) throws -> Double {
        guard let number = Double(text), (0...1).contains(number) else {
            throw ValueError.outOfRange("a number from 0 to 1")
        }
        return number
    }

    /// A seed: 64 bits, decimal or hexadecimal.
    package static func seed(_ text: String) throws -> UInt64 {
        let isHexadecimal = text.hasPrefix("0x")
        let digits = isHexadecimal ? String(text.dropFirst(2)) : text
        guard digits.first?.isHexDigit == true,
            let seed = UInt64(digits, radix: isHexadecimal ? 16 : 10)
        else {
            throw ValueError.outOfRange(
                "a whole number from 0 to \(UInt64.max), or 0x and up to 16 hexadecimal digits")
        }
        return seed
    }
}
