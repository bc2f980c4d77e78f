import EpidemicWire
import Testing

/// How answers are written in both dialects, and read again.
@Suite struct AnswerTests {
    @Test(arguments: [
        (RESPValue.ok, "+OK\r\n", "+OK\r\n"),
        (.error("ERR no\r\nsuch\nthing"), "-ERR no  such thing\r\n", "-ERR no  such thing\r\n"),
        (.integer(-7), ":-7\r\n", ":-7\r\n"),
        (.text("é"), "$2\r\né\r\n", "$2\r\né\r\n"),
        (.null, "$-1\r\n", "_\r\n"),
        (.boolean(true), ":1\r\n", "#t\r\n"),
        (.boolean(false), ":0\r\n", "#f\r\n"),
        (.double(2), "$1\r\n2\r\n", ",2\r\n"),
        (.double(-0.5), "$4\r\n-0.5\r\n", ",-0.5\r\n"),
        (.double(.infinity), "$3\r\ninf\r\n", ",inf\r\n"),
        (.verbatim("ab"), "$2\r\nab\r\n", "=6\r\ntxt:ab\r\n"),
        (.array([.integer(1), .array([])]), "*2\r\n:1\r\n*0\r\n", "*2\r\n:1\r\n*0\r\n"),
        (.set([.integer(1)]), "*1\r\n:1\r\n", "~1\r\n:1\r\n"),
        (.push([.text("m")]), "*1\r\n$1\r\nm\r\n", ">1\r\n$1\r\nm\r\n"),
        (
            .map([RESPValue.Pair(.text("k"), .integer(1))]),
            "*2\r\n$1\r\nk\r\n:1\r\n", "%1\r\n$1\r\nk\r\n:1\r\n"
        ),
    ])
    func `every kind has its form in both dialects`(
        value: RESPValue, second: String, third: String
    ) {
        #expect(String(decoding: value.encoded(as: .resp2), as: UTF8.self) == second)
        #expect(String(decoding: value.encoded(as: .resp3), as: UTF8.self) == third)
    }

    @Test(arguments: 0..<40)
    func `what is written as RESP3 is read as it was`(seed: Int) {
        var generator = RESPGenerator(seed: UInt64(seed))
        let values = (0..<20).map { _ in generator.value() }
        let bytes = values.flatMap { $0.encoded(as: .resp3) }
        #expect(replyOutcome(bytes, cutAt: []) == Outcome(values: values))
    }

    @Test func `both ways in which RESP2 says null are understood`() {
        let outcome = replyOutcome(Array("$-1\r\n*-1\r\n".utf8), cutAt: [])
        #expect(outcome == Outcome(values: [.null, .null]))
    }

    @Test(arguments: [
        ("!1\r\n", RESPError.unknownKind(UInt8(ascii: "!"))),
        (":1\n", .answer(.line)), (":1x\r\n", .answer(.number)), (",x\r\n", .answer(.number)),
        ("$-2\r\n", .answer(.length)), ("*x\r\n", .answer(.length)),
        ("#y\r\n", .answer(.truth)), ("#tt\r\n", .answer(.truth)), ("_x\r\n", .answer(.line)),
        ("=5\r\nmkd:x\r\n", .answer(.verbatim)), ("$1\r\nxyz", .unterminatedBulk),
        ("$99999999999\r\n", .answer(.tooLarge)), ("*99999999999\r\n", .answer(.tooLarge)),
        (String(repeating: "*1\r\n", count: 17), .answer(.tooDeep)),
        (String(repeating: "*2\r\n:1\r\n", count: 17), .answer(.tooDeep)),
        ("+" + String(repeating: "x", count: 70_000), .answer(.tooLarge)),
    ])
    func `what is no answer is refused by name`(text: String, error: RESPError) {
        #expect(replyOutcome(Array(text.utf8), cutAt: []).failure == error)
    }
}
