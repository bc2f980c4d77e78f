import EpidemicWire
import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@testable import EpidemicNode

/// Commands that are carried out in pieces.
@Suite struct LongCommandTests {
    /// Takes so many pieces, and notes each.
    private func command(
        _ name: String, pieces: Int, _ aim: LongCommand.Aim, note: @escaping (String) -> Void
    ) -> LongCommand {
        var left = pieces
        return LongCommand(aim) { _ in
            note(name)
            left -= 1
            return left == 0 ? .done(.value(.text(name))) : .more
        }
    }

    @Test func `pieces of several take turns, and the loop has its own between them`() {
        let loop = EmbeddedEventLoop()
        let long = LongCommands(on: loop)
        var notes: [String] = []
        for (name, pieces) in [("a", 3), ("b", 2)] {
            long.add(command(name, pieces: pieces, .writing) { notes.append($0) }) {
                false
            } done: { _ in
                notes.append("\(name) is done")
            }
        }
        #expect(notes == [])
        for _ in 0..<5 {
            let before = notes.filter { $0.count == 1 }.count
            loop.advanceTime(by: .microseconds(TransportLimits.pieceRestMicroseconds))
            #expect(notes.filter { $0.count == 1 }.count == before + 1)
        }
        #expect(notes == ["a", "b", "a", "b", "b is done", "a", "a is done"])
        #expect(long.count == 0)
    }

    @Test func `what nobody waits for any more is read no further, and written to the end`() {
        let loop = EmbeddedEventLoop()
        let long = LongCommands(on: loop)
        var notes: [String] = []
        for (name, aim) in [("r", LongCommand.Aim.reading), ("w", .writing)] {
            long.add(command(name, pieces: 2, aim) { notes.append($0) }) {
                false
            } done: { _ in
            }
        }
        loop.advanceTime(by: .seconds(1))
        #expect(notes == ["w", "w"])
    }

    @Test func `the table is free again after one that allows nothing between`() {
        let loop = EmbeddedEventLoop()
        let long = LongCommands(on: loop)
        var notes: [String] = []
        long.add(command("t", pieces: 2, .writingAlone) { notes.append($0) }) {
            true
        } done: { _ in
        }
        #expect(long.holdsTable)
        long.whenTableIsFree { notes.append("free") }
        loop.advanceTime(by: .seconds(1))
        #expect(notes == ["t", "t", "free"])
        #expect(!long.holdsTable)
    }

    @Test func `a command that waits for another thread goes on when that is done`() {
        let loop = EmbeddedEventLoop()
        let long = LongCommands(on: loop)
        var wake = {}
        var isDone = false
        var pieces = 0
        let command = LongCommand(.reading) { _ in
            pieces += 1
            return isDone ? .done(.value(.ok)) : .waiting { wake = $0 }
        }
        var answers = 0
        long.add(command, isWanted: { true }) { answers += $0 == nil ? 0 : 1 }
        loop.advanceTime(by: .seconds(1))
        #expect(pieces == 1 && long.count == 1)
        isDone = true
        wake()
        wake()
        loop.advanceTime(by: .seconds(1))
        #expect(pieces == 2 && answers == 1 && long.count == 0)
    }

    @Test func `others are answered between pieces, however long a turn takes to end`() async throws
    {
        let node = try await TestNode.start()
        let parts = node.node.parts
        let piecesMax = 400
        let pieces = Atomic(0)
        // Without waiting for other tests from here on: the command does not.
        let stream = try RawStream(to: node.node.control!)
        _ = node.node.onLoop { _ in
            let control = parts.value.control
            let loop = parts.value.driver.loop
            let command = LongCommand(.writing) { _ in
                // What is written and sent at the end of a turn, on a slow machine.
                loop.assumeIsolated().execute { Self.work(for: .milliseconds(2)) }
                let number = pieces.add(1, ordering: .relaxed).newValue
                return number < piecesMax ? .more : .done(.value(.ok))
            }
            control.long.add(command, isWanted: { true }) { _ in }
        }
        for _ in 0..<3 {
            stream.say("PING\r\n")
            #expect(stream.hear(7) == "+PONG\r\n")
        }
        #expect(pieces.load(ordering: .relaxed) < piecesMax)
        await node.stop()
    }

    private static func work(for time: TimeAmount) {
        let end = NIODeadline.now() + time
        while NIODeadline.now() < end {}
    }

    /// A node whose long commands are done entry by entry.
    private func slowNode() async throws -> TestNode {
        let node = try await TestNode.start()
        let parts = node.node.parts
        _ = try await node.node.onLoop { _ in parts.value.control.long.pieceLength = .zero }.get()
        return node
    }

    @Test func `the answers are the same in pieces, and come in the order of the commands`()
        async throws
    {
        let node = try await slowNode()
        let keys = (100..<170).map { "k\($0)" }
        let client = node.client
        /// Sent at once, in the order of the calls.
        func ask(_ words: [String]) -> EventLoopFuture<RESPValue> {
            client.question(words.map { Array($0.utf8) })
        }
        let set = ask(["MSET"] + keys.flatMap { [$0, "v-\($0)"] })
        let got = ask(["MGET"] + keys + ["none"])
        let count = ask(["EXISTS"] + keys + ["none"])
        let listed = ask(["KEYS", "k10*"])
        let deleted = ask(["DEL", "none"] + keys.prefix(30))
        #expect(try await set.get() == .ok)
        #expect(try await got.get() == .array(keys.map { .text("v-\($0)") } + [.null]))
        #expect(try await count.get() == .integer(70))
        #expect(try await listed.get() == .array((100..<110).map { .text("k\($0)") }))
        #expect(try await deleted.get() == .integer(30))
        #expect(try await node.ask("DBSIZE") == .integer(40))
        #expect(try await node.ask("FLUSHDB") == .ok)
        #expect(try await node.ask("DBSIZE") == .integer(0))
        await node.stop()
    }

    @Test func `nobody's command comes between those of a transaction in pieces`() async throws {
        let node = try await slowNode()
        let other = try await ControlClient.connect(to: node.node.control!, within: .seconds(30))
        _ = try await node.ask("MULTI")
        _ = try await node.client.ask(["SET", "x", "mine"])
        for _ in 0..<60 { _ = try await node.client.ask(["MGET", "x", "x", "x"]) }
        let spoiler = Task {
            while !Task.isCancelled { _ = try await other.ask(["SET", "x", "other"]) }
        }
        guard case .array(let answers) = try await node.ask("EXEC") else {
            Issue.record("EXEC has no answers")
            return
        }
        spoiler.cancel()
        #expect(answers.count == 61)
        let mine = RESPValue.array([.text("mine"), .text("mine"), .text("mine")])
        #expect(answers.dropFirst().allSatisfy { $0 == mine })
        await node.stop()
    }

    @Test func `a table is emptied of what it held, while others write and are answered`()
        async throws
    {
        let node = try await slowNode()
        let other = try await ControlClient.connect(to: node.node.control!, within: .seconds(30))
        _ = try await node.client.ask(["MSET"] + (0..<4_000).flatMap { ["k\($0)", "v"] })
        let client = node.client
        async let flushed = client.ask(["FLUSHDB"])
        var written = 0
        // What is written after it began stays, in front of it and behind.
        while try await other.ask(["EXISTS", "k0"]) == .integer(1) {}
        while try await other.ask(["EXISTS", "k3999"]) == .integer(1), written < 5 {
            for key in ["a\(written)", "z\(written)"] {
                #expect(try await other.ask(["SET", key, "new"]) == .ok)
            }
            written += 1
        }
        #expect(try await flushed == .ok)
        #expect(try await node.ask("DBSIZE") == .integer(Int64(2 * written)))
        await node.stop()
    }
}
