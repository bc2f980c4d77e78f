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

    @Test func `no sequence of the terminal that is not a key acts, whatever is in it`() {
        let target = FuzzTarget("terminal-sequence") { chance in
            (0..<8).map { _ in UInt8(chance.below(256)) }
        } check: { _, chance in
            let bytes = Self.sequence(&chance)
            var input = TypedInput()
            var events: [TerminalEvent] = []
            for piece in Self.pieces(of: bytes, in: &chance) {
                events += input.type(piece) + input.wait(InputLimits.pause)
            }
            events += input.wait(InputLimits.silence) + input.type("k")
            return events == [.key(.character("k"))] ? nil : "\(bytes): \(events)"
        }
        #expect(target.fault() == nil)
    }

    @Test func `pasted text is what it is, however slowly it comes`() {
        let end = Array("\u{1B}[201~".utf8)
        let target = FuzzTarget("terminal-paste") { chance in
            Self.bytes(&chance)
        } check: { text, chance in
            guard text.firstRange(of: end) == nil else { return nil }
            let bytes = Array("\u{1B}[200~".utf8) + text + end + [UInt8(ascii: "k")]
            var input = TypedInput()
            var events: [TerminalEvent] = []
            for piece in Self.pieces(of: bytes, in: &chance) {
                events += input.type(piece)
                events += input.wait(InputLimits.silence - .milliseconds(1))
            }
            events += input.wait(InputLimits.silence)
            let expected = ReferenceScanner.events(bytes)
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
            // What has been introduced may be cut anywhere, an escape character not from the rest.
            let least = pieces.isEmpty ? 2 : 1
            let piece = rest.prefix(least + generator.below(12))
            pieces.append(Array(piece))
            rest = rest.dropFirst(piece.count)
        }
        return pieces
    }

    /// What a terminal may say that is no key: a string with its end or without, or a report.
    private static func sequence(_ generator: inout SeededGenerator) -> [UInt8] {
        let text = (0..<1 + generator.below(16)).map { _ in UInt8(0x20 + generator.below(0x5F)) }
        switch generator.below(5) {
        case 0: return Array("\u{1B}]".utf8) + text + [0x07]
        case 1: return [0x1B, Array("]P_^X".utf8)[generator.below(5)]] + text + [0x1B, 0x5C]
        case 2: return [0x1B, Array("]P_^X".utf8)[generator.below(5)]] + text
        case 3: return Array("\u{1B}[M".utf8) + [32 + 128, UInt8(generator.below(256)), 0x6B]
        default:
            let numbers = (0..<generator.below(4)).map { _ in "\(generator.below(100))" }
            let ends = Array("cnRXxtWSwy".utf8)
            return Array("\u{1B}[?\(numbers.joined(separator: ";"))".utf8)
                + [ends[generator.below(ends.count)]]
        }
    }
}
