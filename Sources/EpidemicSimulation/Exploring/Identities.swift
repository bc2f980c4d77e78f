import Epidemic
import Synchronization

/// The identities of what was written in a search, each with a small number, for several threads.
final class Identities: Sendable {
    private let numbers = Mutex<[UpdateID: UInt16]>([:])

    /// The number of an identity; a new one, where it has none.
    func number(of id: UpdateID) -> UInt16 {
        numbers.withLock { numbers in
            if let known = numbers[id] { return known }
            precondition(numbers.count < UInt16.max, "\(numbers.count) identities are too many")
            let number = UInt16(numbers.count)
            numbers[id] = number
            return number
        }
    }

    /// The numbers below it fit into the bits of a word.
    static let fewMax: UInt16 = 64

    /// Those that a clock has seen, as bits, as far as their numbers are below `fewMax`.
    func few(seenBy clock: SeenClock) -> UInt64 {
        numbers.withLock { numbers in
            var bits: UInt64 = 0
            for (id, number) in numbers where number < Self.fewMax && clock.contains(id) {
                bits |= 1 << UInt64(number)
            }
            return bits
        }
    }
}
