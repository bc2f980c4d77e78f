import Epidemic
import Fuzzing
import TerminalUI
import Testing

@testable import CursesTerminal

/// Random bytes at a terminal's input: nothing acts that is not a key by the grammar, however they come.
@Suite struct InputFuzzTests {
    @Test func `nothing acts that is not a key`() {
        let target = FuzzTarget("terminal-input", tokens: Self.tokens) { chance in
            Self.bytes(&chance)
        } check: { bytes, chance in
            let bytes = Array(bytes.prefix(Self.bytesMax))
            let events = Self.events(of: bytes, in: &chance)
            let expected = ReferenceScanner.events(bytes)
            return events == expected ? nil : "\(bytes): \(events), not \(expected)"
        }
        #expect(target.fault() == nil)
    }

    @Test func `no sequence of the terminal that is not a key acts, wherever it is cut`() {
        let target = FuzzTarget("terminal-sequence", generate: Self.noise) { _, chance in
            let (bytes, ends) = Self.sequence(&chance)
            let pieces = Self.pieces(of: bytes, in: &chance)
            var input = TypedInput()
            var events: [TerminalEvent] = []
            var isLate = false
            for (place, piece) in pieces.enumerated() {
                let isAlone = place == 0 && piece == [0x1B]
                let longest = isAlone ? InputLimits.silence : InputLimits.latePause
                let gap = Self.gap(below: longest, in: &chance)
                if isAlone { isLate = gap >= InputLimits.pause }
                events += input.type(piece) + input.wait(gap)
            }
            events += input.wait(InputLimits.silence)
            // Where the mouse is, is nothing that acts.
            events.removeAll { if case .mouse = $0 { true } else { false } }
            events += input.type("k")
            var expected: [TerminalEvent] = isLate ? [.key(.escape)] : []
            if isLate, !ends, !pieces.contains(where: Self.isFast) {
                expected += bytes.dropFirst().map {
                    .key(.character(Character(Unicode.Scalar($0))))
                }
            }
            expected.append(.key(.character("k")))
            return events == expected ? nil : "\(pieces): \(events), not \(expected)"
        }
        #expect(target.fault() == nil)
    }

    /// What a target begins with that draws everything when it checks.
    private static let noise: @Sendable (inout SeededGenerator) -> [UInt8] = { chance in
        (0..<8).map { _ in UInt8(chance.below(256)) }
    }

    /// Whether nobody types like that.
    private static func isFast(_ piece: [UInt8]) -> Bool { piece.count > 2 && Set(piece).count > 1 }

    @Test func `keys that are typed after the escape key all come, in order`() {
        let target = FuzzTarget("terminal-typing", generate: Self.noise) { _, chance in
            let first = Array("[]P_^X".utf8)[chance.below(6)]
            // After a bracket, and parameters all the more, almost anything is a sequence.
            let others = first == UInt8(ascii: "[") ? Array("[]k\\".utf8) : Self.typed
            let text =
                [first] + (0..<chance.below(8)).map { _ in others[chance.below(others.count)] }
            var input = TypedInput()
            var events = input.type([0x1B])
            events += input.wait(
                InputLimits.pause + Self.gap(below: .milliseconds(900), in: &chance))
            for byte in text {
                events += input.type([byte])
                events += input.wait(Self.gap(below: .milliseconds(600), in: &chance))
            }
            events += input.wait(InputLimits.silence)
            let keys = text.compactMap { Key(Unicode.Scalar($0)) }
            let expected = [.key(.escape)] + keys.map { TerminalEvent.key($0) }
            return events == expected ? nil : "\(text): \(events), not \(expected)"
        }
        #expect(target.fault() == nil)
    }

    private static let typed = Array("[]OP_^XkquA120;?>:\\ \r\t\u{3}\u{7F}".utf8)

    @Test func `pasted text is what it is, however slowly it comes`() {
        let end = Array("\u{1B}[201~".utf8)
        let target = FuzzTarget("terminal-paste") { chance in
            Self.bytes(&chance)
        } check: { text, chance in
            guard text.firstRange(of: end) == nil else { return nil }
            let bytes = Array("\u{1B}[200~".utf8) + text.prefix(Self.bytesMax) + end + [0x6B]
            let pieces = Self.pieces(of: bytes, in: &chance)
            var input = TypedInput()
            var events: [TerminalEvent] = []
            var count = 0
            for piece in pieces {
                count += piece.count
                let longest = count < 6 ? InputLimits.latePause : InputLimits.silence
                events += input.type(piece) + input.wait(longest - .milliseconds(1))
            }
            events += input.wait(InputLimits.silence)
            let expected =
                (pieces[0] == [0x1B] ? [.key(.escape)] : []) + ReferenceScanner.events(bytes)
            return events == expected ? nil : "\(bytes): \(events), not \(expected)"
        }
        #expect(target.fault() == nil)
    }

    @Test func `there are keys among what is tried`() {
        var chance = SeededGenerator(seed: 1)
        let events = (0..<500).map { _ in Self.events(of: Self.bytes(&chance), in: &chance).count }
        #expect(events.reduce(0, +) > 50)
    }

    /// Long enough for several sequences, and too short for one to be ended by its length.
    private static let bytesMax = 40

    private static let tokens = [
        "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[M", "\u{1B}]", "\u{1B}P", "\u{1B}\\",
        "\u{1B}[<0;1;1M",
        "\u{1B}[1;5A", "\u{1B}OA", "\u{1B}[[A", "\u{1B}[107;5u", "\u{7}", "\u{18}", "k", "q",
    ].map { Array($0.utf8) }

    private static func gap(
        below longest: Duration, in generator: inout SeededGenerator
    ) -> Duration {
        .milliseconds(generator.below(Int(longest / .milliseconds(1))))
    }

    /// Up to 24 bytes, of which most mean something in a sequence.
    private static func bytes(_ generator: inout SeededGenerator) -> [UInt8] {
        (0..<1 + generator.below(24)).map { _ in
            if generator.below(4) == 0 { return UInt8(generator.below(256)) }
            return structure[generator.below(structure.count)]
        }
    }

    private static let structure = Array(
        "\u{1B}\u{1B}\u{1B}\u{1B}[[[]P_^XO\\\u{07}\u{18}0125;;<>?:~M200~201~uAZqk".utf8)

    /// The events of bytes that come in pieces, and of the silence behind them.
    private static func events(
        of bytes: [UInt8], in generator: inout SeededGenerator
    ) -> [TerminalEvent] {
        var input = TypedInput()
        var events: [TerminalEvent] = []
        for piece in pieces(of: bytes, in: &generator) {
            events += input.type(piece) + input.wait(InputLimits.pause / 2)
        }
        return events + input.wait(InputLimits.silence)
    }

    private static func pieces(
        of bytes: [UInt8], in generator: inout SeededGenerator
    ) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(1 + generator.below(2) * generator.below(12))
            pieces.append(Array(piece))
            rest = rest.dropFirst(piece.count)
        }
        return pieces
    }

    /// What a terminal may say that is no key: a string or a report, and whether it ends.
    private static func sequence(
        _ generator: inout SeededGenerator
    ) -> (bytes: [UInt8], ends: Bool) {
        let text = (0..<1 + generator.below(16)).map { _ in UInt8(0x20 + generator.below(0x5F)) }
        let introduced = [0x1B, Array("]P_^X".utf8)[generator.below(5)]] + text
        switch generator.below(6) {
        case 0: return (Array("\u{1B}]".utf8) + text + [0x07], true)
        case 1: return (introduced + [0x1B, 0x5C], true)
        case 2: return (introduced, false)
        case 3:
            let column = UInt8(generator.below(256))
            return (Array("\u{1B}[M".utf8) + [32 + 128, column, 0x6B], true)
        case 4:
            let column = [UInt8(0xC2 + generator.below(0x1E)), UInt8(0x80 + generator.below(64))]
            return (Array("\u{1B}[M#".utf8) + column + [0x6B], true)
        default:
            let numbers = (0..<generator.below(4)).map { _ in "\(generator.below(100))" }
            let ends = Array("cnRXxtWSwy".utf8)
            let report = "\u{1B}[?\(numbers.joined(separator: ";"))"
            return (Array(report.utf8) + [ends[generator.below(ends.count)]], true)
        }
    }
}
