import Epidemic
import EpidemicWire
import Testing

@testable import EpidemicNode

/// A client waits until other nodes have what it wrote.
@Suite(.timeLimit(.minutes(10))) struct WaitTests {
    @Test func `who wrote waits until the other node has it, whatever it wrote`() async throws {
        let (first, second) = try await TestNode.pair()
        #expect(try await first.ask("SET", "a", "1") == .ok)
        #expect(try await first.ask("WAIT", "1", "0") == .integer(1))
        #expect(try await second.ask("GET", "a") == .text("1"))
        #expect(try await first.ask("MSET", "b", "2", "c", "3") == .ok)
        #expect(try await first.ask("DEL", "a") == .integer(1))
        #expect(try await first.ask("WAIT", "1", "0") == .integer(1))
        #expect(
            try await second.ask("MGET", "a", "b", "c") == .array([.null, .text("2"), .text("3")]))
        // Nobody else is there; who confirmed stays counted.
        #expect(try await first.ask("WAIT", "2", "20") == .integer(1))
        #expect(try await first.ask("WAIT", "0", "0") == .integer(1))
        await first.stop()
        await second.stop()
    }

    @Test func `it is sent by the waiting where nothing else spreads it`() async throws {
        let (first, second) = try await TestNode.pair {
            $0.settings.rumors = nil
            $0.settings.cache.interval = nil
            $0.settings.antiEntropy.method = nil
        }
        #expect(try await first.ask("SET", "a", "1") == .ok)
        #expect(try await first.ask("WAIT", "1", "0") == .integer(1))
        #expect(try await second.ask("GET", "a") == .text("1"))
        await first.stop()
        await second.stop()
    }

    @Test func `who cannot be reached does not confirm, and does once it can`() async throws {
        let (first, second) = try await TestNode.pair()
        #expect(try await first.ask("OUTBREAK", "CUT", "*") == .ok)
        #expect(try await first.ask("SET", "a", "1") == .ok)
        #expect(try await first.ask("WAIT", "1", "50") == .integer(0))
        let other = try await ControlClient.connect(
            to: try #require(first.node.control), within: .seconds(30))
        let waiting = first.client
        async let count = waiting.ask(["WAIT", "1", "0"])
        while try await !other.ask(["CLIENT", "LIST"]).word!.contains(" flags=b ") {}
        #expect(
            try await other.ask(["INFO", "clients"]).word?.contains("blocked_clients:1") == true)
        #expect(try await other.ask(["OUTBREAK", "HEAL"]) == .ok)
        #expect(try await count == .integer(1))
        #expect(try await second.ask("GET", "a") == .text("1"))
        await first.stop()
        await second.stop()
    }

    @Test func `who waits is ended by another client, with what is confirmed or an error`()
        async throws
    {
        let (first, second) = try await TestNode.pair()
        let id = try #require(try await first.ask("CLIENT", "ID").number)
        let other = try await ControlClient.connect(
            to: try #require(first.node.control), within: .seconds(30))
        #expect(try await other.ask(["CLIENT", "UNBLOCK", "\(id)"]) == .integer(0))
        _ = try await first.ask("SET", "a", "1")
        let waiting = first.client
        for (reason, answer) in [
            ("TIMEOUT", RESPValue.integer(1)),
            ("ERROR", .error("UNBLOCKED client unblocked via CLIENT UNBLOCK")),
        ] {
            #expect(try await first.ask("WAIT", "1", "0") == .integer(1))
            async let count = waiting.ask(["WAIT", "9", "0"])
            while try await other.ask(["CLIENT", "UNBLOCK", "\(id)", reason]) != .integer(1) {}
            #expect(try await count == answer)
        }
        let slow = try await first.ask("SLOWLOG", "GET", "-1").items
        #expect(!slow.contains { $0.items[3].items.first == .text("WAIT") })
        await first.stop()
        await second.stop()
    }

    @Test func `in a transaction nobody is waited for`() async throws {
        let (first, second) = try await TestNode.pair()
        for words in [["MULTI"], ["SET", "a", "1"], ["WAIT", "1", "0"]] {
            _ = try await first.ask(words)
        }
        #expect(try await first.ask("EXEC") == .array([.ok, .integer(0)]))
        await first.stop()
        await second.stop()
    }

    @Test(arguments: [
        (["x", "1"], "value is not an integer or out of range"),
        (["1", "x"], "timeout is not an integer or out of range"),
        (["1", "-1"], "timeout is negative"),
    ])
    func `a wrong number is refused as by Redis`(words: [String], sentence: String) async throws {
        let node = try await TestNode.start()
        #expect(try await node.ask(["WAIT"] + words) == .error("ERR \(sentence)"))
        // Nothing was written, and nobody is there.
        #expect(try await node.ask("WAIT", "0", "0") == .integer(0))
        #expect(try await node.ask("WAIT", "-1", "0") == .integer(0))
        await node.stop()
    }

    @Test func `of what was written the last keys count, until somebody was asked`() {
        var written = WrittenKeys()
        for number in 0..<100 { written.note(Key("k\(number)")) }
        written.note("k99")
        #expect(written.keys == (36..<100).map { Key("k\($0)") })
        written.isAsked = true
        written.holders = [Peer(1)]
        written.note("next")
        #expect(written.keys == ["next"] && written.holders.isEmpty)
    }
}
