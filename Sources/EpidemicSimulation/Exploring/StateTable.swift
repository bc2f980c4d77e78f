import Epidemic

/// All states that were met, by fingerprint, each with the state before it and the action between.
///
/// 32 bytes a state at the least load: 16 of the fingerprint, 8 of the way to it, and places that are at most
/// three quarters taken. A look-up is O(1).
struct StateTable {
    private(set) var fingerprints: [Fingerprint] = []
    private var parents: [UInt32] = []
    private var actions: [UInt32] = []
    /// The number of the state of each place, and one; 0 where it is free.
    private var places: [UInt32]

    init() { places = Array(repeating: 0, count: 1 << 12) }

    var count: Int { fingerprints.count }

    /// About how many bytes it takes.
    var bytes: Int {
        fingerprints.capacity * 16 + (parents.capacity + actions.capacity + places.capacity) * 4
    }

    /// Takes a state in.
    ///
    /// - Returns: its number; nil when it was met before.
    mutating func insert(_ fingerprint: Fingerprint, after parent: UInt32, _ action: UInt32)
        -> UInt32?
    {
        if (count + 1) * 4 > places.count * 3 { grow() }
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: fingerprint.low) & mask
        while places[place] != 0 {
            if fingerprints[Int(places[place] - 1)] == fingerprint { return nil }
            place = (place + 1) & mask
        }
        fingerprints.append(fingerprint)
        parents.append(parent)
        actions.append(action)
        places[place] = UInt32(count)
        return UInt32(count - 1)
    }

    /// The actions that lead from the first state to one.
    func way(to number: UInt32) -> [ExploredAction] {
        var way: [ExploredAction] = []
        var number = Int(number)
        while number > 0 {
            way.append(ExploredAction(packed: actions[number]))
            number = Int(parents[number])
        }
        return way.reversed()
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
