import TerminalUI
import Testing

@testable import CursesTerminal

/// What a terminal tells of the mouse.
@Suite struct MouseInputTests {
    private func events(_ text: String) -> [TerminalEvent] { TypedInput.events(text) }

    private func mouse(
        _ action: MouseEvent.Action, _ column: Int, _ row: Int
    ) -> TerminalEvent {
        .mouse(MouseEvent(action: action, at: Point(column: column, row: row)))
    }

    @Test(arguments: [
        ("<0;5;3M", MouseEvent.Action.press(.left)), ("<1;5;3M", .press(.middle)),
        ("<2;5;3M", .press(.right)), ("<0;5;3m", .release), ("<2;5;3m", .release),
        ("<32;5;3M", .drag(.left)), ("<34;5;3M", .drag(.right)), ("<64;5;3M", .scrollUp),
        ("<65;5;3M", .scrollDown), ("<16;5;3M", .press(.left)), ("<44;5;3M", .drag(.left)),
    ])
    func `buttons, drags and the wheel are told apart`(
        sequence: String, action: MouseEvent.Action
    ) {
        #expect(events("\u{1B}[\(sequence)") == [mouse(action, 4, 2)])
    }

    @Test func `there is no last column`() {
        #expect(events("\u{1B}[<0;1;1M") == [mouse(.press(.left), 0, 0)])
        #expect(events("\u{1B}[<0;280;300M") == [mouse(.press(.left), 279, 299)])
    }

    @Test func `events that come together stay apart and in order`() {
        let burst = "\u{1B}[<0;5;3M\u{1B}[<32;6;3M\u{1B}[<0;6;3mu\u{1B}[<64;1;1M"
        let expected = [
            mouse(.press(.left), 4, 2), mouse(.drag(.left), 5, 2), mouse(.release, 5, 2),
            .key(.character("u")), mouse(.scrollUp, 0, 0),
        ]
        #expect(events(burst) == expected)
    }

    @Test(arguments: [
        "<3;5;3M", "<35;5;3M", "<66;5;3M", "<128;5;3M", "<0;0;3M", "<0;5M", "<0;5;3;4M", "<M",
        "0;5;3M", "<-1;5;3M",
    ])
    func `what no panel could use is left out, and nothing of it leaks`(sequence: String) {
        #expect(events("\u{1B}[\(sequence)").isEmpty)
    }

    @Test func `an event that arrives in pieces is one all the same`() {
        var input = TypedInput()
        var made: [TerminalEvent] = []
        for piece in ["\u{1B}[<0;1", "2;3", "M"] {
            made += input.type(piece) + input.wait(InputLimits.pause)
        }
        #expect(made == [mouse(.press(.left), 11, 2)])
    }

    /// A code, column and row, each with 32 added.
    @Test(
        arguments: [
            ([32, 107, 33], MouseEvent.Action.press(.left), 74, 0),
            ([32, 113, 34], .press(.left), 80, 1), ([35, 33, 33], .release, 0, 0),
            ([51, 33, 33], .release, 0, 0), ([64, 34, 35], .drag(.left), 1, 2),
            ([96, 34, 35], .scrollUp, 1, 2), ([34, 250, 200], .press(.right), 217, 167),
        ] as [([UInt8], MouseEvent.Action, Int, Int)])
    func `three bytes tell it in the oldest form, and none of them is a key`(
        bytes: [UInt8], action: MouseEvent.Action, column: Int, row: Int
    ) {
        let events = TypedInput.events([0x1B, 0x5B, 0x4D] + bytes + [0x6B])
        #expect(events == [mouse(action, column, row), .key(.character("k"))])
    }

    @Test(arguments: [[67, 33, 33], [32, 32, 33], [32, 33, 0], [160, 33, 33]] as [[UInt8]])
    func `three bytes that no panel could use are left out`(bytes: [UInt8]) {
        #expect(TypedInput.events([0x1B, 0x5B, 0x4D] + bytes).isEmpty)
    }

    @Test func `characters of two bytes are characters, and the third one is no key`() {
        let press = [0x1B, 0x5B, 0x4D, 0x20] as [UInt8]
        #expect(TypedInput.events(press + [0xC2, 0x84, 0x6B]) == [mouse(.press(.left), 99, 74)])
        #expect(TypedInput.events(press + [0x6B, 0xC4, 0x80]) == [mouse(.press(.left), 74, 223)])
        let both = TypedInput.events(press + [0xC2, 0x84, 0xC2, 0x85, 0x6B])
        #expect(both == [mouse(.press(.left), 99, 100), .key(.character("k"))])
    }

    @Test func `three bytes that look like two characters are three where nothing follows`() {
        let press = [0x1B, 0x5B, 0x4D, 0x20, 0xC2, 0x84] as [UInt8]
        #expect(TypedInput.events(press) == [mouse(.press(.left), 161, 99)])
        let next = TypedInput.events(press + press)
        #expect(next == [mouse(.press(.left), 161, 99), mouse(.press(.left), 161, 99)])
        #expect(TypedInput.events(press.dropLast() + [0x6B]) == [mouse(.press(.left), 161, 74)])
    }
}
