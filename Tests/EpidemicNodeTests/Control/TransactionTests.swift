import EpidemicWire
import Testing

@testable import EpidemicNode

/// Pipelines as client libraries send them: between MULTI and EXEC.
@Suite struct TransactionTests {
    @Test func `what is queued is carried out together, and answered together`() async throws {
        let node = try await TestNode.start()
        #expect(try await node.ask("MULTI") == .ok)
        #expect(try await node.ask("SET", "a", "1") == .simple("QUEUED"))
        #expect(try await node.ask("GET", "a") == .simple("QUEUED"))
        let other = try await ControlClient.connect(
            to: try #require(node.node.control), within: .seconds(30))
        #expect(try await other.ask(["GET", "a"]) == .null)
        #expect(try await node.ask("EXEC") == .array([.ok, .text("1")]))
        #expect(try await other.ask(["GET", "a"]) == .text("1"))
        await node.stop()
    }

    @Test func `a transaction ends on a frozen node, too, which refuses each command`() async throws
    {
        let node = try await TestNode.start()
        #expect(try await node.ask("MULTI") == .ok)
        #expect(try await node.ask("SET", "a", "1") == .simple("QUEUED"))
        let other = try await ControlClient.connect(
            to: try #require(node.node.control), within: .seconds(30))
        #expect(try await other.ask(["OUTBREAK", "FREEZE"]) == .ok)
        let answers = try await node.ask("EXEC").items
        #expect(answers.count == 1)
        if case .error? = answers.first {} else { Issue.record("\(answers) is no refusal") }
        #expect(try await node.ask("PING") == .simple("PONG"))
        #expect(try await other.ask(["OUTBREAK", "THAW"]) == .ok)
        #expect(try await node.ask("GET", "a") == .null)
        await node.stop()
    }

    @Test func `one that is refused keeps all from being carried out`() async throws {
        let node = try await TestNode.start()
        for wrong in [
            ["NONSENSE"], ["GET"], ["CLIENT", "NONSENSE"], ["SUBSCRIBE", "a"], ["SHUTDOWN"],
            ["MONITOR"],
        ] {
            #expect(try await node.ask("MULTI") == .ok)
            #expect(try await node.ask("SET", "a", "1") == .simple("QUEUED"))
            guard case .error = try await node.client.ask(wrong) else {
                Issue.record("\(wrong) is taken between MULTI and EXEC")
                continue
            }
            #expect(
                try await node.ask("EXEC")
                    == .error("EXECABORT Transaction discarded because of previous errors."))
        }
        #expect(try await node.ask("GET", "a") == .null)
        await node.stop()
    }

    @Test func `the node is asked and set in a transaction, too`() async throws {
        let node = try await TestNode.start()
        _ = try await node.ask("MULTI")
        for words in [
            ["CONFIG", "GET", "databases"], ["CLIENT", "GETNAME"], ["INFO", "cluster"], ["TIME"],
            ["HELLO", "2"], ["COMMAND", "COUNT"],
        ] {
            #expect(try await node.ask(words) == .simple("QUEUED"))
        }
        let answers = try await node.ask("EXEC").items
        #expect(answers.count == 6)
        #expect(answers.first == .map([.init(.text("databases"), .text("1"))]))
        #expect(answers[2].word == "# Cluster\r\ncluster_enabled:0\r\n")
        // The dialect counts from there on, as in Redis.
        #expect(answers[4].items.prefix(2) == [.text("server"), .text("redis")])
        #expect(answers[5] == .count(ControlCommand.all.count))
        await node.stop()
    }

    @Test func `an EXEC that is refused itself ends the transaction`() async throws {
        let node = try await TestNode.start()
        #expect(try await node.ask("EXEC", "now") == .wrongArguments(of: "exec"))
        #expect(try await node.ask("MULTI") == .ok)
        #expect(try await node.ask("SET", "k", "v") == .simple("QUEUED"))
        #expect(
            try await node.ask("EXEC", "now")
                == .error(
                    "EXECABORT Transaction discarded because of: "
                        + "wrong number of arguments for 'exec' command"))
        #expect(try await node.ask("EXEC") == .error("ERR EXEC without MULTI"))
        #expect(try await node.ask("GET", "k") == .null)
        await node.stop()
    }

    @Test func `where the table may not grow a transaction that writes is refused whole`()
        async throws
    {
        let node = try await TestNode.start { $0.maxMemory = 1 }
        let other = try RawStream(to: node.node.control!)
        let full = "OOM command not allowed when used memory > 'maxmemory'."
        for words in [["MULTI"], ["GET", "k"], ["SET", "a", "1"]] { _ = try await node.ask(words) }
        other.say("SET k v\r\n")
        #expect(other.hear(5) == "+OK\r\n")
        #expect(
            try await node.ask("EXEC")
                == .error("EXECABORT Transaction discarded because of: \(full)"))
        #expect(try await node.ask("MULTI") == .ok)
        #expect(try await node.ask("SET", "a", "1") == .error(full))
        #expect(
            try await node.ask("EXEC")
                == .error("EXECABORT Transaction discarded because of previous errors."))
        for words in [["MULTI"], ["GET", "k"], ["DEL", "k"]] { _ = try await node.ask(words) }
        #expect(try await node.ask("EXEC") == .array([.text("v"), .integer(1)]))
        await node.stop()
    }

    @Test func `what is discarded is forgotten, and what does not fit is said`() async throws {
        let node = try await TestNode.start()
        #expect(try await node.ask("MULTI") == .ok)
        #expect(try await node.ask("SET", "a", "1") == .simple("QUEUED"))
        #expect(try await node.ask("MULTI") == .error("ERR MULTI calls can not be nested"))
        #expect(try await node.ask("DISCARD") == .ok)
        #expect(try await node.ask("DISCARD") == .error("ERR DISCARD without MULTI"))
        #expect(try await node.ask("EXEC") == .error("ERR EXEC without MULTI"))
        #expect(try await node.ask("GET", "a") == .null)
        await node.stop()
    }
}
