import Epidemic

/// Changes valid inputs as lines, disks and enemies do: a flipped bit, a cut, a piece of another input, a
/// length that is a lie, a part that is repeated, a word of the decoder's language.
struct Mutator {
    let tokens: [[UInt8]]
    private(set) var pool: [[UInt8]]
    var chance: SeededGenerator

    /// No input grows beyond this by what is put in.
    private static let bytesMax = 8_192

    init(of target: FuzzTarget, pool: [[UInt8]], chance: SeededGenerator) {
        tokens = target.tokens
        self.pool = pool
        self.chance = chance
    }

    /// One of the inputs, as it is or changed.
    mutating func input() -> [UInt8] {
        var input = pool[chance.below(pool.count)]
        guard chance.below(16) > 0 else { return input }
        for _ in 0...chance.below(4) { change(&input) }
        return input.count <= Self.bytesMax ? input : Array(input.prefix(Self.bytesMax))
    }

    private mutating func change(_ input: inout [UInt8]) {
        guard !input.isEmpty else { return insert(piece(), into: &input) }
        switch chance.below(9) {
        case 0: input[chance.below(input.count)] ^= 1 << UInt8(chance.below(8))
        case 1: input[chance.below(input.count)] = byte()
        case 2: input.removeSubrange(range(in: input))
        case 3: input.removeSubrange(chance.below(input.count)...)
        case 4: splice(&input)
        case 5: insert(length(), into: &input)
        case 6: repeatPart(of: &input)
        case 7: insert(piece(), into: &input)
        default:
            let range = range(in: input)
            input.replaceSubrange(range, with: piece())
        }
    }

    /// A short stretch of the input, or a long one.
    private mutating func range(in input: [UInt8]) -> Range<Int> {
        let start = chance.below(input.count)
        let longest = chance.below(4) == 0 ? input.count - start : min(8, input.count - start)
        return start..<start + 1 + chance.below(longest)
    }

    /// The beginning of this input and the end of another.
    private mutating func splice(_ input: inout [UInt8]) {
        let other = pool[chance.below(pool.count)]
        input.removeSubrange(chance.below(input.count)...)
        input += other.suffix(chance.below(other.count + 1))
    }

    private mutating func repeatPart(of input: inout [UInt8]) {
        let range = range(in: input)
        let part = input[range]
        let times = 1 + chance.below(chance.below(8) == 0 ? 200 : 4)
        guard part.count * times <= Self.bytesMax else { return }
        input.insert(
            contentsOf: repeatElement(part, count: times).joined(), at: range.upperBound)
    }

    private mutating func insert(_ piece: [UInt8], into input: inout [UInt8]) {
        input.insert(contentsOf: piece, at: chance.below(input.count + 1))
    }

    private mutating func piece() -> [UInt8] {
        guard !tokens.isEmpty, chance.below(4) > 0 else { return [byte()] }
        return tokens[chance.below(tokens.count)]
    }

    private mutating func byte() -> UInt8 {
        let edges: [UInt8] = [0, 1, 0x0A, 0x0D, 0x1B, 0x20, 0x7F, 0x80, 0xC3, 0xFF]
        return chance.below(2) == 0
            ? edges[chance.below(edges.count)] : UInt8(truncatingIfNeeded: chance.next())
    }

    /// A number near a power of two, as a LEB128 number, as digits, or as bytes of its own.
    private mutating func length() -> [UInt8] {
        let power: UInt64 = 1 << UInt64(chance.below(64))
        var number = power &+ UInt64(chance.below(3)) &- 1
        switch chance.below(3) {
        case 0: return Array((chance.below(4) == 0 ? "-" : "").utf8) + Array("\(number)".utf8)
        case 1: return withUnsafeBytes(of: number.bigEndian) { Array($0) }
        default:
            var bytes: [UInt8] = []
            while number >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: number) | 0x80)
                number >>= 7
            }
            return bytes + [UInt8(number)]
        }
    }
}
