import TerminalUI
import Testing

@testable import CursesTerminal

/// What a terminal tells of the mouse.
@Suite struct MouseInputTests {
    private func events(_ text: String) -> [TerminalEvent] {
        var decoder = InputDecoder()
        return text.unicodeScalars.flatMap { decoder.decode(.scalar($0)) }
    }

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
        var decoder = InputDecoder()
        var made: [TerminalEvent] = []
        for piece in ["\u{1B}[<0;1", "2;3", "M"] {
            for scalar in piece.unicodeScalars { made += decoder.decode(.scalar(scalar)) }
            made += decoder.decode(.pause)
        }
        #expect(made == [mouse(.press(.left), 11, 2)])
    }
}
