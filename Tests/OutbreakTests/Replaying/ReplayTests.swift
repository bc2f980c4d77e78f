import EpidemicSimulation
import Foundation
import Testing

@testable import Laboratory
@testable import outbreak

/// Saved runs that say what they came to, and are lived again.
@Suite struct ReplayTests {
    private func replay(
        _ text: String, tolerance: RevisionTolerance = .current
    ) throws(Complaint) -> Replay {
        try Replay(of: SavedSession(parsing: text, source: "session s"), tolerance: tolerance)
    }

    private var current: String { "# engine: \(EngineRevision.current)\n" }
    private let run = "# outbreak run --nodes 3 --seed 5\n"
    private let doings = "do write n0 colour red\nadvance 60s\n"

    @Test func `a run that ends as is recorded does the same, another does not`() throws {
        let bare = try replay(run + current + doings)
        #expect(bare.isSame && !bare.isJudged)
        let ends = try #require(bare.checks.first?.now)
        let same = try replay(run + current + "# ends: \(ends)\n" + doings)
        #expect(same.isSame && same.isJudged)
        let longer = try replay(run + current + "# ends: \(ends)\n" + doings + "advance 1s\n")
        #expect(!longer.isSame)
        let other = try replay(
            run.replacing("5", with: "6") + current + "# ends: \(ends)\n" + doings)
        #expect(!other.isSame)
    }

    @Test func `what must stand on the last screen is looked for`() throws {
        let text = run + current + doings
        #expect(try replay(text + "expect CONVERGED\nexpect-not down\n").isSame)
        let wrong = try replay(text + "expect CONVERGED\nexpect 2 down\n")
        #expect(wrong.checks.map(\.isSame) == [true, true, false])
        let lines = wrong.lines.joined(separator: "\n")
        #expect(lines.contains("DIFFERENT") && lines.contains("does not do as is recorded"))
    }

    @Test func `another revision is refused, and told of where any will do`() throws {
        let text = run + "# engine: \(EngineRevision.current + 1)\n" + doings
        do throws(Complaint) {
            _ = try replay(text)
            Issue.record("another revision was taken")
        } catch {
            #expect(error.status == .wrongUse && error.sentence.contains("--any-revision"))
        }
        var remarks: [String] = []
        let session = try SavedSession(parsing: text, source: "session s")
        _ = try Replay(of: session, tolerance: .any) { remarks.append($0) }
        _ = try Replay(
            of: SavedSession(parsing: run + doings, source: "session s"), tolerance: .current
        ) { remarks.append($0) }
        #expect(remarks.count == 2)
        #expect(remarks.first?.contains("revision \(EngineRevision.current + 1)") == true)
        #expect(remarks.last?.contains("does not say which revision") == true)
    }

    @Test(arguments: [
        ("# outbreak run --nodes 3\ndo heal\n", "--seed"),
        ("# outbreak run --seed 1\n# engine: new\ndo heal\n", "engine 'new'"),
        ("# outbreak run --seed 1\nexpect x\nkey u\n", "line 2"),
        ("# outbreak run --seed 1\ndo thaw n0\n", "is not frozen"),
        ("# outbreak run --seed 1\n# violation: lost\n# found-by: chance\ndo heal\n", "'chance'"),
    ])
    func `what cannot be lived again is refused, saying why`(text: String, sense: String) {
        do throws(Complaint) {
            _ = try replay(text)
            Issue.record("\(text) was lived")
        } catch {
            #expect(error.sentence.contains(sense), "\(error.sentence)")
        }
    }

    @Test func `a session saved from the dashboard says what it came to, and does so again`() throws
    {
        let folder = try ScratchFolder()
        let path = "\(folder.path)/my.session"
        let script = """
            key u
            key enter
            key enter
            advance 2345678901ns
            key k
            advance 3s
            do cut n1>n2
            key x
            type session
            key enter
            type \(path)
            key enter
            """
        #expect(try scripted(script, "--nodes", "5", "--loss", "0.2").status == .done)
        let text = try folder.read("my.session")
        #expect(text.contains("\n# engine: \(EngineRevision.current)\n# ends: "))
        #expect(text.contains("\ndo cut n1>n2\n"))
        let replay = try Replay(of: SavedSession(path: path), tolerance: .current)
        #expect(replay.isSame && replay.isJudged)
    }

    @Test func `the report tells every check to programs, too`() throws {
        let replay = try replay(run + current + doings + "expect CONVERGED\n")
        let parsed = try JSONSerialization.jsonObject(
            with: Data(try replay.text(in: .json).utf8))
        let records = try #require(parsed as? [[String: Any]])
        #expect(records.compactMap { $0["check"] as? String } == ["ends", "expect"])
        #expect(records.first?["recorded"] is NSNull)
        #expect(records.last?["same"] as? Bool == true)
    }

    @Test func `names that nobody knows are passed over, and may stand several times`() {
        let header = SessionHeader(
            reading: [
                "# engine: 3", "# step: a b", "# weather: fine: sunny", "# step: c", "key u",
                "# x: y",
            ])
        #expect(header[.engine] == "3")
        #expect(header.values(of: "step") == ["a b", "c"])
        #expect(header["weather"] == "fine: sunny" && header["x"] == nil)
        #expect(SessionHeader(reading: header.text.split(separator: "\n")) == header)
    }
}
