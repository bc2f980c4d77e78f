import Epidemic

extension SeededGenerator {
    /// A few bytes overwritten, dropped or put in.
    mutating func damage(_ frame: [UInt8]) -> [UInt8] {
        var frame = frame
        for _ in 0...below(4) {
            let position = below(frame.count)
            let byte = UInt8(truncatingIfNeeded: next())
            switch below(3) {
            case 0: frame[position] = byte
            case 1: frame.insert(byte, at: position)
            default: if frame.count > 1 { frame.remove(at: position) }
            }
        }
        return frame
    }

    /// Every way in which bytes arrive that are not what was sent: cut off, one bit flipped, damaged.
    /// Of long ones only the beginning is flipped bit by bit.
    mutating func spoilt(_ frame: [UInt8]) -> [[UInt8]] {
        let places = frame.indices.prefix(Self.flippedMax)
        let flipped = places.flatMap { place in
            (0..<8).map { bit in
                var copy = frame
                copy[place] ^= 1 << UInt8(bit)
                return copy
            }
        }
        let damaged = (0..<100).map { _ in damage(frame) }
        return places.map { Array(frame[..<$0]) } + flipped + damaged + [frame + [0]]
    }

    private static let flippedMax = 150
}
