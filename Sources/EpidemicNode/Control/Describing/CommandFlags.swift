/// What clients, proxies and tools have to know of a command, as Redis names it.
struct CommandFlags: OptionSet, Sendable {
    let rawValue: UInt32

    static let write = CommandFlags(rawValue: 1 << 0)
    static let readonly = CommandFlags(rawValue: 1 << 1)
    /// Refused while the table takes as much as it may.
    static let denyoom = CommandFlags(rawValue: 1 << 2)
    static let admin = CommandFlags(rawValue: 1 << 3)
    static let pubsub = CommandFlags(rawValue: 1 << 4)
    static let noscript = CommandFlags(rawValue: 1 << 5)
    /// Answered while the node does not know yet what the others know: what Redis lets through while it
    /// loads, and everything about the node itself.
    static let loading = CommandFlags(rawValue: 1 << 6)
    static let stale = CommandFlags(rawValue: 1 << 7)
    static let skipSlowlog = CommandFlags(rawValue: 1 << 8)
    static let fast = CommandFlags(rawValue: 1 << 9)
    /// May be given before the password.
    static let noAuth = CommandFlags(rawValue: 1 << 10)
    static let allowBusy = CommandFlags(rawValue: 1 << 11)
    /// Not to be given between MULTI and EXEC.
    static let noMulti = CommandFlags(rawValue: 1 << 12)
    /// May be given while the connection waits for news in RESP2. Redis has no name for it.
    static let listening = CommandFlags(rawValue: 1 << 13)
    /// What it takes is the waiting for others, and no sign that it is slow.
    static let waiting = CommandFlags(rawValue: 1 << 14)

    private static let allNames: [(flag: CommandFlags, name: String)] = [
        (.write, "write"), (.readonly, "readonly"), (.denyoom, "denyoom"), (.admin, "admin"),
        (.pubsub, "pubsub"), (.noscript, "noscript"), (.loading, "loading"), (.stale, "stale"),
        (.skipSlowlog, "skip_slowlog"), (.fast, "fast"), (.noAuth, "no_auth"),
        (.allowBusy, "allow_busy"), (.noMulti, "no_multi"),
    ]

    /// The names that Redis has for them.
    var names: [String] { Self.allNames.filter { contains($0.flag) }.map(\.name) }
}

/// The chapter of Redis's documentation in which a command stands.
enum CommandGroup: String, Sendable {
    case connection, generic, pubsub, server, string, transactions

    /// What `COMMAND LIST FILTERBY ACLCAT` calls the commands of this chapter; nil where it has no word.
    var category: String? {
        switch self {
        case .connection: "connection"
        case .generic: "keyspace"
        case .string: "string"
        case .transactions: "transaction"
        case .pubsub, .server: nil
        }
    }
}

/// Which words of a command are keys: from the first to the last, every so many.
struct KeyPlaces: Hashable, Sendable {
    let first: Int
    /// Counted from the end where it is negative.
    let last: Int
    let step: Int

    static let none = KeyPlaces(first: 0, last: 0, step: 0)
    /// The word after the name.
    static let one = KeyPlaces(first: 1, last: 1, step: 1)
    /// The word after both names.
    static let second = KeyPlaces(first: 2, last: 2, step: 1)
    /// All words after the name.
    static let all = KeyPlaces(first: 1, last: -1, step: 1)
    /// Every other one of those.
    static let pairs = KeyPlaces(first: 1, last: -1, step: 2)

    /// The keys among the words of a command.
    func keys(in words: [[UInt8]]) -> [[UInt8]] {
        guard first > 0 else { return [] }
        let end = last < 0 ? words.count + last : last
        return stride(from: first, through: end, by: step).map { words[$0] }
    }
}
