/// One line of a theme file of btop that gives a colour.
struct BtopLine {
    let name: BtopName
    /// `nil` is the terminal's own colour.
    let colour: RGB?

    /// Reads a line; `nil` when it says nothing that matters here.
    init?(_ line: Substring) throws(BtopLineError) {
        let line = line.trimmingBlanks
        guard !line.isEmpty, line.first != "#" else { return nil }
        guard let open = line.firstIndex(of: "["), let close = line[open...].firstIndex(of: "]")
        else { throw .noColour(String(line)) }
        let name = BtopName(rawValue: String(line[open..<close].dropFirst().trimmingBlanks))
        guard let value = Self.value(line[close...].dropFirst()) else {
            throw name == nil ? .noColour(String(line)) : .noValue(String(line))
        }
        guard let name else { return nil }
        self.name = name
        colour = try Self.colour(value, name: name)
    }

    /// What stands after the equals sign, out of its quotes and without the comment behind it.
    private static func value(_ rest: Substring) -> Substring? {
        let rest = rest.trimmingBlanks
        guard rest.first == "=" else { return nil }
        let value = rest.dropFirst().trimmingBlanks
        guard let quote = value.first, quote == "\"" || quote == "'" else {
            return value.withoutComment
        }
        let quoted = value.dropFirst()
        return quoted.firstIndex(of: quote).map { quoted[..<$0].trimmingBlanks }
    }

    private static func colour(
        _ value: Substring, name: BtopName
    ) throws(BtopLineError) -> RGB? {
        if value.isEmpty { return nil }
        guard let colour = RGB(String(value)) ?? grey(value) ?? decimals(value) else {
            throw .badColour(name: name.rawValue, value: String(value))
        }
        return colour
    }

    /// `#BW`: one component for all three.
    private static func grey(_ value: Substring) -> RGB? {
        let digits = value.dropFirst()
        guard value.first == "#", digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit),
            let level = UInt8(digits, radix: 16)
        else { return nil }
        return RGB(red: level, green: level, blue: level)
    }

    /// Three numbers; what is more than 255 counts as that, as in btop.
    private static func decimals(_ value: Substring) -> RGB? {
        let words = value.split(whereSeparator: \.isWhitespace)
        let numbers = words.compactMap { Int($0) }.map { UInt8(clamping: $0) }
        guard words.count == 3, numbers.count == 3 else { return nil }
        return RGB(red: numbers[0], green: numbers[1], blue: numbers[2])
    }
}

/// What can be wrong with a line of a theme file of btop.
enum BtopLineError: Error, Hashable, Sendable {
    case noColour(String)
    /// It names a colour and does not say which one, or a quote is missing.
    case noValue(String)
    case badColour(name: String, value: String)

    /// Whether the line names a colour that btop knows.
    var namesColour: Bool {
        switch self {
        case .noColour: false
        case .noValue, .badColour: true
        }
    }

    private static var textColumnsMax: Int { 40 }

    func problem(line: Int) -> ThemeError.Problem {
        switch self {
        case .noColour(let text), .noValue(let text):
            .badBtopLine(line: line, text: text.truncated(toColumns: Self.textColumnsMax))
        case .badColour(let name, let value):
            .badBtopColour(line: line, name: name, value: value)
        }
    }
}

extension Substring {
    /// The text before a blank and a number sign.
    fileprivate var withoutComment: Substring {
        var last: Character?
        let end = indices.first { index in
            defer { last = self[index] }
            return self[index] == "#" && last?.isBlank == true
        }
        return self[..<(end ?? endIndex)].trimmingBlanks
    }

    fileprivate var trimmingBlanks: Substring {
        var rest = self[...]
        while rest.first?.isBlank == true { rest.removeFirst() }
        while rest.last?.isBlank == true { rest.removeLast() }
        return rest
    }
}

extension Character {
    /// White space, or the byte-order mark that some editors put before the first line.
    fileprivate var isBlank: Bool { isWhitespace || self == "\u{FEFF}" }
}
