/// Some of the spreads that are followed, by their places in the table.
///
/// Places are used again. A set that was made before an update was written never means it.
struct SpreadSet: Hashable, Sendable {
    private(set) var places: UInt32 = 0
    /// How many updates had been written when it was made.
    let written: UInt32

    init(written: UInt32) { self.written = written }

    var isEmpty: Bool { places == 0 }

    mutating func insert(_ place: Int) { places |= 1 << UInt32(place) }
}

extension UInt32 {
    /// Visits the numbers of the bits that are set, ascending.
    func forEachBit(_ body: (Int) -> Void) {
        var left = self
        while left != 0 {
            body(left.trailingZeroBitCount)
            left &= left - 1
        }
    }
}
