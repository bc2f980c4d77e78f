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
    /// The digest of the update; nil until a root is first asked for.
    var digest: Digest?

    /// The entry as it travels one transfer further.
    var carried: Carried { Carried(update: update, hops: hops == .max ? .max : hops + 1) }
}

extension Entry {
    /// An entry that a disk gives back.
    package init(
        update: Update, context: VectorClock, hops: UInt16, modification: UInt64, modified: Instant
    ) {
        self.init(
            update: update, context: context, hops: hops, modification: modification,
            modified: modified, digest: nil)
    }
}
