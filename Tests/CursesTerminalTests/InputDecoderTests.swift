import TerminalUI
import Testing

@testable import CursesTerminal

/// From what ncurses hands over to events.
@Suite struct InputDecoderTests {
    private func events(_ units: [InputUnit]) -> [TerminalEvent] {
        var decoder = InputDecoder()
        return units.flatMap { decoder.decode($0) }
    }

    private func events(_ text: String) -> [TerminalEvent] {
        events(text.unicodeScalars.map(InputUnit.scalar) + [.pause])
    }

    @Test(arguments: [
        ("u", Key.character("u")), (" ", .character(" ")), ("é", .character("é")),
        ("\t", .tab), ("\r", .enter), ("\n", .enter), ("\u{7F}", .backspace),
        ("\u{8}", .backspace), ("\u{1}", .control("a")), ("\u{1B}", .escape),
        ("\u{1B}x", .alt("x")), ("\u{1B}[", .alt("[")), ("\u{1B}O", .alt("O")),
    ])
    func `characters are keys`(text: String, key: Key) {
        #expect(events(text) == [.key(key)])
    }

    @Test(arguments: ["\u{1B}[1;9A", "\u{1B}[999;3z", "\u{1B}[?1;2c", "\u{1B}OX", "\u{1B}[12"])
    func `nothing of an unknown sequence leaks`(text: String) {
        #expect(events(text) == [])
    }

    @Test func `an escape character before another one is the key`() {
        #expect(events("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    }

    @Test(arguments: ["two\rlines", "", "a\u{1B}[31mb", "\u{1B}", "[201~"])
    func `text from the clipboard comes as one event`(text: String) {
        #expect(events("\u{1B}[200~\(text)\u{1B}[201~k") == [.paste(text), .key(.character("k"))])
    }

    @Test func `a pause in the middle of pasted text does not end it`() {
        let start = "\u{1B}[200~ab".unicodeScalars.map(InputUnit.scalar)
        let end = "cd\u{1B}[201~".unicodeScalars.map(InputUnit.scalar)
        #expect(events(start + [.pause] + end) == [.paste("abcd")])
    }

    @Test(arguments: [
        ("KEY_UP", Key.up), ("kUP5", .up), ("KEY_SF", .down), ("kRIT3", .right),
        ("KEY_F(1)", .function(1)), ("KEY_F(12)", .function(12)), ("KEY_DC", .delete),
        ("KEY_BTAB", .backTab), ("KEY_NPAGE", .pageDown), ("kHOM6", .home),
    ])
    func `keys are known by their names`(name: String, key: Key) {
        #expect(events([.named(name)]) == [.key(key)])
    }

    @Test(arguments: ["KEY_RESIZE", "KEY_F(13)", "KEY_F(63)", "", "kXYZ", "KEY_F("])
    func `other names mean nothing`(name: String) {
        #expect(events([.named(name)]) == [])
    }
}
