import EpidemicWire
import Testing

@testable import EpidemicNode

/// What an operator is told of the commands of others, and does about their connections.
@Suite(.timeLimit(.minutes(10))) struct WatchedCommandTests {
    @Test func `a monitor is told every command as Redis writes it, and no password`() async throws
    {
        let node = try await TestNode.start()
        let monitor = try RawStream(to: node.node.control!)
        monitor.say("MONITOR\r\n")
        #expect(monitor.hear(5) == "+OK\r\n")
        let client = try RawStream(to: node.node.control!)
        client.say("*3\r\n$3\r\nSET\r\n$1\r\n\u{1B}\r\n$3\r\n\"\n\\\r\nAUTH secret\r\n")
        client.say("HELLO 2 AUTH default secret\r\nQUIT\r\n")
        _ = client.hearToEnd()
        _ = try await node.ask("CLIENT", "KILL", "SKIPME", "yes")
        let lines = monitor.hearToEnd().split(separator: "\r\n").map { line in
            line.split(separator: "] ", maxSplits: 1).last.map(String.init) ?? ""
        }
        #expect(
            lines.prefix(4) == [
                #""SET" "\x1b" "\"\n\\""#, #""AUTH" "(redacted)""#,
                #""HELLO" "2" "AUTH" "(redacted)" "(redacted)""#, #""QUIT""#,
            ])
        await node.stop()
    }

    @Test func `a monitor is told of EXEC behind what it carries out`() async throws {
        let node = try await TestNode.start()
        let monitor = try RawStream(to: node.node.control!)
        monitor.say("MONITOR\r\n")
        #expect(monitor.hear(5) == "+OK\r\n")
        for words in [["MULTI"], ["SET", "k", "v"], ["KEYS", "*"], ["EXEC"]] {
            _ = try await node.ask(words)
        }
        _ = try await node.ask("CLIENT", "KILL", "SKIPME", "yes")
        let words = monitor.hearToEnd().matches(of: /\] "([A-Z]+)"/).map { String($0.1) }
        #expect(words.prefix(4) == ["MULTI", "SET", "KEYS", "EXEC"])
        await node.stop()
    }

    @Test func `the command under way counts as not carried out in the list of clients`()
        async throws
    {
        let node = try await TestNode.start()
        let client = try RawStream(to: node.node.control!)
        client.say("*2\r\n$6\r\nCLIENT\r\n$4\r\nLIST\r\n*1\r\n$4\r\nQUIT\r\n")
        let unread = client.hearToEnd().matches(of: /qbuf=([0-9]+)/).map { String($0.1) }
        #expect(unread == ["0", "40"])
        await node.stop()
    }

    @Test func `a monitor that reads nothing is cut off`() async throws {
        let node = try await TestNode.start()
        let monitor = try RawStream(to: node.node.control!)
        monitor.say("MONITOR\r\n")
        #expect(monitor.hear(5) == "+OK\r\n")
        let word = String(repeating: "x", count: 1 << 20)
        let dropped = { try await node.node.onLoop { $0.drops[.slowMonitor] }.get() }
        for _ in 0..<100 where try await dropped() == 0 { _ = try await node.ask("ECHO", word) }
        #expect(try await dropped() == 1)
        #expect(try await node.ask("CLIENT", "LIST") != .null)
        withExtendedLifetime(monitor) {}
        await node.stop()
    }

    @Test func `slow commands are kept, the newest first, and cut short`() async throws {
        let node = try await TestNode.start()
        #expect(
            try await node.ask(
                "CONFIG", "SET", "slowlog-log-slower-than", "0", "slowlog-max-len", "3")
                == .ok)
        #expect(try await node.ask("CLIENT", "SETNAME", "me") == .ok)
        let word = String(repeating: "y", count: 200)
        _ = try await node.ask("ECHO", word)
        _ = try await node.ask(["MGET"] + (0..<40).map { "k\($0)" })
        let records = try await node.ask("SLOWLOG", "GET", "2").items
        #expect(records.map { $0.items[0] } == [.integer(3), .integer(2)])
        #expect(records[0].items[3].items.count == 32)
        #expect(records[0].items[3].items.last == .text("... (10 more arguments)"))
        #expect(records[1].items[3].items[1].word?.hasSuffix("y... (72 more bytes)") == true)
        #expect(records[1].items[5] == .text("me"))
        #expect(try await node.ask("SLOWLOG", "LEN") == .integer(3))
        #expect(try await node.ask("CONFIG", "SET", "slowlog-log-slower-than", "-1") == .ok)
        #expect(try await node.ask("SLOWLOG", "RESET") == .ok)
        #expect(try await node.ask("SLOWLOG", "LEN") == .integer(0))
        await node.stop()
    }

    @Test func `clients are named, listed and ended`() async throws {
        let node = try await TestNode.start()
        let first = try RawStream(to: node.node.control!)
        let second = try RawStream(to: node.node.control!)
        first.say("CLIENT SETNAME one\r\nCLIENT SETINFO LIB-NAME lib\r\nCLIENT ID\r\n")
        #expect(first.hear(14) == "+OK\r\n+OK\r\n:2\r\n")
        second.say("SUBSCRIBE news\r\n")
        _ = second.hear(30)
        let list = try #require(try await node.ask("CLIENT", "LIST").word)
        let lines = list.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[1].contains(" name=one ") && lines[1].contains(" lib-name=lib "))
        #expect(lines[1].contains(" cmd=client|id ") && lines[2].contains(" flags=P "))
        #expect(try await node.ask("CLIENT", "KILL", "127.0.0.1:1").isError)
        #expect(try await node.ask("CLIENT", "KILL", "ID", "99") == .integer(0))
        #expect(try await node.ask("CLIENT", "KILL", "USER", "nobody").isError)
        #expect(
            try await node.ask("CLIENT", "KILL", "TYPE", "pubsub", "MAXAGE", "0") == .integer(1))
        #expect(second.hearToEnd().hasSuffix("\r\n"))
        let address = lines[1].split(separator: " ")[1].dropFirst("addr=".count)
        #expect(try await node.ask("CLIENT", "KILL", String(address)) == .ok)
        #expect(first.hearToEnd().isEmpty)
        #expect(try await node.ask("CLIENT", "KILL", "TYPE", "normal") == .integer(0))
        #expect(try await node.ask("CLIENT", "KILL", "SKIPME", "no") == .integer(1))
        await #expect(throws: (any Error).self) { _ = try await node.ask("PING") }
        await node.stop()
    }

    @Test(arguments: [
        "HELLO 2 SETNAME \"a\\nb\"", "CLIENT SETNAME \"\\x1b\"", "CLIENT SETINFO lib-ver \" \"",
    ])
    func `a name that would break a list is refused`(command: String) async throws {
        let node = try await TestNode.start()
        let client = try RawStream(to: node.node.control!)
        client.say(command + "\r\nQUIT\r\n")
        #expect(client.hearToEnd().hasPrefix("-ERR "))
        await node.stop()
    }

    @Test func `what is echoed in an error cannot move a cursor`() async throws {
        let node = try await TestNode.start()
        let client = try RawStream(to: node.node.control!)
        client.say("\"\\x1b[2Jx\\r\\n+OK\"\r\nOUTBREAK \"\u{9B}m\"\r\nQUIT\r\n")
        let heard = client.hearToEnd()
        #expect(heard.hasPrefix(#"-ERR unknown command '\x1b[2Jx  +OK'"#))
        #expect(heard.contains(#"'OUTBREAK \x9bm'"#))
        await node.stop()
    }

    @Test func `of parameters all are set or none, and the log is turned up while it runs`()
        async throws
    {
        let dial = LogDial(.notice)
        let node = try await TestNode.start { $0.logDial = dial }
        #expect(try await node.ask("CONFIG", "SET", "loglevel", "verbose") == .ok)
        #expect(dial.level == .info)
        #expect(
            try await node.ask("CONFIG", "SET", "loglevel", "debug", "slowlog-max-len", "no")
                .isError)
        #expect(dial.level == .info)
        #expect(
            try await node.ask("CONFIG", "GET", "log*")
                == .map([.init(.text("loglevel"), .text("info"))]))
        for right in ["KEA", "AKE", "KEAm"] {
            #expect(try await node.ask("CONFIG", "SET", "notify-keyspace-events", right) == .ok)
        }
        for wrong in [
            ["maxclients", "7"], ["nothing", "7"], ["notify-keyspace-events", "KE"],
            ["slowlog-max-len", "7", "slowlog-max-len", "8"],
        ] {
            #expect(try await node.ask(["CONFIG", "SET"] + wrong).isError)
        }
        await node.stop()
    }

    @Test func `commands are counted by name with what they took`() async throws {
        let node = try await TestNode.start()
        for _ in 0..<3 { _ = try await node.ask("PING") }
        _ = try await node.ask("OUTBREAK", "NOTHING")
        let parts = node.node.parts
        let (given, failures) = try await node.node.onLoop { _ in
            let statistics = parts.value.control.statistics
            return (
                statistics.given.map { "\($0.name) \($0.histogram.count)" }, statistics.failures
            )
        }.get()
        #expect(given == ["ping 3", "hello 1", "outbreak 1"])
        #expect(failures == 1)
        guard case .verbatim(let info) = try await node.ask("INFO", "commandstats") else {
            Issue.record("INFO is no text")
            return
        }
        #expect(info.contains("cmdstat_ping:calls=3,"))
        let failing = info.split(separator: "\r\n").first { $0.hasPrefix("cmdstat_outbreak:") }
        #expect(failing?.hasSuffix(",rejected_calls=0,failed_calls=1") == true)
        _ = try await node.ask("MGET")
        #expect(
            try await node.ask("INFO", "commandstats").word?.contains(
                "cmdstat_mget:calls=0,usec=0,usec_per_call=0.00,rejected_calls=1,failed_calls=0")
                == true)
        await node.stop()
    }

    @Test func `a command in pieces is counted once, when it is over, with all of them`()
        async throws
    {
        let node = try await TestNode.start()
        let parts = node.node.parts
        _ = try await node.ask("CONFIG", "SET", "slowlog-log-slower-than", "0")
        _ = try await node.ask(["MSET"] + (0..<400).flatMap { ["k\($0)", "v"] })
        let putOff = try await node.node.onLoop { _ in
            parts.value.control.long.pieceLength = .zero
            return parts.value.control.long.piecesPutOff
        }.get()
        #expect(try await node.ask("KEYS", "k1*").items.count == 111)
        #expect(try await node.ask("FLUSHALL") == .ok)
        for words in [["MULTI"], ["FLUSHDB"], ["EXEC"]] { _ = try await node.ask(words) }
        let records = try await node.ask("SLOWLOG", "GET", "20").items
        let (given, pieces) = try await node.node.onLoop { _ in
            (
                parts.value.control.statistics.given,
                parts.value.control.long.piecesPutOff - putOff
            )
        }.get()
        let rest = Int64(TransportLimits.pieceRestMicroseconds)
        #expect(pieces > 20)
        for (name, words) in [("keys", "KEYS"), ("flushall", "FLUSHALL")] {
            let histogram = try #require(given.first { $0.name == name }?.histogram)
            #expect(histogram.count == 1)
            // Of each piece at least the rest after it.
            #expect(histogram.sum > 5 * rest * 1_000)
            let slow = records.filter { $0.items[3].items[0] == .text(words) }
            #expect(slow.count == 1)
            #expect((slow.first?.items[2].number ?? 0) > 5 * rest)
        }
        #expect(given.first { $0.name == "flushdb" }?.histogram.count == 1)
        await node.stop()
    }

    @Test func `a histogram counts what is at a bound below it`() {
        var histogram = LatencyHistogram()
        for nanoseconds: Int64 in [1, 10_000, 10_001, 2_000_000_000] {
            histogram.note(nanoseconds: nanoseconds)
        }
        #expect(Array(histogram.cumulative.prefix(2)) == [2, 3])
        #expect(histogram.cumulative.last == 3 && histogram.count == 4)
    }
}

extension TestNode {
    func ask(_ words: [String]) async throws -> RESPValue { try await client.ask(words) }
}

extension RESPValue {
    fileprivate var isError: Bool { if case .error = self { true } else { false } }
}
