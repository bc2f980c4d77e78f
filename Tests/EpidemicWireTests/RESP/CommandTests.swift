import Epidemic
import EpidemicWire
import Testing

/// What clients send, whole and in pieces.
@Suite struct CommandTests {
    @Test func `an array of bulk strings is a command`() throws {
        #expect(try commands("*2\r\n$3\r\nGET\r\n$1\r\nk\r\n") == [["GET", "k"]])
        #expect(try commands("*1\r\n$0\r\n\r\n") == [[""]])
    }

    @Test func `a word may hold line ends and any other byte`() throws {
        var parser = RESPCommandParser()
        let word: [UInt8] = [0x0D, 0x0A, 0, 0xFF, 0x2A]
        parser.append(RESPValue.array([.bulk(word)]).encoded(as: .resp2))
        let command = try parser.next()
        #expect(command == [word])
    }

    @Test func `pipelined commands come out one by one`() throws {
        #expect(
            try commands("*1\r\n$4\r\nPING\r\nECHO x\r\n*2\r\n$3\r\nGET\r\n$1\r\nk\r\n")
                == [["PING"], ["ECHO", "x"], ["GET", "k"]])
    }

    @Test func `an empty array, an array of length minus one and a blank line are no commands`()
        throws
    {
        #expect(try commands("*0\r\n*-1\r\n\r\n \n*1\r\n$1\r\nx\r\n") == [["x"]])
    }

    @Test(arguments: [
        ("SET k v\r\n", ["SET", "k", "v"]),
        ("  SET\tk   v  \n", ["SET", "k", "v"]),
        (#"SET k "a b""# + "\r\n", ["SET", "k", "a b"]),
        (#"SET k "\x41\n\"\\\q""# + "\r\n", ["SET", "k", "A\n\"\\q"]),
        (#"SET k 'a \'b\n'"# + "\r\n", ["SET", "k", #"a 'b\n"#]),
        (#"a"b c" '' "\xZZ""# + "\n", ["ab c", "", "xZZ"]),
    ])
    func `a typed line is split as Redis splits it`(line: String, words: [String]) throws {
        #expect(try commands(line) == [words])
    }

    @Test(arguments: [
        ("*x\r\n", "invalid multibulk length"), ("*\r\n", "invalid multibulk length"),
        ("*1\n", "invalid multibulk length"), ("*01\r\n", "invalid multibulk length"),
        ("*+1\r\n", "invalid multibulk length"), ("* 1\r\n", "invalid multibulk length"),
        ("*131073\r\n", "invalid multibulk length"),
        ("*99999999999999999999999\r\n", "invalid multibulk length"),
        ("*1\r\n$-1\r\n", "invalid bulk length"), ("*1\r\n$x\r\n", "invalid bulk length"),
        ("*1\r\n$8388609\r\n", "invalid bulk length"), ("*1\r\n$3\n", "invalid bulk length"),
        ("*1\r\n:1\r\n", "expected '$', got ':'"),
        ("*1\r\n\u{1}\r\n", #"expected '$', got '\x01'"#),
        ("*1\r\n\r\n", #"expected '$', got '\x0d'"#), ("*1\r\n\n", "expected '$', got ''"),
        ("*1\r\n$1\r\nabc", "expected a line end after the bulk string"),
        ("SET \"k\n", "unbalanced quotes in request"),
        ("SET 'k'v\n", "unbalanced quotes in request"),
        ("SET \"k\"v\n", "unbalanced quotes in request"),
        (String(repeating: "x", count: 70_000), "too big inline request"),
        ("*" + String(repeating: "1", count: 70_000), "too big mbulk count string"),
        ("*1\r\n$" + String(repeating: "1", count: 70_000), "too big bulk count string"),
        ("*5\r\n", nil), ("*1\r\n$5\r\nabc", nil),
    ])
    func `what is not the protocol is refused in the words of Redis`(
        text: String, reason: String?
    ) {
        #expect(refusal(of: text) == reason.map { "Protocol error: \($0)" })
    }

    @Test func `words that are too much together are refused as they are announced`() {
        let word = "$8388608\r\n" + String(repeating: "x", count: 8_388_608) + "\r\n"
        let text = "*5\r\n" + String(repeating: word, count: 4) + "$1\r\n"
        #expect(
            refusal(of: text)
                == "Protocol error: too big request, at most \(Limits.commandBytesMax) bytes")
    }

    @Test func `a client without the password may say little`() {
        #expect(
            refusal(of: "*11\r\n", .unauthenticated)
                == "Protocol error: unauthenticated multibulk length")
        #expect(
            refusal(of: "*1\r\n$16385\r\n", .unauthenticated)
                == "Protocol error: unauthenticated bulk length")
        #expect(
            refusal(of: "*131073\r\n", .unauthenticated)
                == "Protocol error: invalid multibulk length")
        #expect(refusal(of: "*10\r\n$16384\r\n", .unauthenticated) == nil)
    }

    @Test func `after an error nothing else comes out`() throws {
        var parser = RESPCommandParser()
        parser.append("*1\r\n$4\r\nPING\r\n*x\r\n".utf8)
        let command = try parser.next()
        #expect(command == [Array("PING".utf8)])
        for _ in 0..<2 {
            #expect(throws: RESPError.multibulkLength) { try parser.next() }
            parser.append("PING\r\n".utf8)
        }
        #expect(parser.waiting == 0)
    }
}
