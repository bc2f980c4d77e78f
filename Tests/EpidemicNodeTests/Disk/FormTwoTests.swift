import Epidemic
import Foundation
import Testing

@testable import EpidemicNode

/// A directory in which clocks have a component for each life is read, and written anew with one for each
/// name.
@Suite struct FormTwoTests {
    let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
        try make("data")
    }

    private func make(_ name: String) throws {
        let path = scratch.path(name)
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        let database = try SQLiteConnection(path: path + "/outbreak.sqlite")
        try database.execute(FormTwoDirectory.dump)
        let mark = try DirectoryMark.read(in: path)
        try database.execute("UPDATE facts SET value = CAST('\(mark)' AS BLOB) WHERE name = 'mark'")
    }

    private func open(_ name: String = "data") throws -> DiskedReplica {
        try DiskedReplica(scratch.path(name), name: "n2")
    }

    /// What the database says, in one word.
    private func word(_ question: String) throws -> String? {
        try SQLiteConnection(path: scratch.path("data/outbreak.sqlite"))
            .prepare(question).first { $0.text(0) }
    }

    private func clocks(_ node: DiskedReplica, _ key: Key) -> [String] {
        guard let entry = node.replica.entry(of: key) else { return [] }
        return [entry.update.clock, entry.context].map { $0.text { $0.name.text } }
    }

    @Test func `the lives of a name are added up in write clocks, contexts and the floor`() throws {
        let node = try open()
        #expect(node.found == .data && "\(node.replica.id)" == FormTwoDirectory.id)
        #expect(node.replica.entryCount == 6)
        #expect(node.replica.brokenInvariant == nil)
        #expect(clocks(node, "colour") == ["n1:6", "n1:6"])
        #expect(clocks(node, "only1") == ["n1:6 n2:1", "n1:6 n2:1"])
        #expect(clocks(node, "mine") == ["n1:4 n2:1", "n1:4 n2:1"])
        #expect(node.replica.entry(of: "colour")?.update.content.value == "blue3")
        #expect(node.replica.entry(of: "colour")?.update.clock["n1"].epoch == 1_795_969_112_193)
        #expect(node.replica.sequence == 3 && node.replica.seen.runs.count == 4)
    }

    @Test func `once read it has the form of today, and stays as it is`() throws {
        let root = try rootOfFirstReading()
        #expect(try word("SELECT value FROM facts WHERE name = 'form'") == "3")
        var node = try open()
        #expect(node.replica.root() == root)
        try node.write("colour", "green")
        #expect(clocks(node, "colour").first == "n1:6 n2:1")
    }

    private func rootOfFirstReading() throws -> Digest {
        var node = try open()
        return node.replica.root()
    }

    @Test func `two nodes make the same of the same entries`() throws {
        try make("other")
        var (one, other) = (try open(), try open("other"))
        #expect(one.replica.root() == other.replica.root())
    }

    @Test func `a write after it wins over all that was in the directory`() throws {
        var node = try open()
        for key in ["colour", "doomed", "mine", "only1", "only2", "only3", "shape"] as [Key] {
            let before = node.replica.entry(of: key)?.update
            try node.write(key, "new")
            let after = try #require(node.replica.entry(of: key)?.update)
            if let before { #expect(after.wins(over: before)) }
        }
    }

    @Test func `what is damaged in it is named, and the form stays`() throws {
        try scratch.replace("blue3", with: "blue4", in: "data/outbreak.sqlite")
        #expect {
            try open()
        } throws: {
            guard case .corrupt(_, let what)? = $0 as? DiskError else { return false }
            return what.contains("colour")
        }
        #expect(try word("SELECT value FROM facts WHERE name = 'form'") == "2")
    }

    @Test func `a directory of a later form is refused by name`() throws {
        try SQLiteConnection(path: scratch.path("data/outbreak.sqlite"))
            .execute("UPDATE facts SET value = '4' WHERE name = 'form'")
        let refusal = DiskError.unknownForm(4, path: scratch.path("data"))
        #expect(throws: refusal) { try open() }
        #expect("\(refusal)".contains("has the form 4, and this program reads the forms 2 and 3"))
    }
}
