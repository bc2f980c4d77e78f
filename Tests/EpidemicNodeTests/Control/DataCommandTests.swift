import EpidemicWire
import Testing

@testable import EpidemicNode

/// What any Redis client may say about the table (CLI.md, "The node's control protocol").
@Suite struct DataCommandTests {
    @Test func `what is set can be got, and deleted`() async throws {
        let node = try await TestNode.start()
        #expect(try await node.ask("SET", "colour", "red") == .ok)
        #expect(try await node.ask("GET", "colour") == .text("red"))
        #expect(try await node.ask("EXISTS", "colour", "shape", "colour") == .integer(2))
        #expect(try await node.ask("DEL", "colour", "shape") == .integer(1))
        #expect(try await node.ask("GET", "colour") == .null)
        #expect(try await node.ask("DBSIZE") == .integer(0))
        await node.stop()
    }

    @Test func `several keys are written and read at once`() async throws {
        let node = try await TestNode.start()
        #expect(try await node.ask("MSET", "a", "1", "b", "2") == .ok)
        #expect(
            try await node.ask("MGET", "a", "x", "b")
                == .array([.text("1"), .null, .text("2")]))
        #expect(try await node.ask("FLUSHDB") == .ok)
        #expect(try await node.ask("DBSIZE") == .integer(0))
        await node.stop()
    }

    @Test func `a scan meets every key once, in steps`() async throws {
        let node = try await TestNode.start()
        for number in 100..<150 { _ = try await node.ask("SET", "key:\(number)", "v") }
        var cursor = "0"
        var found: [RESPValue] = []
        repeat {
            let answer = try await node.ask("SCAN", cursor, "MATCH", "key:1[0-2]?", "COUNT", "7")
            guard case .array(let parts) = answer, case .bulk(let next) = parts[0],
                case .array(let keys) = parts[1]
            else { throw ControlError.closed }
            cursor = String(decoding: next, as: UTF8.self)
            found += keys
        } while cursor != "0"
        #expect(found == (100..<130).map { .text("key:\($0)") })
        await node.stop()
    }

    @Test func `a value of the largest size is stored, and a larger one refused by its size`()
        async throws
    {
        let node = try await TestNode.start()
        let largest = [UInt8](repeating: 0x78, count: 1 << 20)
        #expect(try await node.client.ask([Array("SET".utf8), [1], largest]) == .ok)
        #expect(try await node.client.ask([Array("GET".utf8), [1]]) == .bulk(largest))
        guard
            case .error(let refusal) = try await node.client.ask(
                [Array("SET".utf8), [1], largest + [1]])
        else { throw ControlError.closed }
        #expect(refusal.contains("1048577"))
        await node.stop()
    }

    @Test func `a command is described in as many parts as clients count on`() async throws {
        let node = try await TestNode.start()
        let told = try await node.ask("COMMAND", "INFO", "mset", "nonsense").items
        #expect(told.map(\.items.count) == [10, 0])
        #expect(
            told.first?.items[..<6] == [
                .text("mset"), .integer(-3), .set([.simple("write"), .simple("denyoom")]),
                .integer(1),
                .integer(-1), .integer(2),
            ])
        await node.stop()
    }

    @Test func `parts of values are told as Redis counts them`() async throws {
        let node = try await TestNode.start()
        _ = try await node.ask("SET", "k", "hello")
        for (start, end, part) in [
            ("0", "-1", "hello"), ("1", "3", "ell"), ("-3", "-1", "llo"), ("3", "1", ""),
            ("10", "20", ""), ("-100", "2", "hel"), ("0", "-100", "h"), ("-2", "-3", ""),
        ] {
            #expect(try await node.ask("GETRANGE", "k", start, end) == .text(part))
            #expect(try await node.ask("SUBSTR", "k", start, end) == .text(part))
        }
        #expect(try await node.ask("GETRANGE", "none", "0", "-1") == .text(""))
        #expect(try await node.ask("STRLEN", "k") == .integer(5))
        #expect(try await node.ask("STRLEN", "none") == .integer(0))
        await node.stop()
    }

    @Test func `what is known of a key is told, and of one that is gone that it is`() async throws {
        let node = try await TestNode.start()
        _ = try await node.ask("MSET", "k", "v", "gone", "v")
        #expect(try await node.ask("UNLINK", "gone", "none") == .integer(1))
        #expect(try await node.ask("TYPE", "k") == .simple("string"))
        #expect(try await node.ask("TYPE", "gone") == .simple("none"))
        for command in ["TTL", "PTTL", "EXPIRETIME", "PEXPIRETIME"] {
            #expect(try await node.ask(command, "k") == .integer(-1))
            #expect(try await node.ask(command, "gone") == .integer(-2))
        }
        #expect(try await node.ask("TOUCH", "k", "gone", "k") == .integer(2))
        #expect(try await node.ask("RANDOMKEY") == .text("k"))
        #expect(try await node.ask("MEMORY", "USAGE", "gone") == .null)
        let small = try #require(try await node.ask("MEMORY", "USAGE", "k").number)
        _ = try await node.ask("SET", "k", String(repeating: "x", count: 1_000))
        #expect(try await node.ask("MEMORY", "USAGE", "k", "SAMPLES", "5").number == small + 999)
        #expect(try await node.ask("GETDEL", "k") == .text(String(repeating: "x", count: 1_000)))
        #expect(try await node.ask("GETDEL", "k") == .null)
        #expect(try await node.ask("RANDOMKEY") == .null)
        #expect(try await node.ask("DBSIZE") == .integer(0))
        await node.stop()
    }

    @Test func `a page of a scan goes on past what is gone`() async throws {
        let node = try await TestNode.start()
        let keys = (0..<2_000).map { "k\($0)" }
        _ = try await node.ask(["MSET"] + keys.flatMap { [$0, "v"] })
        _ = try await node.ask(["DEL"] + keys.filter { !["k1", "k5", "k7"].contains($0) })
        let whole = try await node.ask("SCAN", "0")
        #expect(whole == .array([.text("0"), .array(["k1", "k5", "k7"].map { .text($0) })]))
        let first = try await node.ask("SCAN", "0", "COUNT", "2", "MATCH", "k[57]").items
        #expect(first[1] == .array([.text("k5")]))
        let cursor = try #require(first[0].word)
        #expect(
            try await node.ask("SCAN", cursor, "MATCH", "k[57]")
                == .array([.text("0"), .array([.text("k7")])]))
        await node.stop()
    }

    @Test func `the only key among many that are gone is found`() async throws {
        let node = try await TestNode.start()
        let keys = (0..<2_000).map { "k\($0)" }
        _ = try await node.ask(["MSET"] + keys.flatMap { [$0, "v"] })
        _ = try await node.ask(["DEL"] + keys.dropLast())
        for _ in 0..<20 { #expect(try await node.ask("RANDOMKEY") == .text("k1999")) }
        #expect(try await node.ask("SET", "a", "v") == .ok)
        var drawn: [RESPValue: Int] = [:]
        for _ in 0..<200 { drawn[try await node.ask("RANDOMKEY"), default: 0] += 1 }
        #expect(drawn.count == 2)
        #expect((40...160).contains(drawn[.text("a")] ?? 0), "of many deletions around it")
        await node.stop()
    }

    @Test(arguments: [
        ("7", "int"), ("-5", "int"), ("007", "embstr"), ("9223372036854775808", "embstr"),
        ("", "embstr"), (String(repeating: "x", count: 44), "embstr"),
        (String(repeating: "x", count: 45), "raw"),
    ])
    func `the encoding of a value is that of Redis`(value: String, encoding: String) async throws {
        let node = try await TestNode.start()
        _ = try await node.ask("SET", "k", value)
        #expect(try await node.ask("OBJECT", "ENCODING", "k") == .text(encoding))
        #expect(try await node.ask("OBJECT", "ENCODING", "none") == .null)
        await node.stop()
    }

    @Test(arguments: [
        ["NONSENSE"], ["GET"], ["GET", "a", "b"], ["SET", "a"], ["MSET", "a"], ["SELECT", "1"],
        ["SCAN", "77"], ["SCAN", "0", "COUNT", "0"], ["SET", "a", "1", "EX", "5"], ["OUTBREAK"],
        ["OUTBREAK", "NONSENSE"], ["OUTBREAK", "CUT", "nobody"], ["OUTBREAK", "WATCH", "1"],
        ["OUTBREAK", "SETTINGS", "fanout", "many"], ["CONFIG", "SET", "a", "b"],
        ["CLIENT", "KILL"], ["GETRANGE", "a", "0"], ["SUBSTR", "a", "x", "1"], ["FLUSHALL", "NOW"],
        ["MEMORY", "USAGE"], ["OBJECT", "FREQ", "a"], ["GETRANGE", "a", "+1", "2"],
        ["GETRANGE", "a", "0", "01"], ["SELECT", "+0"], ["WAIT", "-0", "1"],
    ])
    func `a wrong command is refused, and the connection stays`(words: [String]) async throws {
        let node = try await TestNode.start()
        guard case .error(let text) = try await node.client.ask(words) else {
            Issue.record("\(words) was not refused")
            return
        }
        #expect(text.hasPrefix("ERR "))
        #expect(try await node.ask("PING") == .simple("PONG"))
        await node.stop()
    }
}
