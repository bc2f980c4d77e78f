import TerminalUI
import Testing

@testable import CursesTerminal

/// Keys that send signals.
@Suite struct SignalKeyTests {
    private let keys = SignalKeys { [0x03: 2, 0x1C: 3, 0x1A: 20, 0x00: 9][$0] ?? 0 }

    @Test func `they are keys like others, but for what they send`() {
        let events = TypedInput.events("a\u{3}\u{1C}\u{1A}\u{1B}[99;5u")
        #expect(events.map { keys.signal(of: $0) } == [nil, 2, 3, 20, 2])
    }

    @Test func `in pasted text they are text`() {
        let events = TypedInput.events("\u{1B}[200~a\u{3}b\u{1C}\u{1A}\u{1B}[201~")
        #expect(events == [.paste("a\u{3}b\u{1C}\u{1A}")])
        #expect(keys.signal(of: events[0]) == nil)
    }

    @Test func `a control byte that a terminal calls by a name unknown here is its own key`() {
        // The console of Linux says that ^Z is "suspend".
        let keys = KeySequences([([0x1A], "KEY_SUSPEND"), ([0x7F], "KEY_BACKSPACE")])
        #expect(keys.match(["\u{1A}"]) == .none)
        #expect(keys.match(["\u{7F}"]) != .none)
    }
}
