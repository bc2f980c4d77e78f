import TerminalUI

@testable import CursesTerminal

/// A terminal that somebody types at: what comes in, and when, without a clock.
struct TypedInput {
    private var decoder: InputDecoder
    private var now = Duration.zero

    /// - Parameter keys: what the terminal sends for its keys, by default as xterm does.
    init(
        keys: KeySequences = Self.xtermTable, characters: CharacterDecoder.CharacterSet = .utf8
    ) {
        decoder = InputDecoder(keys: keys, characters: characters)
    }

    /// Sequences with the names of their keys as a table.
    static func table(_ keys: [(String, String)]) -> KeySequences {
        KeySequences(keys.map { (Array($0.0.utf8), $0.1) })
    }

    private static let xtermTable = table(xterm)

    /// Lets bytes come in at once.
    mutating func type(_ bytes: [UInt8]) -> [TerminalEvent] { decoder.decode(bytes, at: now) }

    mutating func type(_ text: String) -> [TerminalEvent] { type(Array(text.utf8)) }

    /// Lets time pass in which nothing comes in.
    mutating func wait(_ time: Duration) -> [TerminalEvent] {
        let end = now + time
        var events: [TerminalEvent] = []
        while let deadline = decoder.deadline, deadline <= end {
            now = max(now, deadline)
            events += decoder.pause()
        }
        now = end
        return events
    }

    /// What comes of bytes that come in at once, and of the silence behind them.
    static func events(_ bytes: [UInt8]) -> [TerminalEvent] {
        var input = TypedInput()
        return input.type(bytes) + input.wait(.seconds(60))
    }

    static func events(_ text: String) -> [TerminalEvent] { events(Array(text.utf8)) }

    static let xterm = [
        ("\u{1B}OA", "KEY_UP"), ("\u{1B}OB", "KEY_DOWN"), ("\u{1B}OP", "KEY_F(1)"),
        ("\u{1B}[15~", "KEY_F(5)"), ("\u{1B}[1;2P", "KEY_F(13)"), ("\u{1B}[1;5A", "kUP5"),
        ("\u{1B}[3~", "KEY_DC"), ("\u{1B}[Z", "KEY_BTAB"), ("\u{1B}[M", "KEY_MOUSE"),
        ("\u{7F}", "KEY_BACKSPACE"),
    ]
}
