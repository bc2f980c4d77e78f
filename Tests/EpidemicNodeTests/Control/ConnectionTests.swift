import Epidemic
import EpidemicWire
import Testing

@testable import EpidemicNode

/// How the control port treats its connections.
@Suite(.timeLimit(.minutes(10))) struct ConnectionTests {
    @Test(arguments: ["*1\r\n$x\r\n", "*1\r\n:4\r\n", "$4\r\nPING\r\n*-", "\"open\r\n"])
    func `a malformed frame is answered, and the connection closes`(bytes: String) async throws {
        let node = try await TestNode.start()
        let client = try RawStream(to: node.node.control!)
        client.say("PING\r\n\(bytes)\r\n")
        let heard = client.hearToEnd()
        #expect(heard.hasPrefix("+PONG\r\n-ERR "))
        await node.stop()
    }

    @Test
    func `who sends a word that is too long reads why, and not that the connection was reset`()
        async throws
    {
        let node = try await TestNode.start()
        let parts = node.node.parts
        try await node.node.onLoop { _ in parts.value.control.lastWordsTime = .hours(1) }.get()
        let client = try RawStream(to: node.node.control!)
        let long = String(repeating: "x", count: 2 * Limits.commandWordBytesMax)
        #expect(client.say("*3\r\n$3\r\nSET\r\n$1\r\na\r\n$\(long.utf8.count)\r\n\(long)\r\n"))
        #expect(client.hearToEnd().hasPrefix("-ERR Protocol error: invalid bulk length"))
        await node.stop()
    }

    @Test func `a command may come byte by byte`() async throws {
        let node = try await TestNode.start()
        let client = try RawStream(to: node.node.control!)
        for byte in "*3\r\n$3\r\nSET\r\n$1\r\na\r\n$2\r\n\r\n\r\n*2\r\n$3\r\nGET\r\n$1\r\na\r\n" {
            client.say(String(byte))
        }
        #expect(client.hear(13) == "+OK\r\n$2\r\n\r\n\r\n")
        await node.stop()
    }

    @Test(arguments: [
        ("SET k v\r\nGET k\r\n", "+OK\r\n$1\r\nv\r\n"), ("KEYS *\r\nPING\r\n", "*0\r\n+PONG\r\n"),
        ("SUBSCRIBE a\r\n", "*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n"), ("", ""),
        ("PING\r\n*1\r\n$4\r\nPI", "+PONG\r\n"), ("QUIT\r\n", "+OK\r\n"),
    ])
    func `who says nothing more is answered what it said, and then let go`(
        said: String, answer: String
    ) async throws {
        let node = try await TestNode.start()
        let parts = node.node.parts
        try await node.node.onLoop { _ in parts.value.control.long.pieceLength = .zero }.get()
        let client = try RawStream(to: node.node.control!)
        client.say(said)
        client.fallSilent()
        #expect(client.hearToEnd() == answer)
        await node.stop()
    }

    @Test func `twenty thousand commands in one breath are answered in order`() async throws {
        let node = try await TestNode.start()
        let client = try RawStream(to: node.node.control!)
        let count = 20_000
        let questions = (0..<count).map { "ECHO \($0 + count)\r\n" }.joined()
        let answers = (0..<count).map { "$5\r\n\($0 + count)\r\n" }.joined()
        client.say(questions)
        #expect(client.hear(answers.utf8.count) == answers)
        await node.stop()
    }

    @Test func `a client that asks for much and reads nothing is read from no more`() async throws {
        let node = try await TestNode.start()
        let large = String(repeating: "x", count: 1_000_000)
        #expect(try await node.ask("SET", "large", large) == .ok)
        let client = try RawStream(to: node.node.control!)
        client.say(String(repeating: "GET large\r\n", count: 2_000))
        // The node is alive and holds far less than the two gigabytes that were asked for.
        #expect(try await node.ask("PING") == .simple("PONG"))
        #expect(client.hear(10) == "$1000000\r\n")
        await node.stop()
    }

    @Test func `nothing but the password is heard where there is one`() async throws {
        let node = try await TestNode.startProtected(password: "open sesame")
        let stranger = try RawStream(to: node.control!)
        stranger.say("GET a\r\nAUTH wrong\r\nAUTH 'open sesame'\r\nPING\r\nQUIT\r\n")
        let lines = stranger.hearToEnd().split(separator: "\r\n").map { $0.prefix { $0 != " " } }
        #expect(lines == ["-NOAUTH", "-WRONGPASS", "+OK", "+PONG", "+OK"])
        node.stop()
        _ = await node.untilEnded()
    }

    @Test func `an address that others can reach demands a password`() async throws {
        var configuration = NodeConfiguration(
            name: "n1", gossip: HostPort(host: "127.0.0.1", port: 0), seed: 1)
        configuration.control = HostPort(host: "0.0.0.0", port: 0)
        let sentence = await refusal(of: configuration)
        #expect(sentence.contains("0.0.0.0:0") && sentence.contains("--password-file"))
    }

    @Test func `a port in use is told with its address`() async throws {
        let node = try await TestNode.start()
        var configuration = NodeConfiguration(name: "n2", gossip: node.node.gossip, seed: 1)
        configuration.control = nil
        #expect(await refusal(of: configuration).contains("\(node.node.gossip)"))
        await node.stop()
    }

    @Test func `a subscriber is told local and remote updates of its key, and of no other`()
        async throws
    {
        let (first, second) = try await TestNode.pair()
        let client = try RawStream(to: first.node.control!)
        client.say("SUBSCRIBE colour\r\n")
        let welcome = "*3\r\n$9\r\nsubscribe\r\n$6\r\ncolour\r\n:1\r\n"
        #expect(client.hear(welcome.utf8.count) == welcome)
        _ = try await first.ask("SET", "shape", "round")
        _ = try await first.ask("SET", "colour", "red")
        #expect(
            client.hear(42) == "*3\r\n$7\r\nmessage\r\n$6\r\ncolour\r\n$3\r\nred\r\n".prefix(42))
        try await second.untilAnswer(.text("red"), to: "GET", "colour")
        _ = try await second.ask("SET", "colour", "dark")
        #expect(client.hear(43).hasSuffix("$4\r\ndark\r\n"))
        await first.stop()
        await second.stop()
    }

    /// Why a node does not start.
    private func refusal(of configuration: NodeConfiguration) async -> String {
        do {
            let node = try await Node.start(configuration)
            node.stop()
            return ""
        } catch {
            return "\(error)"
        }
    }
}
