import Epidemic

/// What one client wrote since it last waited for other nodes to have it, and which of them confirmed that.
///
/// Of many keys the last ones count; a client that writes and never waits costs no more than those.
struct WrittenKeys {
    private(set) var keys: [Key] = []
    /// The peers that confirmed all of them.
    var holders: Set<Peer> = []
    /// Whether somebody was asked: what is written then is not what was asked about.
    var isAsked = false

    /// Keys that count.
    static let countMax = 64

    /// The client wrote a key, or deleted it.
    mutating func note(_ key: Key) {
        if isAsked { self = WrittenKeys() }
        guard key != keys.last else { return }
        if keys.count == Self.countMax { keys.removeFirst() }
        keys.append(key)
    }
}
