import Dashboard
import Epidemic
import TerminalUI
import Testing

@testable import Laboratory

/// What was done, as a script.
@Suite struct ActionLogTests {
    private func log() -> ActionLog { ActionLog(size: Size(columns: 80, rows: 24)) }

    @Test func `every kind of thing that is done can be read again`() throws {
        let point = Point(column: 3, row: 4)
        let commands: [ScriptCommand] = [
            .resize(Size(columns: 120, rows: 40)), .key(.character("u")), .key(.control("n")),
            .key(.character("#")), .key(.character(" ")), .key(.backTab), .key(.function(11)),
            .key(.alt("x")), .type("é = è"), .paste(" two\nlines\\ \tand blanks  "),
            .click(point), .drag(from: point, to: Point(column: 0, row: 0)),
            .advance(Interval(nanoseconds: 1_234_567_891)), .advance(.seconds(60)), .quit,
        ]
        let events = MouseEvent.Action.named.map {
            ScriptCommand.mouse(MouseEvent(action: $0.action, at: point))
        }
        let text = (commands + events).map(\.line).joined(separator: "\n")
        #expect(try ScriptParser.steps(of: text).map(\.command) == commands + events)
    }

    @Test func `time that passes is joined, to the nanosecond`() {
        var log = log()
        log.take(.key(.character("u")))
        log.pass(Interval(nanoseconds: 33_000_001))
        log.pass(Interval(nanoseconds: 1))
        log.pass(.zero)
        log.take(.key(.enter))
        #expect(log.script == "resize 80x24\nkey u\nadvance 33000002ns\nkey enter\n")
    }

    @Test func `where the dashboard did something by itself a stretch of time ends`() {
        var log = log()
        log.pass(.seconds(1))
        log.endStretch()
        log.pass(.seconds(2))
        #expect(log.script == "resize 80x24\nadvance 1s\nadvance 2s\n")
    }

    @Test func `what a button did in one place is a click, and a size is told once`() {
        var log = log()
        let point = Point(column: 9, row: 4)
        log.take(.resize(Size(columns: 80, rows: 24)))
        log.take(.mouse(MouseEvent(action: .press(.left), at: point)))
        log.take(.mouse(MouseEvent(action: .release, at: point)))
        log.take(.mouse(MouseEvent(action: .scrollUp, at: point)))
        #expect(log.script == "resize 80x24\nclick 10 5\nmouse wheel-up 10 5\n")
    }

    @Test func `what was pressed in vain is forgotten, and the time meanwhile is not`() {
        var log = log()
        log.take(.key(.character("k")))
        log.settle()
        log.pass(.seconds(1))
        log.take(.key(.character(":")))
        log.pass(.seconds(2))
        log.take(.resize(Size(columns: 90, rows: 30)))
        log.take(.key(.escape))
        log.forgetUnsettled()
        #expect(
            log.script == "resize 80x24\nkey k\nadvance 1s\nadvance 2s\nresize 90x30\n")
    }

    @Test(arguments: [#"paste a\"#, #"paste a\x"#, "mouse", "mouse jump 3 4", "mouse press 3"])
    func `a paste or a mouse that cannot be is refused`(line: String) {
        #expect(throws: ScriptError.self) { try ScriptParser.steps(of: line) }
    }
}
