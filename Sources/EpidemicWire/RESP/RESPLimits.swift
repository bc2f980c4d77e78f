import Epidemic

/// How much one client may send before it gets an error instead of memory.
public struct RESPLimits: Hashable, Sendable {
    /// Words of one command.
    public let wordsMax: Int
    /// Bytes of one word.
    public let wordBytesMax: Int
    /// Bytes of all words of one command.
    public let commandBytesMax: Int
    /// Bytes of a line: a command typed by hand, or the head of an array or a word.
    let lineBytesMax = Limits.commandLineBytesMax
    /// What is too much for anybody, not only for a client without the password.
    let wordsCeiling = Limits.commandWordsMax
    let wordBytesCeiling = Limits.commandWordBytesMax

    /// The limits of a client that may do everything.
    public static let client = RESPLimits(
        wordsMax: Limits.commandWordsMax, wordBytesMax: Limits.commandWordBytesMax,
        commandBytesMax: Limits.commandBytesMax)

    /// Enough for giving the password, the same as in Redis.
    public static let unauthenticated = RESPLimits(
        wordsMax: 10, wordBytesMax: 16_384, commandBytesMax: 10 * 16_384)
}
