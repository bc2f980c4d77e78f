/// A map that several workers read and fill at the same time without waiting for each other: one that all read, and
/// beside it one of each worker for what is new.
///
/// Between two stretches of work, when nobody works, `settle` puts what is new where all read it. Two workers may
/// find out the same meanwhile; the first one's is kept.
final class WorkersMap<Key: FlatKey, Value: Sendable>: @unchecked Sendable {
    /// The one that all read, and after it those of the workers. Behind a pointer, where nobody counts references to
    /// it.
    private let maps: UnsafeMutablePointer<FlatMap<Key, Value>>
    private let workers: Int
    private let empty: FlatMap<Key, Value>

    /// - Parameter filler: what stands in free places.
    init(workers: Int, filler: Value) {
        self.workers = workers
        empty = FlatMap(filler: filler)
        maps = .allocate(capacity: workers + 1)
        maps.initialize(repeating: empty, count: workers + 1)
    }

    deinit {
        maps.deinitialize(count: workers + 1)
        maps.deallocate()
    }

    /// What a worker finds under a key.
    @inline(__always) func value(of key: Key, by worker: Int) -> Value? {
        maps[0][key] ?? (workers > 1 ? maps[worker + 1][key] : nil)
    }

    /// Puts in what a worker has not found.
    func insert(_ value: Value, for key: Key, by worker: Int) {
        maps[workers > 1 ? worker + 1 : 0].insert(value, for: key)
    }

    /// Lets all read what is new. Nobody may be at work.
    func settle() {
        guard workers > 1 else { return }
        for worker in 1...workers where maps[worker].count > 0 {
            maps[worker].forEach { key, value in
                if maps[0][key] == nil { maps[0].insert(value, for: key) }
            }
            maps[worker] = empty
        }
    }
}
