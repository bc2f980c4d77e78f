import Foundation
import Testing

@testable import Laboratory
@testable import outbreak

/// Files that are written from the dashboard.
@Suite struct ExportTests {
    private func export(_ kind: String, to path: String) -> String {
        "key x\ntype \(kind)\nkey enter\ntype \(path)\nkey enter\n"
    }

    private let beginning = "key u\nkey enter\nkey enter\nadvance 6s\n"

    @Test func `the screen is written without the form above it`() throws {
        let folder = try ScratchFolder()
        let run = try scripted(
            beginning + "screen\n" + export("text", to: "\(folder.path)/s.txt")
                + "expect written to")
        #expect(run.status == .done)
        #expect(try folder.read("s.txt") == run.output + "\n")
    }

    @Test func `a picture and a coloured text are what they say`() throws {
        let folder = try ScratchFolder()
        let run = try scripted(
            export("svg", to: "\(folder.path)/s.svg") + export("ansi", to: "\(folder.path)/s.ans"))
        #expect(run.status == .done)
        #expect(try folder.read("s.svg").contains("<svg"))
        #expect(try folder.read("s.ans").contains("\u{1B}["))
    }

    @Test func `the events of a run are lines of JSON, in the order of time`() throws {
        let folder = try ScratchFolder()
        _ = try scripted(beginning + export("events", to: "\(folder.path)/e.jsonl"))
        let lines = try folder.read("e.jsonl").split(separator: "\n")
        let moments = try lines.map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return try #require((object as? [String: Any])?["moment"] as? Double)
        }
        #expect(moments.count > 20 && moments == moments.sorted())
        #expect(lines[0].contains("\"event\":\"wrote\""))
    }

    @Test func `a ShiViz log begins as ShiViz wants it`() throws {
        let folder = try ScratchFolder()
        _ = try scripted(beginning + export("shiviz", to: "\(folder.path)/e.shiviz"))
        let lines = try folder.read("e.shiviz").split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == #"(?<host>\S*) (?<clock>{.*})\n(?<event>.*)"# && lines[1].isEmpty)
        #expect(lines[2] == #"n0 {"n0":1}"#)
    }

    @Test func `a file that is there stays as it is, and a free name is proposed and taken`() throws
    {
        let folder = try ScratchFolder()
        let path = try folder.write("mine", to: "s.txt")
        let run = try scripted(
            export("text", to: path) + "expect exists and is not written over\nkey enter\n"
                + "expect written to")
        #expect(run.status == .done)
        #expect(try folder.read("s.txt") == "mine")
        #expect(try folder.read("s-2.txt").contains("simulation"))
    }

    @Test func `what cannot be written is told in the form, and nothing typed is lost`() throws {
        let run = try scripted(
            export("text", to: "/nowhere/at/all.txt")
                + "expect cannot be written\nexpect /nowhere/at/all.txt\nkey esc\n"
                + "key x\ntype poem\nkey enter\nkey enter\nexpect kind poem must be one of\n")
        #expect(run.status == .done)
    }

    @Test func `without an update there is no curve to write`() throws {
        let folder = try ScratchFolder()
        let run = try scripted(
            export("curve", to: "\(folder.path)/c.csv") + "expect no update is focused")
        #expect(run.status == .done)
        #expect(throws: (any Error).self) { try folder.read("c.csv") }
    }

    @Test func `the curve of an update is a header and numbers`() throws {
        let folder = try ScratchFolder()
        _ = try scripted(beginning + export("curve", to: "\(folder.path)/c.csv"))
        let lines = try folder.read("c.csv").split(separator: "\n")
        #expect(lines[0] == "seconds,round,susceptible,infected,removed,superseded")
        #expect(lines.count > 3)
        for line in lines.dropFirst() {
            let numbers = line.split(separator: ",").compactMap { Double($0) }
            #expect(numbers.count == 6 && numbers[2...].reduce(0, +) == 16)
        }
    }

    @Test func `the screen is recorded until that is ended, and is shown to be`() throws {
        let folder = try ScratchFolder()
        let run = try scripted(
            "key X\nexpect outbreak-7.cast\ntype \(folder.path)/r.cast\nkey enter\n"
                + "expect ● REC\nexpect recording to\n" + beginning
                + "resize 80x24\nkey k\nkey X\nexpect-not ● REC\nexpect written to\nadvance 5s")
        #expect(run.status == .done)
        let lines = try folder.read("r.cast").split(separator: "\n")
        let header = try JSONSerialization.jsonObject(with: Data(lines[0].utf8))
        #expect((header as? [String: Any])?["width"] as? Int == 120)
        let events = try lines.dropFirst().map { line in
            let event = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return try #require(event as? [Any])
        }
        let times = events.compactMap { $0[0] as? Double }
        #expect(times == times.sorted() && times.last == 6)
        #expect(events.contains { $0[1] as? String == "r" && $0[2] as? String == "80x24" })
        #expect(Set(times).count > 20)
    }

    @Test func `a recording changes nothing in the run, nor in one's own actions`() throws {
        let folder = try ScratchFolder()
        let record = "key X\ntype \(folder.path)/r.cast\nkey enter\n"
        let recorded = try scripted(
            record + beginning + "key X\nkey k\nscreen\n"
                + export("actions", to: "\(folder.path)/a.script"))
        let plain = try scripted(beginning + "key k\nscreen")
        #expect(recorded.output == plain.output)
        #expect(
            try folder.read("a.script")
                == "resize 120x40\nkey u\nkey enter\nkey enter\nadvance 6s\nkey k\n")
    }

    @Test func `a line of the palette writes a file, and is none of one's own actions`() throws {
        let folder = try ScratchFolder()
        let write = "key :\ntype export text \(folder.path)/my screen.txt\nkey enter\n"
        let run = try scripted(
            beginning + write + "expect written to\nkey k\nkey :\ntype export events\nkey enter\n"
                + "expect outbreak-7.jsonl\nkey esc\n"
                + export("actions", to: "\(folder.path)/a.script"))
        #expect(run.status == .done)
        #expect(try folder.read("my screen.txt").contains("╭─ Map"))
        #expect(
            try folder.read("a.script")
                == "resize 120x40\nkey u\nkey enter\nkey enter\nadvance 6s\nkey k\n")
    }

    @Test func `a kind of file is chosen with the arrows`() throws {
        let run = try scripted("key x\nkey right\nexpect outbreak-7.cast\nkey left\nexpect .svg")
        #expect(run.status == .done)
    }

    @Test func `the proposed file follows the kind`() throws {
        let run = try scripted(
            "key x\nexpect outbreak-7.svg\ntype events\nexpect outbreak-7.jsonl\nkey esc")
        #expect(run.status == .done)
    }
}
