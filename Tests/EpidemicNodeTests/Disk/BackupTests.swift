import Epidemic
import EpidemicWire
import Foundation
import NIOCore
import NIOEmbedded
import Testing

@testable import EpidemicNode

/// Copies of a node's database that are written while it lives.
@Suite(.timeLimit(.minutes(10))) struct BackupTests {
    let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
        try FileManager.default.createDirectory(
            atPath: scratch.path("backups"), withIntermediateDirectories: true)
    }

    /// A node with so many keys on its disk, whose long commands are done in the smallest pieces.
    private func slowNode(keys count: Int = 0) async throws -> TestNode {
        let node = try await TestNode.start(data: scratch.path("data"))
        let value = String(repeating: "v", count: 20_000)
        if count > 0 {
            _ = try await node.client.ask(["MSET"] + (1...count).flatMap { ["k\($0)", value] })
        }
        let parts = node.node.parts
        _ = try await node.node.onLoop { _ in parts.value.control.long.pieceLength = .zero }.get()
        return node
    }

    private var backups: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: scratch.path("backups")) }
    }

    @Test func `a backup holds all that was written up to one moment, while others write on`()
        async throws
    {
        let node = try await slowNode(keys: 300)
        let writer = try await ControlClient.connect(to: node.node.control!, within: .seconds(30))
        let client = node.client
        let place = scratch.path("backups/one")
        let backup = Task { try await client.ask(["OUTBREAK", "BACKUP", place]) }
        let writes = Task {
            var count = 0
            // What is written over is in pages that were copied already, and in others.
            repeat {
                _ = try await writer.ask(["SET", "k\(count % 300 + 1)", "w"])
                _ = try await writer.ask(["SET", "w\(count)", "w"])
                count += 1
            } while !Task.isCancelled
            return count
        }
        let answer = try await backup.value
        writes.cancel()
        #expect(try await writes.value > 0)
        #expect(try backups == ["one"])

        try FileManager.default.createDirectory(
            atPath: scratch.path("restored"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: place, toPath: scratch.path("restored/outbreak.sqlite"))
        let restored = try DiskedReplica(scratch.path("restored"), freshEpoch: 1)
        let old = node.node.start.id
        #expect(restored.found == .copy(of: old))
        #expect(restored.replica.id.epoch == old.epoch + 1)
        #expect(restored.replica.brokenInvariant == nil)
        // Of the numbers up to the last all are there: every second was given for a key that is new.
        let last = Int(restored.replica.seen.highest(of: old))
        let held = 300 + (last - 300) / 2
        #expect(last >= 300)
        #expect(restored.replica.valueCount == held)
        let size = try #require(
            try FileManager.default.attributesOfItem(atPath: place)[.size] as? Int)
        #expect(answer == .simple("OK keys=\(held) bytes=\(size) file=\(place)"))
        await node.stop()
    }

    @Test func `what is there already, and where nothing can be, is refused by name`() async throws
    {
        let node = try await slowNode()
        let taken = scratch.path("backups/taken")
        try Data("mine".utf8).write(to: URL(fileURLWithPath: taken))
        try await expect(node, refuses: taken, with: "\(taken) is there already")
        #expect(try Data(contentsOf: URL(fileURLWithPath: taken)) == Data("mine".utf8))
        let nowhere = scratch.path("nowhere/one")
        try await expect(node, refuses: nowhere, with: "\(nowhere) cannot be written: No such file")
        try await expect(node, refuses: taken + "/", with: "give the path of a new file")
        try await expect(node, refuses: "", with: "give the path of a new file")
        #expect(try backups == ["taken"])
        await node.stop()
        let bare = try await TestNode.start()
        try await expect(bare, refuses: scratch.path("backups/one"), with: "start it with --data")
        await bare.stop()
    }

    @Test func `a disk without room is left as it was`() async throws {
        let node = try await TestNode.start(data: scratch.path("data")) { $0.diskReserve = 1 << 60 }
        let place = scratch.path("backups/one")
        try await expect(node, refuses: place, with: "there is no room for the backup \(place)")
        #expect(try backups.isEmpty)
        await node.stop()
    }

    @Test func `a copy for which there is no more room says so`() throws {
        let node = try DiskedReplica(scratch.path("data"))
        var other = node
        for number in 0..<200 {
            try other.write(Key("k\(number)"), Value(Array(repeating: 7, count: 500)))
        }
        let target = try SQLiteConnection(path: scratch.path("backups/one"))
        try target.execute("PRAGMA max_page_count = 8")
        let copy = try node.disk.beginCopy(into: target)
        #expect {
            while try !copy.copy(pages: 4) {}
        } throws: { error in
            (error as? SQLiteFailure).map { BackupError($0, at: "here") } == .full("here")
        }
    }

    @Test func `a backup that nobody waits for any more is given up`() async throws {
        var node = try DiskedReplica(scratch.path("data"))
        try node.write("k", "v")
        let entrance = NodeLoop()
        try giveUp(node.disk, entrance)
        #expect(try backups.isEmpty)
        await entrance.close()
    }

    /// Begins a backup whose client goes before its second piece.
    private func giveUp(_ disk: Disk, _ entrance: NodeLoop) throws {
        let loop = EmbeddedEventLoop()
        let long = LongCommands(on: loop)
        var isOver = false
        let backup = try Backup(
            of: disk, to: scratch.path("backups/one"), reserving: 0, entrance: entrance)
        long.add(LongCommand(.reading) { backup.goOn($0) }, isWanted: { false }) { answer in
            isOver = answer == nil
        }
        #expect(try backups.count == 1)
        loop.advanceTime(by: .seconds(1))
        #expect(isOver)
    }

    private func expect(
        _ node: TestNode, refuses path: String, with words: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        guard case .error(let sentence) = try await node.ask("OUTBREAK", "BACKUP", path) else {
            Issue.record("\(path) is not refused", sourceLocation: sourceLocation)
            return
        }
        #expect(sentence.contains(words), "\(sentence)", sourceLocation: sourceLocation)
    }
}
