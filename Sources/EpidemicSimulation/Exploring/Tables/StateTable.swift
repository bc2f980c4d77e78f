import Epidemic

/// All states that were met, by fingerprint, each with the state before it and the action between.
///
/// The fingerprint decides which of 64 parts a state belongs to, so that several workers can take states in at
/// once, each into parts of its own. 24 bytes a state, and places of 4 bytes that are at most three quarters
/// taken. A look-up is O(1).
final class StateTable: @unchecked Sendable {
    // Behind a pointer, where nobody counts references to it. A part is changed by one worker at a time,
    // while nobody reads it.
    private let parts: UnsafeMutablePointer<Part>

    static let partCount = 64
    /// Bits of a number that name the state within its part; the upper ones name the part.
    private static let withinBits: UInt32 = 26

    init() {
        parts = .allocate(capacity: Self.partCount)
        parts.initialize(repeating: Part(), count: Self.partCount)
    }

    deinit {
        parts.deinitialize(count: Self.partCount)
        parts.deallocate()
    }

    var count: Int { (0..<Self.partCount).reduce(0) { $0 + parts[$1].count } }

    /// States in a part.
    func count(of part: Int) -> Int { parts[part].count }

    /// The part of a fingerprint.
    @inline(__always) static func part(of fingerprint: Fingerprint) -> Int {
        Int(truncatingIfNeeded: fingerprint.high >> 58)
    }

    /// The number of a state, by its place in its part.
    @inline(__always) static func number(_ place: Int, in part: Int) -> UInt32 {
        UInt32(part) << withinBits | UInt32(place)
    }

    /// Whether a state was met.
    func contains(_ fingerprint: Fingerprint) -> Bool {
        parts[Self.part(of: fingerprint)].contains(fingerprint)
    }

    /// Takes a state in.
    ///
    /// - Returns: false when it was met before.
    func insert(_ fingerprint: Fingerprint, after parent: UInt32, _ action: UInt32) -> Bool {
        parts[Self.part(of: fingerprint)].insert(fingerprint, after: parent, action)
    }

    /// The actions that lead from a first state to one.
    func way(to number: UInt32) -> [ExploredAction] {
        var way: [ExploredAction] = []
        var number = number
        while true {
            let (parent, action) = parts[Int(number >> Self.withinBits)]
                .step(to: Int(number & (1 << Self.withinBits - 1)))
            guard let action = ExploredAction(packed: action) else { return way.reversed() }
            way.append(action)
            number = parent
        }
    }
}

extension StateTable {
    /// The states of some fingerprints.
    private struct Part {
        private var fingerprints: [Fingerprint] = []
        private var parents: [UInt32] = []
        private var actions: [UInt32] = []
        /// The number of the state of each place, and one; 0 where it is free.
        private var places: [UInt32]

        init() { places = Array(repeating: 0, count: 1 << 8) }

        var count: Int { fingerprints.count }

        func contains(_ fingerprint: Fingerprint) -> Bool { places[place(of: fingerprint)] != 0 }

        mutating func insert(
            _ fingerprint: Fingerprint, after parent: UInt32, _ action: UInt32
        ) -> Bool {
            if (count + 1) * 4 > places.count * 3 { grow() }
            let place = place(of: fingerprint)
            guard places[place] == 0 else { return false }
            precondition(count < 1 << withinBits, "a part holds at most \(1 << withinBits) states")
            fingerprints.append(fingerprint)
            parents.append(parent)
            actions.append(action)
            places[place] = UInt32(count)
            return true
        }

        /// The state before one, and the action between.
        func step(to place: Int) -> (parent: UInt32, action: UInt32) {
            (parents[place], actions[place])
        }

        /// Where a fingerprint stands, or would stand.
        @inline(__always) private func place(of fingerprint: Fingerprint) -> Int {
            let mask = places.count - 1
            var place = Int(truncatingIfNeeded: fingerprint.low) & mask
            while places[place] != 0, fingerprints[Int(places[place] - 1)] != fingerprint {
                place = (place + 1) & mask
            }
            return place
        }

        private mutating func grow() {
            let mask = places.count * 2 - 1
            places = Array(repeating: 0, count: mask + 1)
            for number in fingerprints.indices {
                var place = Int(truncatingIfNeeded: fingerprints[number].low) & mask
                while places[place] != 0 { place = (place + 1) & mask }
                places[place] = UInt32(number + 1)
            }
        }
    }
}
