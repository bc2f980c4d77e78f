/// Anything that the Redis protocol can say in an answer.
///
/// The kinds are those of RESP3. Towards a client that speaks RESP2 the ones it does not have become
/// what Redis makes of them: a map a flat array, a set and a push an array, a double and a verbatim
/// text a bulk string, a boolean 1 or 0, null an empty bulk string of length -1.
public enum RESPValue: Hashable, Sendable {
    /// A short line of text.
    case simple(String)
    /// A refusal: its code in capitals, a blank, one sentence (`ERR unknown command 'x'`).
    case error(String)
    case integer(Int64)
    /// Bytes of any kind.
    case bulk([UInt8])
    case array([RESPValue])
    /// Keys and their values, in the order in which they are sent.
    case map([Pair])
    /// Members, each once; the sender sees to that.
    case set([RESPValue])
    /// What the client did not ask for: news that it subscribed to.
    case push([RESPValue])
    case null
    case double(Double)
    case boolean(Bool)
    /// Text to be shown to a person as it stands.
    case verbatim(String)

    /// One key of a map and its value.
    public struct Pair: Hashable, Sendable {
        public let key: RESPValue
        public let value: RESPValue

        public init(_ key: RESPValue, _ value: RESPValue) {
            self.key = key
            self.value = value
        }
    }

    /// "Done."
    public static let ok = RESPValue.simple("OK")

    /// Text as a bulk string, the usual form of a word in an answer.
    public static func text(_ text: some StringProtocol) -> RESPValue { .bulk(Array(text.utf8)) }

    /// A request as clients send it: its words as an array of bulk strings.
    public static func command(_ words: [String]) -> RESPValue { .array(words.map { text($0) }) }
}

/// The dialect that a client has asked for.
public enum RESPVersion: Int, Hashable, Sendable, CaseIterable {
    /// What every connection begins with.
    case resp2 = 2
    /// After `HELLO 3`.
    case resp3 = 3
}
