import Epidemic
import EpidemicWire

/// The commands of a text, which has to end where one ends.
func commands(_ text: String) throws(RESPError) -> [[String]] {
    var parser = RESPCommandParser()
    parser.append(text.utf8)
    var commands: [[String]] = []
    while let words = try parser.next() {
        commands.append(words.map { String(decoding: $0, as: UTF8.self) })
    }
    return commands
}

/// What a client is told about a text, if it is refused.
func refusal(of text: String, _ limits: RESPLimits = .client) -> String? {
    var parser = RESPCommandParser(limits: limits)
    parser.append(text.utf8)
    do {
        while try parser.next() != nil {}
        return nil
    } catch {
        return error.description
    }
}

/// What a parser makes of bytes that arrive in pieces: what comes out, and what ends it.
struct Outcome<Value: Equatable>: Equatable {
    var values: [Value] = []
    var failure: RESPError?
}

/// Feeds commands in pieces that end at the given places.
func commandOutcome(_ bytes: [UInt8], cutAt cuts: [Int]) -> Outcome<[[UInt8]]> {
    var parser = RESPCommandParser()
    return outcome(bytes, cuts, { parser.append($0) }) { () throws(RESPError) in
        try parser.next()
    }
}

/// Feeds answers in pieces that end at the given places.
func replyOutcome(_ bytes: [UInt8], cutAt cuts: [Int]) -> Outcome<RESPValue> {
    var parser = RESPReplyParser()
    return outcome(bytes, cuts, { parser.append($0) }) { () throws(RESPError) in
        try parser.next()
    }
}

private func outcome<Value>(
    _ bytes: [UInt8], _ cuts: [Int], _ append: (ArraySlice<UInt8>) -> Void,
    _ next: () throws(RESPError) -> Value?
) -> Outcome<Value> {
    var outcome = Outcome<Value>()
    var begin = 0
    for end in cuts + [bytes.count] {
        append(bytes[begin..<end])
        begin = end
        do throws(RESPError) {
            while let value = try next() { outcome.values.append(value) }
        } catch {
            outcome.failure = error
        }
    }
    return outcome
}

/// Makes values of every kind from a seed.
struct RESPGenerator {
    var chance: SeededGenerator

    init(seed: UInt64) { chance = SeededGenerator(seed: seed) }

    mutating func value(depth: Int = 0) -> RESPValue {
        switch chance.below(depth < 3 ? 12 : 8) {
        case 0: .simple(line())
        case 1: .error("ERR " + line())
        case 2: .integer(Int64(bitPattern: chance.next() >> UInt64(chance.below(64))))
        case 3: .bulk(bytes(atMost: 40))
        case 4: .null
        case 5: .double(Double(Int64(bitPattern: chance.next())) / 1024)
        case 6: .boolean(chance.below(2) == 1)
        case 7: .verbatim(line())
        case 8: .array(values(depth))
        case 9: .set(values(depth))
        case 10: .push(values(depth))
        default: .map(zip(values(depth), values(depth)).map { RESPValue.Pair($0, $1) })
        }
    }

    mutating func command() -> [[UInt8]] {
        (0...chance.below(5)).map { _ in bytes(atMost: 30) }
    }

    mutating func bytes(atMost limit: Int) -> [UInt8] {
        (0..<chance.below(limit + 1)).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
    }

    private mutating func values(_ depth: Int) -> [RESPValue] {
        (0..<chance.below(4)).map { _ in value(depth: depth + 1) }
    }

    private mutating func line() -> String {
        String(
            (0..<chance.below(20)).map { _ in
                Character(Unicode.Scalar(UInt8(32 + chance.below(95))))
            })
    }
}
