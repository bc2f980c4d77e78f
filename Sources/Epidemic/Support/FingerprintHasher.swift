/// Makes fingerprints: two lanes of multiplications whose upper and lower halves are folded together, as in
/// wyhash (Wang Yi, "wyhash"), each with a constant and a rotation of its own.
///
/// The order of what is fed counts, and so do the lengths of lists, which whoever feeds them gives in front.
package struct FingerprintHasher: Sendable {
    private var one: UInt64 = 0x9E37_79B9_7F4A_7C15
    private var other: UInt64 = 0xD1B5_4A32_D192_ED03

    package init() {}

    /// Takes in a number. O(1).
    @inline(__always) package mutating func feed(_ number: UInt64) {
        one = Self.fold(one ^ number, 0xA076_1D64_78BD_642F)
        let turned = number << 32 | number >> 32
        other = Self.fold(other ^ turned, 0xE703_7ED1_A0B4_28DB) &+ 0x8EBC_6AF0_9C88_C6E3
    }

    @inline(__always) package mutating func feed(_ number: Int64) {
        feed(UInt64(bitPattern: number))
    }

    @inline(__always) package mutating func feed(_ number: Int) { feed(Int64(number)) }

    @inline(__always) package mutating func feed(_ truth: Bool) { feed(truth ? 1 : 0 as UInt64) }

    /// Takes in another fingerprint.
    @inline(__always) package mutating func feed(_ fingerprint: Fingerprint) {
        feed(fingerprint.high)
        feed(fingerprint.low)
    }

    /// Takes in bytes, with their number in front. O(bytes).
    package mutating func feed(bytes: some Sequence<UInt8>, count: Int) {
        feed(count)
        var word: UInt64 = 0
        var filled = 0
        for byte in bytes {
            word = word << 8 | UInt64(byte)
            filled += 1
            if filled == 8 {
                feed(word)
                (word, filled) = (0, 0)
            }
        }
        if filled > 0 { feed(word) }
    }

    /// The fingerprint of everything that was fed.
    package var fingerprint: Fingerprint {
        Fingerprint(
            high: Self.fold(one ^ 0x5895_5C3B_7C9D_3B1D, other | 1),
            low: Self.fold(other ^ 0x2D35_8DCC_AA6C_78A5, one | 1))
    }

    @inline(__always) private static func fold(_ number: UInt64, _ factor: UInt64) -> UInt64 {
        let (high, low) = number.multipliedFullWidth(by: factor)
        return high ^ low
    }
}
