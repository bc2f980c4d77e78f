/// Finds what the library cannot read: heads of tables, values that are nearly dates, and brackets that do not
/// match.
///
/// A head is a bracket that begins a line outside of strings, lists and tables in braces, with nothing of ASCII
/// before it. What stands in it must begin with a letter, a digit, `-`, `_` or a quote. A value that begins
/// with a digit and has a sign in it must be a whole date. Costs O(bytes).
struct TOMLScan {
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1
    /// The brackets and braces that are open, the innermost last.
    private var open: [UInt8] = []
    private var isAtBeginning = true
    /// The last byte that was no blank.
    private var previous: UInt8 = 0

    private init(_ text: String) { bytes = Array(text.utf8) }

    /// The first thing that would end the program.
    static func flaw(in text: String) -> TOMLFlaw? {
        var scan = TOMLScan(text)
        while scan.place < scan.bytes.count {
            if let reason = scan.step() { return TOMLFlaw(line: scan.line, reason: reason) }
        }
        return nil
    }

    /// Passes over a blank, a comment, a string, a head or any other character.
    ///
    /// - Returns: what is wrong with it.
    private mutating func step() -> String? {
        let byte = bytes[place]
        let isComment = byte == UInt8(ascii: "#")
        defer { if byte > 0x20, byte < 0x80, !isComment { previous = byte } }
        switch byte {
        case 0: return "a NUL character"
        case UInt8(ascii: "\n"):
            (line, isAtBeginning) = (line + 1, true)
            place += 1
        case 0x20, 0x09, 0x0D: place += 1
        case UInt8(ascii: "#"): skip { $0 != UInt8(ascii: "\n") }
        case UInt8(ascii: "["):
            let isHead = isAtBeginning && open.isEmpty
            isAtBeginning = false
            place += 1
            if isHead { return head() }
            open.append(byte)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            isAtBeginning = false
            skipString(byte)
        case 0x0B, 0x0C, 0x80...0xFF: place += 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            let isValue = isBeforeValue
            isAtBeginning = false
            return word(isValue: isValue)
        default:
            isAtBeginning = false
            place += 1
            opens(byte)
            return closing(byte)
        }
        return nil
    }

    private mutating func opens(_ byte: UInt8) {
        if byte == UInt8(ascii: "{") { open.append(byte) }
    }

    /// A bracket or brace that closes what another one opened.
    private mutating func closing(_ byte: UInt8) -> String? {
        guard byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") else { return nil }
        let opening = byte == UInt8(ascii: "]") ? UInt8(ascii: "[") : UInt8(ascii: "{")
        guard let last = open.popLast(), last != opening else { return nil }
        return "expected what closes \(Self.quoted(last)), saw \(Self.quoted(byte))"
    }

    private static func quoted(_ byte: UInt8) -> String {
        String(decoding: [byte], as: UTF8.self).debugDescription
    }

    private mutating func head() -> String? {
        skipBlanks()
        if next == UInt8(ascii: "[") {
            place += 1
            skipBlanks()
        }
        guard let next, !Self.beginsKey(next) else { return nil }
        return "expected bare key starting character or string delimiter, saw \(Self.quoted(next))"
    }

    /// Whether what comes now is a value, and no part of a key or of what is wrong already.
    private var isBeforeValue: Bool {
        switch previous {
        case UInt8(ascii: "="): true
        case UInt8(ascii: "["), UInt8(ascii: ","): open.last == UInt8(ascii: "[")
        default: false
        }
    }

    /// A number, a date, or a part of a key that begins with a digit.
    private mutating func word(isValue: Bool) -> String? {
        let start = place
        skip { isValue ? !Self.endsValue($0) : !Self.endsWord($0) }
        guard isValue else { return nil }
        let word = bytes[start..<place]
        let hasSign = zip(word, word.dropFirst()).contains { before, byte in
            byte == UInt8(ascii: "-") && before | 0x20 != UInt8(ascii: "e")
        }
        guard hasSign, !isDate(word) else { return nil }
        return "expected a date such as 1979-05-27 or 1979-05-27T07:32:00Z"
    }

    /// Whether a word is a date, with a time behind it or not; it may be the next word.
    private func isDate(_ word: ArraySlice<UInt8>) -> Bool {
        guard Self.begins(word, like: "dddd-dd-dd") else { return false }
        let time = word.dropFirst(10)
        guard let mark = time.first else {
            let rest = bytes[place...].drop { $0 == 0x20 || $0 == 0x09 }
            guard rest.first.map(Self.isDigit) ?? false else { return true }
            return rest.startIndex == place + 1 && Self.begins(rest, like: "dd:dd:dd")
        }
        return mark | 0x20 == UInt8(ascii: "t")
            && Self.begins(time.dropFirst(), like: "dd:dd:dd")
    }

    /// - Parameter form: with `d` for any digit.
    private static func begins(_ bytes: ArraySlice<UInt8>, like form: String) -> Bool {
        bytes.count >= form.utf8.count
            && zip(bytes, form.utf8).allSatisfy { byte, form in
                form == UInt8(ascii: "d") ? isDigit(byte) : byte == form
            }
    }

    /// What the library ends a number or a date at; quotes are not among it.
    private static func endsValue(_ byte: UInt8) -> Bool {
        " \t\r\n\u{0B}\u{0C},]}#\0".utf8.contains(byte)
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        endsValue(byte) || "[{=\"'".utf8.contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    /// Whether the library says itself what is wrong, or nothing is.
    private static func beginsKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "]"):
            true
        default: false
        }
    }

    private mutating func skipBlanks() { skip { $0 == 0x20 || $0 == 0x09 } }

    private mutating func skip(while belongs: (UInt8) -> Bool) {
        while place < bytes.count, belongs(bytes[place]) { place += 1 }
    }

    /// A string ends with its quote or with the line, one that begins with three quotes with three.
    private mutating func skipString(_ quote: UInt8) {
        let isLong = bytes[place...].starts(with: [quote, quote, quote])
        place += isLong ? 3 : 1
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\n") {
                guard isLong else { return }
                line += 1
            }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                place += 1
                if next == UInt8(ascii: "\n") { continue }
            } else if byte == quote, !isLong || bytes[place...].starts(with: [quote, quote, quote])
            {
                return skip { $0 == quote }
            }
            place += 1
        }
    }
}
