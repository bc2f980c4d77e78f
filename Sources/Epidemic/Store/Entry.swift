/// What a replica holds for one key: the winning update, unchanged, and beside it the context.
public struct Entry: Hashable, Sendable {
    /// The winner among all updates of the key that arrived.
    public internal(set) var update: Update
    /// The join of every write clock of the key that was received; a write's clock goes on from it.
    public internal(set) var context: VectorClock
    /// The transfers from the update's writer to here.
    public internal(set) var hops: UInt16
    /// The number of the modification that brought the update: ascending over the table.
    public internal(set) var modification: UInt64
    /// When that was.
    public internal(set) var modified: Instant
    /// Since when a death certificate has been active; nil for a value.
    public internal(set) var activation: Activation?
    /// Whether it is a certificate that is kept for late comers only.
    public internal(set) var isDormant = false
    /// The digest of the update; nil until a root is first asked for.
    var digest: Digest?

    /// The entry as it travels one transfer further.
    var carried: Carried {
        Carried(update: update, hops: hops == .max ? .max : hops + 1, activation: activation)
    }
}

extension Entry {
    /// An entry that a disk gives back.
    package init(
        carried: Carried, context: VectorClock, modification: UInt64, modified: Instant,
        isDormant: Bool
    ) {
        self.init(
            update: carried.update, context: context, hops: carried.hops,
            modification: modification, modified: modified,
            activation: carried.update.isCertificate ? carried.activation : nil,
            isDormant: isDormant, digest: nil)
    }
}

extension Entry {
    /// About how many bytes of memory it takes.
    public var estimatedMemory: Int {
        let components = update.clock.components.count + context.components.count
        return update.key.bytes.count + (update.content.value?.bytes.count ?? 0)
            + Self.memoryOfAny + components * Self.memoryOfComponent
    }

    /// Of an entry without key, value and clocks; and of one component of a clock.
    private static let memoryOfAny = 256
    private static let memoryOfComponent = 32
}
