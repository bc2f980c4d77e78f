import Testing

@testable import EpidemicNode

/// Lines that say how a command is written.
@Suite struct CommandSyntaxTests {
    @Test(
        arguments: [
            ("", 0...0), ("key", 1...1), ("key value", 2...2), ("[message]", 0...1),
            ("key...", 1...Int.max),
            ("[channel...]", 0...Int.max), ("(key value)...", 2...Int.max), ("ON|OFF", 1...1),
            ("cursor [MATCH pattern]", 1...Int.max), ("[ASYNC|SYNC]", 0...1),
            ("PATTERN pattern", 2...2),
        ] as [(String, ClosedRange<Int>)])
    func `a line says how many words a command takes`(line: String, words: ClosedRange<Int>) {
        #expect(CommandSyntax(line).words == words)
    }

    @Test func `a word in capitals belongs to what follows it`() throws {
        let arguments = CommandSyntax("cursor [MATCH pattern] [NOW] [TYPE normal|pubsub]").arguments
        #expect(arguments.map(\.name) == ["cursor", "pattern", "now", "normal_pubsub"])
        #expect(arguments.map(\.token) == [nil, "MATCH", "NOW", "TYPE"])
        #expect(arguments.map(\.kind) == [.integer, .pattern, .token, .oneof])
        #expect(arguments.map(\.isOptional) == [false, true, true, true])
        #expect(arguments[3].parts.map(\.token) == ["NORMAL", "PUBSUB"])
    }

    @Test func `what stands in brackets belongs together`() {
        let pairs = CommandSyntax("(key value)...").arguments
        #expect(pairs.count == 1 && pairs[0].kind == .block && pairs[0].isMultiple)
        #expect(pairs[0].parts.map(\.kind) == [.key, .string])
        let nested = CommandSyntax("[protover [AUTH username password]]").arguments
        #expect(nested.count == 1 && nested[0].isOptional)
        #expect(nested[0].parts.last?.parts.map(\.token) == ["AUTH", nil])
    }
}
