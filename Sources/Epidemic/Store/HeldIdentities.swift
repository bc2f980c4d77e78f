/// Which identities a table holds, for whoever asks again and again while it stays as it is.
///
/// A table is sorted by keys. That an identity stands on another key than the one it came with tells that it was
/// given out twice.
struct HeldIdentities: Sendable {
    private var modifications: UInt64
    private var count: Int
    private var sequences: [ReplicaID: Set<UInt64>] = [:]

    init(of store: Store) {
        modifications = store.modifications
        count = store.table.count
        for entry in store.table.slice(0..<store.table.count) {
            sequences[entry.update.id.origin, default: []].insert(entry.update.id.sequence)
        }
    }

    /// Whether the table is as it was.
    func areCurrent(for store: Store) -> Bool {
        modifications == store.modifications && count == store.table.count
    }

    func contains(_ id: UpdateID) -> Bool { sequences[id.origin]?.contains(id.sequence) ?? false }
}
