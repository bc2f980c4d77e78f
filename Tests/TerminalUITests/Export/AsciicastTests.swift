import Foundation
import Testing

@testable import TerminalUI

/// Recordings of a screen.
@Suite struct AsciicastTests {
    private let size = Size(columns: 23, rows: 7)

    private func event(_ line: String) throws -> (time: Double, code: String, data: String) {
        let parts = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
        try #require(parts.count == 3)
        return (
            try #require(parts[0] as? Double), try #require(parts[1] as? String),
            try #require(parts[2] as? String)
        )
    }

    @Test func `the header says version, size and title`() throws {
        let cast = Asciicast(size: size, title: "an \"epidemic\"\n\u{1B}")
        let header = try #require(
            try JSONSerialization.jsonObject(with: Data(cast.lines[0].utf8)) as? [String: Any])
        #expect(header["version"] as? Int == 2)
        #expect(header["width"] as? Int == 23 && header["height"] as? Int == 7)
        #expect(header["title"] as? String == "an \"epidemic\"\n\u{1B}")
    }

    @Test func `played, it shows every frame at its time`() throws {
        var cast = Asciicast(size: size)
        var terminal = TinyTerminal(size)
        for seed in PaintedScreens.seeds {
            let frame = PaintedScreens.screen(seed: seed, size: size)
            cast.append(frame: frame, at: .milliseconds(1_050 * seed))
            let event = try event(try #require(cast.lines.last))
            #expect(event.code == "o")
            #expect(abs(event.time - 1.05 * Double(seed)) < 1e-9)
            try terminal.feed(event.data)
            #expect(terminal.cells == frame.seen(at: .truecolor))
        }
    }

    @Test func `nothing is written when nothing changed`() {
        var cast = Asciicast(size: size)
        let frame = PaintedScreens.screen(seed: 3, size: size)
        cast.append(frame: frame, at: .zero)
        let lines = cast.lines
        cast.append(frame: frame, at: .seconds(1))
        #expect(lines.count == 2)
        #expect(cast.lines == lines)
    }

    @Test func `times never go back`() throws {
        var cast = Asciicast(size: size)
        for (seed, seconds) in [(1, 5.25), (2, 3), (3, 6)] {
            cast.append(
                frame: PaintedScreens.screen(seed: seed, size: size), at: .seconds(seconds))
        }
        #expect(try cast.lines.dropFirst().map { try event($0).time } == [5.25, 5.25, 6])
    }

    @Test func `a screen of another size is told as such and written anew`() throws {
        var cast = Asciicast(size: size)
        cast.append(frame: PaintedScreens.screen(seed: 1, size: size), at: .zero)
        let larger = PaintedScreens.screen(seed: 1, size: Size(columns: 30, rows: 9))
        cast.append(frame: larger, at: .seconds(1))
        let events = try cast.lines.dropFirst().map(event)
        #expect(events.map(\.code) == ["o", "r", "o"])
        #expect(events[1].data == "30x9")
        var terminal = TinyTerminal(larger.size)
        try terminal.feed(events[2].data)
        #expect(terminal.cells == larger.seen(at: .truecolor))
    }
}
