import Epidemic

/// What a client can ask to be told: the values of one key, or what was done, in one of the two ways in which
/// Redis tells of its keyspace.
///
/// `colour` tells every value that the key `colour` takes; `__keyspace@0__:colour` tells `set` and `del` of it;
/// `__keyevent@0__:del` tells every key that was deleted. No value is told by a channel that begins as one of
/// the latter two do, whatever the key is called.
enum NewsChannel: Hashable {
    case values(Key)
    case keyspace(Key)
    /// By the name of what was done; there may be none of that name.
    case keyevent([UInt8])

    private static let keyspacePrefix = Array("__keyspace@0__:".utf8)
    private static let keyeventPrefix = Array("__keyevent@0__:".utf8)

    init(name: [UInt8]) {
        if name.starts(with: Self.keyspacePrefix) {
            self = .keyspace(Key(Array(name.dropFirst(Self.keyspacePrefix.count))))
        } else if name.starts(with: Self.keyeventPrefix) {
            self = .keyevent(Array(name.dropFirst(Self.keyeventPrefix.count)))
        } else {
            self = .values(Key(name))
        }
    }

    /// Whether it tells what was done, and not the values of a key.
    var isEvent: Bool { if case .values = self { false } else { true } }

    /// Bytes of a name at most: those of a key and what is put before it. Nothing is told by a longer one.
    static let nameBytesMax = Limits.keyBytesMax + 64

    /// What it is called.
    var name: [UInt8] {
        switch self {
        case .values(let key): key.bytes
        case .keyspace(let key): Self.keyspacePrefix + key.bytes
        case .keyevent(let event): Self.keyeventPrefix + event
        }
    }
}

/// One thing that came to pass with a key, as it is told to clients that listen.
struct KeyChange {
    let key: Key
    /// What it is now; nil when it has no value any more.
    let value: Value?

    /// What was done, as Redis calls it.
    private var event: [UInt8] { value == nil ? Self.deletion : Self.setting }

    private static let setting = Array("set".utf8)
    private static let deletion = Array("del".utf8)

    /// - Returns: nil where no client sees a difference: what came was older than what is held, or deletes what
    ///   had no value.
    init?(_ trace: Trace) {
        switch trace {
        case .wrote(let update, let over), .received(let update, _, _, _, let over):
            guard update.content.value != nil || over?.content.value != nil else { return nil }
            (key, value) = (update.key, update.content.value)
        case .letGo(let update, _):
            guard update.content.value != nil else { return nil }
            (key, value) = (update.key, nil)
        case .outdated, .cooled, .reactivated, .wentDormant, .discarded, .exchangeBegan,
            .exchangeEnded, .irregular, .diverged, .tookEpoch, .membership, .arrival, .cameBack,
            .refused, .wasAway:
            return nil
        }
    }

    /// Every channel by which it is told, with what is told there, in this order.
    var notices: [(channel: NewsChannel, payload: [UInt8])] {
        var notices: [(channel: NewsChannel, payload: [UInt8])] = [
            (.keyspace(key), event), (.keyevent(event), key.bytes),
        ]
        if let value, NewsChannel(name: key.bytes) == .values(key) {
            notices.insert((.values(key), value.bytes), at: 0)
        }
        return notices
    }
}
