/// How long and how large what comes in may be before it ends by itself.
///
/// Nothing that a terminal begins may lock its user out, and nothing of it may act as a key. So what is
/// unfinished ends after a silence; and a sequence or a string that goes on for too long, or is too large,
/// ends with the first gap that shows that somebody types.
enum InputLimits {
    /// After an escape character alone, and between the keys of somebody who types.
    static let pause = Duration.milliseconds(50)
    /// In the middle of a sequence, a string or pasted text, as over a slow line.
    static let silence = Duration.seconds(1)
    /// From the beginning of a sequence or a string on.
    static let duration = Duration.seconds(5)
    /// Bytes of a sequence or a string.
    static let sequenceBytes = 65_536
    /// Bytes of pasted text; what comes beyond is left out.
    static let pasteBytes = 1 << 20
    /// Characters of a control sequence that are looked at; longer ones mean nothing here.
    static let sequenceCharacters = 64
    /// Bytes that are taken off the terminal before anything else is done.
    static let readBytes = 65_536
}
