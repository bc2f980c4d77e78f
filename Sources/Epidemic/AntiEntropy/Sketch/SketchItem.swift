/// An entry as sketches know it, in 128 bits: where its key stands, and half of its digest.
///
/// So a peer finds an item by the position alone, and two versions of a key are seen to belong together.
struct SketchItem: Hashable, Sendable {
    let position: UInt64
    let fingerprint: UInt64

    init(position: UInt64, fingerprint: UInt64) {
        self.position = position
        self.fingerprint = fingerprint
    }

    init(bits: UInt128) {
        position = UInt64(truncatingIfNeeded: bits >> 64)
        fingerprint = UInt64(truncatingIfNeeded: bits)
    }

    var bits: UInt128 { UInt128(position) << 64 | UInt128(fingerprint) }

    /// A check of the item, by which a symbol that holds one item alone is told from one that holds more.
    var check: UInt32 {
        UInt32(truncatingIfNeeded: Self.mix(position ^ Self.mix(fingerprint)) >> 32)
    }

    /// The symbols that hold the item, ascending without end.
    var places: Places { Places(state: Self.mix(fingerprint &+ Self.mix(position))) }

    /// The finalizer of MurmurHash3 (Appleby): every bit of the input moves every bit of the output.
    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value ^ (value >> 33)
        mixed &*= 0xFF51_AFD7_ED55_8CCD
        mixed ^= mixed >> 33
        mixed &*= 0xC4CE_B9FE_1A85_EC53
        return mixed ^ (mixed >> 33)
    }

    /// Symbol 0 holds every item, symbol i holds one with probability 1 / (1 + i/2): dense enough at the
    /// front for few differences, thin enough behind for many (Yang, Gilad, Alizadeh 2024, §4.2).
    struct Places: Sequence, IteratorProtocol {
        fileprivate var state: UInt64
        private var following = 0

        fileprivate init(state: UInt64) { self.state = state }

        mutating func next() -> Int? {
            let place = following
            state = state &* 0xDA94_2042_E4DD_58B5 &+ 1
            // The gap is drawn by inverting its distribution; `chance` lies in 0 ..< 1. Division and square
            // root are exact to the last bit everywhere, so all replicas draw the same.
            let chance = Double(SketchItem.mix(state) >> 11) / Double(1 << 53)
            let gap = (1.5 + Double(place)) * (1 / (1 - chance).squareRoot() - 1)
            following = gap < Double(1 << 40) ? place + Swift.max(1, Int(gap.rounded(.up))) : .max
            return place
        }
    }
}
