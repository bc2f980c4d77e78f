import Epidemic

/// A key whose bits are spread evenly by one function, the same in every process.
protocol FlatKey: Equatable, Sendable {
    /// The key of a free place; nothing is stored under it.
    static var none: Self { get }
    var spread: UInt64 { get }
}

extension Fingerprint: FlatKey {
    static let none = Fingerprint(high: 0, low: 0)

    var spread: UInt64 { low }
}

/// A map in one flat array, with open addressing and at most three quarters of the places taken.
///
/// Nothing is ever removed. A look-up is O(1).
struct FlatMap<Key: FlatKey, Value: Sendable>: Sendable {
    private struct Place {
        var key: Key
        var value: Value
    }

    private var places: [Place]
    private let free: Place
    private(set) var count = 0

    /// - Parameter filler: what stands in free places.
    init(filler: Value) {
        free = Place(key: .none, value: filler)
        places = Array(repeating: free, count: 16)
    }

    subscript(key: Key) -> Value? {
        let index = index(of: key)
        return places[index].key == key ? places[index].value : nil
    }

    /// Puts in what was not there.
    mutating func insert(_ value: Value, for key: Key) {
        if (count + 1) * 4 > places.count * 3 { grow() }
        let index = index(of: key)
        precondition(places[index].key == .none, "\(key) is there already")
        places[index] = Place(key: key, value: value)
        count += 1
    }

    func forEach(_ body: (Key, Value) -> Void) {
        for place in places where place.key != .none { body(place.key, place.value) }
    }

    /// Where a key stands, or would stand.
    @inline(__always) private func index(of key: Key) -> Int {
        let mask = places.count - 1
        var index = Int(truncatingIfNeeded: key.spread) & mask
        while places[index].key != key, places[index].key != .none { index = (index + 1) & mask }
        return index
    }

    private mutating func grow() {
        let old = places
        places = Array(repeating: free, count: old.count * 2)
        for place in old where place.key != .none { places[index(of: place.key)] = place }
    }
}
