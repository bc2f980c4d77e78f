/// How long and how large what comes in may be before it ends by itself.
///
/// Nothing that a terminal begins may lock its user out, and nothing of it may act as a key. So what is
/// unfinished ends after a silence; and a sequence or a string that goes on for too long, and as slowly as
/// somebody types, ends with the first gap between two keys.
enum InputLimits {
    /// After an escape character alone, and between the keys of somebody who types.
    static let pause = Duration.milliseconds(50)
    /// In the middle of a sequence, a string or pasted text, as over a slow line; and after an escape
    /// character that was taken for the key, for the rest of a sequence to begin.
    static let silence = Duration.seconds(1)
    /// In the middle of what began so late, as long as somebody may have typed it.
    static let latePause = Duration.milliseconds(400)
    /// From the beginning of a sequence or a string on.
    static let duration = Duration.seconds(10)
    /// Bytes that somebody may type in that time.
    static let typedBytes = 512
    /// Bytes of pasted text; what comes beyond is left out.
    static let pasteBytes = 1 << 20
    /// Characters of a control sequence that are looked at; longer ones mean nothing here.
    static let sequenceCharacters = 64
    /// Bytes that are taken off the terminal before anything else is done.
    static let readBytes = 65_536
}
