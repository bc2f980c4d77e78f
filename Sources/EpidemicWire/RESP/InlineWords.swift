/// Splits a line that somebody typed into words, as Redis does.
///
/// Blanks part words. In double quotes `\n \r \t \b \a \xHH` mean what they mean in C and any other
/// character after a backslash means itself; in single quotes only `\'` is special. A closing quote
/// ends its word, so a blank or the end of the line has to follow.
struct InlineWords {
    private let line: ArraySlice<UInt8>
    private var position: Int

    /// The words of a line; none for a blank one.
    static func split(_ line: ArraySlice<UInt8>) throws(RESPError) -> [[UInt8]] {
        var splitter = InlineWords(line)
        var words: [[UInt8]] = []
        while let word = try splitter.next() { words.append(word) }
        return words
    }

    private init(_ line: ArraySlice<UInt8>) {
        self.line = line
        position = line.startIndex
    }

    private mutating func take() -> UInt8? {
        guard position < line.endIndex else { return nil }
        defer { position += 1 }
        return line[position]
    }

    private mutating func next() throws(RESPError) -> [UInt8]? {
        while position < line.endIndex, line[position].isBlank { position += 1 }
        guard position < line.endIndex else { return nil }
        var word: [UInt8] = []
        while let byte = take(), !byte.isBlank {
            switch byte {
            case UInt8(ascii: "\""): return try quoted(byte, after: word, Self.doubleEscape)
            case UInt8(ascii: "'"): return try quoted(byte, after: word, Self.singleEscape)
            default: word.append(byte)
            }
        }
        return word
    }

    /// The rest of a word that goes on in quotes.
    private mutating func quoted(
        _ quote: UInt8, after begun: [UInt8], _ escape: (inout Self) -> UInt8?
    ) throws(RESPError) -> [UInt8] {
        var word = begun
        while let byte = take() {
            if byte == quote {
                guard position == line.endIndex || line[position].isBlank else { break }
                return word
            }
            word.append(byte == UInt8(ascii: "\\") ? escape(&self) ?? byte : byte)
        }
        throw .unbalancedQuotes
    }

    /// What a backslash in double quotes and the characters after it mean; nil for nothing but itself.
    private static func doubleEscape(_ splitter: inout Self) -> UInt8? {
        if let byte = splitter.hexadecimal() { return byte }
        guard let byte = splitter.take() else { return nil }
        return switch byte {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "a"): 0x07
        default: byte
        }
    }

    private static func singleEscape(_ splitter: inout Self) -> UInt8? {
        guard splitter.position < splitter.line.endIndex,
            splitter.line[splitter.position] == UInt8(ascii: "'")
        else { return nil }
        return splitter.take()
    }

    /// `xHH`, when that stands here.
    private mutating func hexadecimal() -> UInt8? {
        let rest = line[position...].prefix(3)
        guard rest.count == 3, rest.first == UInt8(ascii: "x"),
            let high = rest[position + 1].hexadecimalDigit,
            let low = rest[position + 2].hexadecimalDigit
        else { return nil }
        position += 3
        return high << 4 | low
    }
}

extension UInt8 {
    /// A blank, a tab, or one of the other characters that move without printing.
    fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) || self == 0 }

    /// What a hexadecimal digit of either case is worth.
    var hexadecimalDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
