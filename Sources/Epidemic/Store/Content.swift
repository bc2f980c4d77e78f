/// What an update says of its key.
public enum Content: Hashable, Sendable {
    /// The key has this value.
    case value(Value)

    /// The key is deleted: the tombstone that spreads the deletion, with the moment of its creation by the
    /// clock of its writer, by which nothing is decided, and the names of the nodes that keep it longest.
    case deathCertificate(created: Instant, retention: [ReplicaName] = [])

    /// The value, unless the key is deleted.
    public var value: Value? {
        switch self {
        case .value(let value): value
        case .deathCertificate: nil
        }
    }
}
