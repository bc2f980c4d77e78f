/// A small seeded generator: the only source of chance in a replica.
///
/// SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014):
/// eight bytes of state, so that a million replicas can each own one.
public struct SeededGenerator: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    /// An independent generator for the given stream of the same seed.
    public init(seed: UInt64, stream: UInt64) { state = Self.seed(seed, stream: stream) }

    /// The seed of an independent stream of a seed.
    public static func seed(_ seed: UInt64, stream: UInt64) -> UInt64 {
        mix(mix(seed) &+ mix(stream ^ 0xA076_1D64_78BD_642F))
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    /// A whole number in `0 ..< bound`, exactly uniform.
    public mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "an empty range has no member to draw: bound \(bound)")
        let bound = UInt64(bound)
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
        }
        return Int(product.high)
    }

    /// A number in `0 ..< 1`, a multiple of 2⁻⁵³.
    public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
