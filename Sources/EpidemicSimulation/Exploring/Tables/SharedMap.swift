import Synchronization

/// A map that several threads read and fill at once: flat maps beside each other, each behind a lock, and the
/// key decides which.
///
/// What is stored under a key stays, so threads that find out the same store it once, whoever comes first.
final class SharedMap<Key: FlatKey, Value: Sendable>: @unchecked Sendable {
    // Behind a pointer, where no thread counts references to it: nothing but the maps changes, each in its lock.
    private let stripes: UnsafeMutablePointer<Mutex<FlatMap<Key, Value>>>
    private static var stripeCount: Int { 128 }

    /// - Parameter filler: what stands in free places.
    init(filler: Value) {
        stripes = .allocate(capacity: Self.stripeCount)
        for stripe in 0..<Self.stripeCount {
            (stripes + stripe).initialize(to: Mutex(FlatMap(filler: filler)))
        }
    }

    deinit {
        stripes.deinitialize(count: Self.stripeCount)
        stripes.deallocate()
    }

    var count: Int {
        (0..<Self.stripeCount).reduce(0) { $0 + stripes[$1].withLock { $0.count } }
    }

    subscript(key: Key) -> Value? { stripes[stripe(of: key)].withLock { $0[key] } }

    /// What is stored under a key; what is made, where nothing was.
    ///
    /// - Parameter make: carried out while the others wait that want a key of the same part.
    func value(of key: Key, orMaking make: () -> Value) -> (value: Value, isNew: Bool) {
        stripes[stripe(of: key)].withLock { map in
            if let known = map[key] { return (known, false) }
            let value = make()
            map.insert(value, for: key)
            return (value, true)
        }
    }

    /// By the upper bits: the lower ones are for the places within.
    @inline(__always) private func stripe(of key: Key) -> Int {
        Int(truncatingIfNeeded: key.spread >> 40) & (Self.stripeCount - 1)
    }
}
