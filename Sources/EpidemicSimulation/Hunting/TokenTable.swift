import Epidemic

/// The writes and deletions of one run that were acknowledged, numbered in the order in which they were made.
///
/// Two of them may bear one identity, where a disk was set back. Which of two writes of a key stays is asked
/// of both clocks then, and in the end of their contents, as replicas do: that is one order of all writes.
struct TokenTable: Sendable {
    /// One write or deletion.
    struct Token: Sendable {
        let update: Update
        /// The node that wrote it, and when.
        let node: Int
        let written: Instant

        var key: Key { update.key }
    }

    private var tokens: [Token] = []
    private var byIdentity: [UpdateID: [Int]] = [:]
    private var byKey: [Key: [Int]] = [:]

    var count: Int { tokens.count }

    subscript(number: Int) -> Token { tokens[number] }

    /// - Returns: its number.
    mutating func add(_ update: Update, writtenAt node: Int, _ moment: Instant) -> Int {
        let number = tokens.count
        tokens.append(Token(update: update, node: node, written: moment))
        byIdentity[update.id, default: []].append(number)
        byKey[update.key, default: []].append(number)
        return number
    }

    /// The number of an update; nil when no client wrote it, or when there are too many.
    func number(of update: Update) -> Int? {
        byIdentity[update.id]?.first { tokens[$0].update == update }
    }

    /// The writes that bear an identity.
    func numbers(of id: UpdateID) -> [Int] { byIdentity[id] ?? [] }

    /// The writes of a key.
    func numbers(of key: Key) -> [Int] { byKey[key] ?? [] }

    /// Whether an identity was given to several writes.
    func isAmbiguous(_ id: UpdateID) -> Bool { numbers(of: id).count > 1 }

    /// Whether one of two writes of a key stays rather than the other.
    func prevails(_ one: Int, over other: Int) -> Bool {
        tokens[one].update.prevails(over: tokens[other].update)
    }

    /// The keys that were written, ascending.
    var keys: [Key] { byKey.keys.sorted() }
}
