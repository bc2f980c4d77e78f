import EpidemicWire
import Testing

@testable import EpidemicNode

/// What `COMMAND` tells clients, proxies and tools of the commands.
@Suite(.timeLimit(.minutes(10))) struct DescribingTests {
    /// What Redis 7 answers to `COMMAND INFO`: arity, flags, the places of keys.
    @Test(
        arguments: [
            ("get", 2, ["readonly", "fast"], [1, 1, 1]),
            ("set", -3, ["write", "denyoom"], [1, 1, 1]),
            ("mset", -3, ["write", "denyoom"], [1, -1, 2]),
            ("mget", -2, ["readonly", "fast"], [1, -1, 1]),
            ("del", -2, ["write"], [1, -1, 1]), ("unlink", -2, ["write", "fast"], [1, -1, 1]),
            ("getrange", 4, ["readonly"], [1, 1, 1]), ("getdel", 2, ["write", "fast"], [1, 1, 1]),
            ("scan", -2, ["readonly"], [0, 0, 0]), ("flushall", -1, ["write"], [0, 0, 0]),
            ("ping", -1, ["fast"], [0, 0, 0]), ("info", -1, ["loading", "stale"], [0, 0, 0]),
            (
                "auth", -2, ["noscript", "loading", "stale", "fast", "no_auth", "allow_busy"],
                [0, 0, 0]
            ),
            ("config", -2, [], [0, 0, 0]), ("object|encoding", 3, ["readonly"], [2, 2, 1]),
            ("client|list", -2, ["admin", "noscript", "loading", "stale"], [0, 0, 0]),
            ("client|kill", -3, ["admin", "noscript", "loading", "stale"], [0, 0, 0]),
            ("config|set", -4, ["admin", "noscript", "loading", "stale"], [0, 0, 0]),
            ("pubsub|numsub", -2, ["pubsub", "loading", "stale"], [0, 0, 0]),
            ("multi", 1, ["noscript", "loading", "stale", "fast", "allow_busy"], [0, 0, 0]),
        ] as [(String, Int64, [String], [Int])])
    func `a command is described as Redis describes it`(
        name: String, arity: Int64, flags: [String], keys: [Int]
    ) throws {
        let command = try #require(ControlCommand.tableInside[name])
        #expect(command.arity == arity)
        #expect(Set(command.flags.names) == Set(flags))
        #expect(
            [command.facts.keys.first, command.facts.keys.last, command.facts.keys.step] == keys)
    }

    @Test func `every command is documented with group, version and arguments`() async throws {
        let node = try await TestNode.start()
        guard case .map(let told) = try await node.ask("COMMAND", "DOCS") else {
            throw ControlError.closed
        }
        #expect(told.count == ControlCommand.all.count)
        for pair in told {
            let name = pair.key.word ?? ""
            let inside = pair.value["subcommands"].map { value -> [RESPValue] in
                if case .map(let pairs) = value { pairs.map(\.value) } else { [] }
            }
            for facts in [pair.value] + (inside ?? []) {
                #expect(facts["summary"]?.word?.isEmpty == false, "\(name)")
                #expect(facts["since"]?.word?.split(separator: ".").count == 3, "\(name)")
                #expect(facts["group"]?.word.flatMap(CommandGroup.init) != nil, "\(name)")
            }
            let command = try #require(ControlCommand.table[name])
            #expect(
                pair.value["arguments"]?.items.count ?? 0 == command.facts.syntax.arguments.count,
                "\(name)")
            #expect(inside?.count ?? 0 == command.subcommands.count, "\(name)")
        }
        let some = try await node.ask("COMMAND", "DOCS", "scan", "nonsense", "client|list")
        guard case .map(let pairs) = some else { throw ControlError.closed }
        #expect(pairs.map(\.key) == [.text("scan"), .text("client|list")])
        await node.stop()
    }

    @Test func `what a command takes is no less than its syntax says`() {
        for command in ControlCommand.allInside where command.subcommands.isEmpty {
            let own = command.name.split(separator: "|").count
            #expect(
                command.words.lowerBound >= command.facts.syntax.words.lowerBound + own,
                "\(command.name)"
            )
        }
    }

    @Test func `commands are listed by pattern and category`() async throws {
        let node = try await TestNode.start()
        func list(_ words: String...) async throws -> [String] {
            try await node.ask(["COMMAND", "LIST", "FILTERBY"] + words).items.compactMap(\.word)
        }
        #expect(try await list("PATTERN", "m[gs]et") == ["mset", "mget"])
        #expect(try await list("PATTERN", "CLIENT|K*") == ["client|kill"])
        #expect(try await list("ACLCAT", "Transaction") == ["multi", "exec", "discard"])
        #expect(try await list("ACLCAT", "nonsense") == [])
        #expect(try await list("MODULE", "m") == [])
        #expect(
            try await node.ask("COMMAND", "LIST").items.count
                == ControlCommand.allInside.count)
        await node.stop()
    }

    @Test func `the keys of a command are told`() async throws {
        let node = try await TestNode.start()
        func keys(_ words: String...) async throws -> RESPValue {
            try await node.ask(["COMMAND", "GETKEYS"] + words)
        }
        #expect(try await keys("MSET", "a", "1", "b", "2") == .array([.text("a"), .text("b")]))
        #expect(try await keys("DEL", "a", "b") == .array([.text("a"), .text("b")]))
        #expect(try await keys("OBJECT", "ENCODING", "k") == .array([.text("k")]))
        for (words, sentence) in [
            (["NOPE", "a"], "Invalid command specified"),
            (["PING", "a"], "The command has no key arguments"),
            (["GETRANGE", "k"], "Invalid number of arguments specified for command"),
        ] {
            let answer = try await node.ask(["COMMAND", "GETKEYS"] + words)
            #expect(answer == .error("ERR \(sentence)"))
        }
        await node.stop()
    }

    @Test func `what is under a command is told by its help`() async throws {
        let node = try await TestNode.start()
        for command in ControlCommand.all where !command.subcommands.isEmpty {
            let lines = try await node.ask(command.name, "HELP").items.map { "\($0)" }
            #expect(lines.count == 2 * command.subcommands.count + 1, "\(command.name)")
        }
        await node.stop()
    }

    /// The sentences are Redis's own: clients tell by them what to raise.
    @Test(
        arguments: [
            ("FOO a 'b c'", "unknown command 'FOO', with args beginning with: 'a' 'b c' "),
            ("CLIENT FOO", "unknown subcommand 'FOO'. Try CLIENT HELP."),
            ("CLIENT", "wrong number of arguments for 'client' command"),
            ("CLIENT KILL", "wrong number of arguments for 'client|kill' command"),
            ("COMMAND FOO", "unknown subcommand 'FOO'. Try COMMAND HELP."),
            ("COMMAND LIST FOO", "syntax error"), ("COMMAND LIST FILTERBY PATTERN", "syntax error"),
            ("COMMAND LIST FILTERBY FOO x", "syntax error"),
            ("FLUSHDB BOGUS", "syntax error"), ("FLUSHALL ASYNC SYNC", "syntax error"),
            ("SHUTDOWN ABORT", "No shutdown in progress."), ("SHUTDOWN BOGUS", "syntax error"),
            ("SHUTDOWN SAVE NOSAVE", "syntax error"), ("SHUTDOWN NOW ABORT", "syntax error"),
            ("CLIENT LIST FOO", "syntax error"), ("CLIENT LIST ID", "syntax error"),
            ("CLIENT LIST ID x", "Invalid client ID"),
            ("CLIENT LIST TYPE x", "Unknown client type 'x'"),
            ("CLIENT NO-EVICT x", "syntax error"),
            ("SELECT x", "value is not an integer or out of range"),
            ("SELECT 1", "DB index is out of range"),
            ("HELLO 2 SETNAME", "Syntax error in HELLO option 'SETNAME'"),
            ("HELLO x", "Protocol version is not an integer or out of range"),
            ("AUTH a b c", "syntax error"),
            (
                "AUTH x",
                "AUTH <password> called without any password configured for the default user. Are you "
                    + "sure your configuration is correct?"
            ),
            ("PUBSUB NUMPAT x", "wrong number of arguments for 'pubsub|numpat' command"),
            ("GETRANGE k x 1", "value is not an integer or out of range"),
            ("MEMORY USAGE k FOO 1", "syntax error"), ("MEMORY USAGE k SAMPLES", "syntax error"),
            (
                "CONFIG SET databases 3",
                "CONFIG SET failed (possibly related to argument 'databases') - can't set immutable config"
            ),
        ] as [(String, String)])
    func `what is wrong is said in the words of Redis`(line: String, sentence: String) async throws
    {
        let node = try await TestNode.start()
        _ = try await node.ask("SET", "k", "v")
        let client = try RawStream(to: node.node.control!)
        client.say("\(line)\r\nDBSIZE\r\n")
        let answer = "-ERR \(sentence)\r\n:1\r\n"
        #expect(client.hear(answer.utf8.count) == answer)
        await node.stop()
    }

    @Test func `any password is right for the one user where there is none`() async throws {
        let node = try await TestNode.start()
        #expect(try await node.ask("AUTH", "default", "x") == .ok)
        let refusal = RESPValue.error(
            "WRONGPASS invalid username-password pair or user is disabled.")
        #expect(try await node.ask("AUTH", "somebody", "x") == refusal)
        #expect(try await node.ask("HELLO", "3", "AUTH", "somebody", "x") == refusal)
        await node.stop()
    }

    @Test func `nothing of a HELLO is heeded that is refused`() async throws {
        let node = try await TestNode.start()
        let client = try RawStream(to: node.node.control!)
        client.say(
            "HELLO 3 SETNAME \"a b\\nid=7\"\r\nHELLO 3 SETNAME me BOGUS\r\nCLIENT GETNAME\r\n")
        let answers =
            "-ERR Client names cannot contain spaces, newlines or special characters.\r\n"
            + "-ERR Syntax error in HELLO option 'BOGUS'\r\n$-1\r\n"
        #expect(client.hear(answers.utf8.count) == answers)
        #expect(try await node.ask("CLIENT", "LIST", "ID", "9999") == .verbatim(""))
        await node.stop()
    }
}
