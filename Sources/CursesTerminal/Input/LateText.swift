import TerminalUI

/// What comes after an escape character that was taken for the key because nothing followed it in time,
/// as long as somebody may have typed it.
///
/// A line may be slow and cut a sequence just behind its escape character, and somebody may press `]` after
/// the escape key. So what a sequence can begin with is held, together with what comes after it. If it
/// becomes a sequence, that is what it was; if nothing more comes for `InputLimits.latePause`, these were
/// keys, and they come in order. What came faster than anybody types is the terminal's in any case.
struct LateText: Hashable, Sendable {
    private(set) var text: [Unicode.Scalar] = []
    /// In how many pieces it came.
    private var pieces = 0

    /// Makes it out of the piece that comes first; `nil` if no sequence begins like that.
    init?(_ piece: [UInt8]) {
        guard let first = piece.first, Self.introducers.contains(Unicode.Scalar(first)) else {
            return nil
        }
    }

    private static let introducers: Set<Unicode.Scalar> = ["[", "]", "O", "P", "_", "^", "X"]
    private static let escape: UInt8 = 0x1B

    /// Takes note of a piece that goes on with it; what it consists of is to be appended.
    ///
    /// - Returns: whether it may still be typed: three characters at once are not, unless they are the
    ///   same, of a key that was held down.
    mutating func goesOn(with piece: [UInt8]) -> Bool {
        pieces += 1
        let run = piece.prefix { $0 != Self.escape }
        return run.count < 3 || run.allSatisfy { $0 == run[0] }
    }

    mutating func append(_ scalar: Unicode.Scalar) { text.append(scalar) }

    /// Without an escape character at its end, which may begin something else.
    mutating func dropEscape() {
        if endsWithEscape { text.removeLast() }
    }

    var endsWithEscape: Bool { text.last == Unicode.Scalar(Self.escape) }

    /// Whether it was typed though it has the form of a sequence: one that no terminal sends, and its
    /// characters came one by one or are the same.
    var isTyped: Bool {
        guard pieces == text.count || text.allSatisfy({ $0 == text[0] }) else { return false }
        return switch (text.count, text[0], text[1]) {
        case (3, "[", "["): !("A"..."E").contains(text[2])
        case (2, "[", let end): !("A"..."I").contains(end) && !Self.ends.contains(end)
        default: false
        }
    }

    /// What a sequence without parameters ends with, beyond A to I.
    private static let ends: Set<Unicode.Scalar> = ["M", "O", "P", "Q", "R", "S", "Z", "["]

    /// The keys that it is if somebody typed it.
    var keys: [TerminalEvent] { text.compactMap { Key($0).map { .key($0) } } }
}
