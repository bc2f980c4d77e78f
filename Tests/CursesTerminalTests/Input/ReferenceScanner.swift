import TerminalUI

@testable import CursesTerminal

/// Reads a whole input from its beginning to its end, with nothing remembered but the place: the slow
/// and plain counterpart of `InputDecoder`.
struct ReferenceScanner {
    private let bytes: [UInt8]
    private var place = 0
    private var events: [TerminalEvent] = []

    /// The events of an input behind which there is silence.
    static func events(_ bytes: [UInt8]) -> [TerminalEvent] {
        var scanner = ReferenceScanner(bytes: bytes)
        while scanner.scanOne() {}
        return scanner.events
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// The next character; what is none is passed over.
    private mutating func next() -> Unicode.Scalar? {
        while place < bytes.count {
            let first = bytes[place]
            let length =
                first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1
            var end = place + 1
            while end < min(place + length, bytes.count), bytes[end] & 0xC0 == 0x80 { end += 1 }
            let whole = bytes[place..<end]
            place = end
            if first < 0xA0 { return Unicode.Scalar(first) }
            if whole.count == length, let text = String(validating: whole, as: UTF8.self) {
                return text.unicodeScalars.first
            }
        }
        return nil
    }

    private mutating func peek() -> Unicode.Scalar? {
        let start = place
        defer { place = start }
        return next()
    }

    /// Takes a text, if it comes next.
    private mutating func isNext(_ text: [Unicode.Scalar]) -> Bool {
        let start = place
        for scalar in text where next() != scalar {
            place = start
            return false
        }
        return true
    }

    private static let keys = TypedInput.xterm.filter { $0.1 != "KEY_MOUSE" }.map {
        (sequence: Array($0.0.unicodeScalars), key: Key(cursesName: $0.1))
    }
    private static let firsts = Set(keys.map { $0.sequence[0] })

    private mutating func scanOne() -> Bool {
        let start = place
        guard let scalar = next() else { return false }
        if Self.firsts.contains(scalar) {
            let behind = place
            place = start
            for (sequence, key) in Self.keys where isNext(sequence) {
                if let key { events.append(.key(key)) }
                return true
            }
            place = behind
        }
        if scalar == "\u{1B}" {
            scanAfterEscape()
        } else if ("\u{80}"..."\u{9F}").contains(scalar) {
            scanIntroduced(by: Unicode.Scalar(UInt8(scalar.value - 0x40)))
        } else if let key = Key(scalar) {
            events.append(.key(key))
        }
        return true
    }

    private mutating func scanAfterEscape() {
        guard let scalar = peek(), scalar != "\u{1B}" else { return events.append(.key(.escape)) }
        if ("\u{80}"..."\u{9F}").contains(scalar) { return }
        _ = next()
        if "[]OP_^X".unicodeScalars.contains(scalar) { return scanIntroduced(by: scalar) }
        if case .character(let character) = Key(scalar) { events.append(.key(.alt(character))) }
    }

    private mutating func scanIntroduced(by introducer: Unicode.Scalar) {
        guard "[]OP_^X".unicodeScalars.contains(introducer) else { return }
        guard peek() != nil else { return events.append(.key(.alt(Character(introducer)))) }
        switch introducer {
        case "[": scanSequence()
        case "O": _ = scan { !("0"..."?").contains($0) }
        default: scanString(endsWithBell: introducer == "]")
        }
    }

    /// Takes characters up to one that ends a sequence; `nil` when it is broken off, or does not end.
    private mutating func scan(to isEnd: (Unicode.Scalar) -> Bool) -> String? {
        var text = ""
        while let scalar = peek(), scalar != "\u{1B}" {
            _ = next()
            if scalar == "\u{18}" || scalar == "\u{1A}" { return nil }
            text.unicodeScalars.append(scalar)
            if isEnd(scalar) { return text }
        }
        return nil
    }

    private mutating func scanSequence() {
        guard let text = scan(to: { ("@"..."~").contains($0) }) else { return }
        switch text {
        case "[": _ = scan { _ in true }
        case "M": scanMouse()
        case "200~": scanPaste()
        default:
            if let event = MouseEvent(sequence: text) {
                events.append(.mouse(event))
            } else if let key = Key(sequence: text) {
                events.append(.key(key))
            }
        }
    }

    /// Three characters of one byte, or of two where two bytes are one in UTF-8; three bytes if it ends
    /// before that.
    private mutating func scanMouse() {
        let start = place
        var values: [Int] = []
        while values.count < 3, place < bytes.count, place < start + 3 || bytes[place] >= 0x20 {
            let (first, second) = (bytes[place], place + 1 < bytes.count ? bytes[place + 1] : 0)
            let isPair = (0xC2...0xDF).contains(first) && (0x80...0xBF).contains(second)
            values.append(isPair ? Int(first & 0x1F) << 6 + Int(second & 0x3F) : Int(first))
            place += isPair ? 2 : 1
        }
        if values.count < 3 { values = bytes[start..<place].map { Int($0) } }
        events += MouseEvent(values: values).map { [.mouse($0)] } ?? []
    }

    private mutating func scanString(endsWithBell: Bool) {
        while let scalar = peek() {
            if scalar == "\u{1B}" { return scanStringEnd() }
            _ = next()
            if scalar == "\u{07}" && endsWithBell { return }
            if "\u{18}\u{1A}\u{9C}".unicodeScalars.contains(scalar) { return }
        }
    }

    /// An escape character ends a string; nothing comes of one behind which there is nothing.
    private mutating func scanStringEnd() {
        if isNext(["\u{1B}", "\\"]) { return }
        let start = place
        _ = next()
        if peek() != nil { place = start }
    }

    private mutating func scanPaste() {
        let end = Array("\u{1B}[201~".unicodeScalars)
        var text: [Unicode.Scalar] = []
        while let scalar = next() {
            text.append(scalar)
            guard text.suffix(end.count) == end[...] else { continue }
            text.removeLast(end.count)
            break
        }
        events.append(.paste(String(String.UnicodeScalarView(text))))
    }
}
