import Epidemic
import TerminalUI
import Testing

@testable import Laboratory

@Suite struct ScriptParserTests {
    private func commands(_ text: String) throws -> [ScriptCommand] {
        try ScriptParser.steps(of: text).map(\.command)
    }

    private func complaint(_ text: String) -> String? {
        do {
            _ = try ScriptParser.steps(of: text)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `every command is read`() throws {
        let text = """
            # a comment

            key u
              key ctrl-c   # behind a command too
            key #
            type red apple # 1
            click 12 5 # the map
            drag 1 1 40 9
            advance 1.5s
            resize 80x24
            expect 16 up
            expect-not ✕  down
            screen
            screen after the wave
            quit
            """
        let expected: [ScriptCommand] = [
            .key(.character("u")), .key(.control("c")), .key(.character("#")),
            .type("red apple # 1"), .click(Point(column: 11, row: 4)),
            .drag(from: Point(column: 0, row: 0), to: Point(column: 39, row: 8)),
            .advance(.milliseconds(1500)),
            .resize(Size(columns: 80, rows: 24)), .expect("16 up"), .expectNot("✕  down"),
            .screen(label: nil), .screen(label: "after the wave"), .quit,
        ]
        #expect(try commands(text) == expected)
    }

    @Test func `steps keep the lines that they stand in`() throws {
        let steps = try ScriptParser.steps(of: "# one\n\nkey u\r\nadvance 1s\n")
        #expect(steps.map(\.line) == [3, 4])
    }

    @Test(arguments: [
        ("key u\n\njump 3\nkey q", "line 3: ", "'jump'"),
        ("key", "line 1: ", "must be followed by a key"),
        ("key hyper-x", "line 1: ", "'hyper-x'"),
        ("key ctrl-i", "line 1: ", "'ctrl-i' must be tab"),
        ("key Ctrl-M", "line 1: ", "'Ctrl-M' must be enter"),
        ("key ctrl-j", "line 1: ", "must be enter"),
        ("key ctrl-[", "line 1: ", "must be esc"),
        ("key ctrl-h", "line 1: ", "must be backspace"),
        ("key ctrl-z", "line 1: ", "ctrl-z stops the program"),
        ("key ctrl-\\", "line 1: ", "breaks the program off"),
        ("key u v", "line 1: ", "'u v'"),
        ("advance", "line 1: ", "300ms"),
        ("advance 3", "line 1: ", "'3'"),
        ("advance -3s", "line 1: ", "'-3s'"),
        ("advance 500000h", "line 1: ", "at most 1000d"),
        ("resize 10000x10000", "line 1: ", "from 1 to 1000"),
        ("resize 0x0", "line 1: ", "'0x0'"),
        ("resize 80", "line 1: ", "80x24"),
        ("expect", "line 1: ", "must be followed by a text"),
        ("type", "line 1: ", "must be followed by a text"),
        ("quit now", "line 1: ", "'now'"),
        ("click 3", "line 1: ", "'3'"),
        ("click 0 4", "line 1: ", "counted from 1"),
        ("drag 3 4 5", "line 1: ", "the other end"),
        ("drag 3 4 x 6", "line 1: ", "'3 4 x 6'"),
    ])
    func `what is wrong in a script is named with its line`(
        text: String, place: String, sense: String
    ) {
        let complaint = complaint(text)
        #expect(complaint?.hasPrefix(place) == true, "\(complaint ?? "accepted")")
        #expect(complaint?.contains(sense) == true, "\(complaint ?? "accepted")")
    }
}
