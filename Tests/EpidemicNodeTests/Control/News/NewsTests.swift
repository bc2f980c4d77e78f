import Epidemic
import EpidemicWire
import Testing

@testable import EpidemicNode

/// What clients are told of keys without asking again.
@Suite(.timeLimit(.minutes(10))) struct NewsTests {
    /// What a client of RESP2 is told: an array of bulk strings, and a number at the end where there is one.
    private func told(_ words: String..., count: Int? = nil) -> String {
        let texts = words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined()
        return "*\(words.count + (count == nil ? 0 : 1))\r\n\(texts)"
            + (count.map { ":\($0)\r\n" } ?? "")
    }

    private func expect(_ client: RawStream, toHear messages: [String]) {
        let whole = messages.joined()
        #expect(client.hear(whole.utf8.count) == whole)
    }

    @Test func `values come by the key's channel, and a deletion only by those of the keyspace`()
        async throws
    {
        let node = try await TestNode.start()
        let client = try RawStream(to: node.node.control!)
        client.say("SUBSCRIBE k __keyspace@0__:k __keyevent@0__:del __keyevent@0__:set\r\n")
        expect(
            client,
            toHear: [
                told("subscribe", "k", count: 1),
                told("subscribe", "__keyspace@0__:k", count: 2),
                told("subscribe", "__keyevent@0__:del", count: 3),
                told("subscribe", "__keyevent@0__:set", count: 4),
            ])
        _ = try await node.ask("SET", "k", "red")
        _ = try await node.ask("SET", "k", "")
        _ = try await node.ask("DEL", "k")
        _ = try await node.ask("SET", "other", "x")
        let set = [
            told("message", "__keyspace@0__:k", "set"), told("message", "__keyevent@0__:set", "k"),
        ]
        expect(
            client,
            toHear: [told("message", "k", "red")] + set + [told("message", "k", "")] + set + [
                told("message", "__keyspace@0__:k", "del"),
                told("message", "__keyevent@0__:del", "k"),
                told("message", "__keyevent@0__:set", "other"),
            ])
        await node.stop()
    }

    @Test func `what fits a pattern is told by the name of its channel, too`() async throws {
        let node = try await TestNode.start()
        let client = try RawStream(to: node.node.control!)
        client.say("PSUBSCRIBE col* __key*:del\r\n")
        expect(
            client,
            toHear: [
                told("psubscribe", "col*", count: 1), told("psubscribe", "__key*:del", count: 2),
            ])
        _ = try await node.ask("MSET", "colour", "red", "shape", "round")
        _ = try await node.ask("DEL", "colour", "shape")
        client.say("PUNSUBSCRIBE\r\n")
        expect(
            client,
            toHear: [
                told("pmessage", "col*", "colour", "red"),
                told("pmessage", "__key*:del", "__keyevent@0__:del", "colour"),
                told("pmessage", "__key*:del", "__keyevent@0__:del", "shape"),
                told("punsubscribe", "col*", count: 1),
                told("punsubscribe", "__key*:del", count: 0),
            ])
        await node.stop()
    }

    @Test func `deletions of other nodes are told, too`() async throws {
        let (first, second) = try await TestNode.pair()
        let client = try RawStream(to: second.node.control!)
        client.say("SUBSCRIBE __keyspace@0__:k\r\n")
        expect(client, toHear: [told("subscribe", "__keyspace@0__:k", count: 1)])
        _ = try await first.ask("SET", "k", "v")
        try await second.untilAnswer(.text("v"), to: "GET", "k")
        _ = try await first.ask("DEL", "k")
        expect(
            client,
            toHear: ["set", "del"].map { told("message", "__keyspace@0__:k", $0) })
        await first.stop()
        await second.stop()
    }

    @Test func `what changes nothing that a client can see is not told`() async throws {
        let node = try await TestNode.start()
        let client = try RawStream(to: node.node.control!)
        client.say("PSUBSCRIBE *\r\n")
        expect(client, toHear: [told("psubscribe", "*", count: 1)])
        #expect(try await node.ask("DEL", "none") == .integer(0))
        // Its value would look like what was done to another key.
        _ = try await node.ask("SET", "__keyspace@0__:k", "del")
        expect(
            client,
            toHear: [
                told("pmessage", "*", "__keyspace@0__:__keyspace@0__:k", "set"),
                told("pmessage", "*", "__keyevent@0__:set", "__keyspace@0__:k"),
            ])
        await node.stop()
    }

    @Test func `a certificate that arrives for what had no value is no change`() {
        let gone = update("k", nil)
        let held = update("k", "v")
        #expect(KeyChange(.wrote(gone, over: nil)) == nil)
        #expect(KeyChange(.wrote(gone, over: gone)) == nil)
        #expect(KeyChange(.reactivated(gone)) == nil)
        #expect(KeyChange(.letGo(gone, toldBy: Peer(0))) == nil)
        #expect(KeyChange(.wrote(gone, over: held))?.notices.map(\.payload) == told(["del", "k"]))
        #expect(KeyChange(.letGo(held, toldBy: Peer(0)))?.value == nil)
        #expect(
            KeyChange(.letGo(held, toldBy: Peer(0)))?.notices.map(\.payload) == told(["del", "k"]))
        #expect(
            KeyChange(.wrote(held, over: gone))?.notices.map(\.payload) == told(["v", "set", "k"]))
    }

    private func update(_ key: Key, _ value: String?) -> Update {
        let writer = ReplicaID(name: "n1", epoch: 1)
        return Update(
            key: key, content: value.map { .value(Value($0)) } ?? .deathCertificate(created: .zero),
            clock: .zero, id: UpdateID(origin: writer, sequence: 1))
    }

    private func told(_ words: [String]) -> [[UInt8]] { words.map { Array($0.utf8) } }

    @Test(arguments: [
        "k", "", "__keyspace@0__:", "__keyspace@0__:k", "__keyevent@0__:del", "__key",
    ])
    func `a channel keeps its name`(name: String) {
        #expect(NewsChannel(name: Array(name.utf8)).name == Array(name.utf8))
    }

    @Test func `who listens in RESP2 gives no other command, and in RESP3 any`() async throws {
        let node = try await TestNode.start()
        let client = try RawStream(to: node.node.control!)
        let refusal =
            "-ERR Can't execute 'get': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET "
            + "are allowed in this context\r\n"
        client.say("PSUBSCRIBE p\r\nGET k\r\nPING\r\nUNSUBSCRIBE\r\nRESET\r\nGET k\r\n")
        let last = "*3\r\n$11\r\nunsubscribe\r\n$-1\r\n:1\r\n+RESET\r\n$-1\r\n"
        expect(
            client, toHear: [told("psubscribe", "p", count: 1), refusal, told("pong", ""), last])
        #expect(try await node.ask("PUBSUB", "NUMPAT") == .integer(0))
        await node.stop()
    }

    @Test func `what everybody asked to be told is told`() async throws {
        let node = try await TestNode.start()
        let clients = try (0..<2).map { _ in try RawStream(to: node.node.control!) }
        for client in clients {
            client.say("SUBSCRIBE a b\r\nPSUBSCRIBE x*\r\n")
            expect(
                client,
                toHear: [
                    told("subscribe", "a", count: 1), told("subscribe", "b", count: 2),
                    told("psubscribe", "x*", count: 3),
                ])
        }
        clients[0].say("UNSUBSCRIBE b\r\n")
        expect(clients[0], toHear: [told("unsubscribe", "b", count: 2)])
        #expect(try await node.ask("PUBSUB", "CHANNELS") == .array([.text("a"), .text("b")]))
        #expect(try await node.ask("PUBSUB", "CHANNELS", "[b-z]") == .array([.text("b")]))
        #expect(
            try await node.ask("PUBSUB", "NUMSUB", "a", "b", "c")
                == .array([
                    .text("a"), .integer(2), .text("b"), .integer(1), .text("c"), .integer(0),
                ]))
        #expect(try await node.ask("PUBSUB", "NUMPAT") == .integer(1))
        let list = try #require(try await node.ask("CLIENT", "LIST").word)
        #expect(list.contains(" sub=1 psub=1 ") && list.contains(" sub=2 psub=1 "))
        await node.stop()
    }

    @Test func `notifications of the keyspace are said to be on`() async throws {
        let node = try await TestNode.start()
        #expect(
            try await node.ask("CONFIG", "GET", "notify-keyspace-events")
                == .map([.init(.text("notify-keyspace-events"), .text("KEA"))]))
        await node.stop()
    }

    @Test func `as many patterns as there may be are taken, and no more`() {
        var subscriptions = Subscriptions()
        func insert(_ name: String) -> Bool {
            subscriptions.insert(pattern: Array(name.utf8))
        }
        for number in 0..<TransportLimits.patternsMax { #expect(insert("p\(number)")) }
        #expect(insert("p0"))
        #expect(!insert("q"))
        subscriptions.remove(pattern: Array("p0".utf8))
        #expect(insert("q"))
        #expect(subscriptions.count == TransportLimits.patternsMax)
    }
}
