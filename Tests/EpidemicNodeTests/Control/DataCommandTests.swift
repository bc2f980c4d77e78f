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
                .text("mset"), .integer(-3), .set([]), .integer(1), .integer(-1), .integer(2),
            ])
        await node.stop()
    }

    @Test(arguments: [
        ["NONSENSE"], ["GET"], ["GET", "a", "b"], ["SET", "a"], ["MSET", "a"], ["SELECT", "1"],
        ["SCAN", "77"], ["SCAN", "0", "COUNT", "0"], ["SET", "a", "1", "EX", "5"], ["OUTBREAK"],
        ["OUTBREAK", "NONSENSE"], ["OUTBREAK", "CUT", "nobody"], ["OUTBREAK", "WATCH", "1"],
        ["OUTBREAK", "SETTINGS", "fanout", "many"], ["CONFIG", "SET", "a", "b"],
        ["CLIENT", "KILL"],
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
