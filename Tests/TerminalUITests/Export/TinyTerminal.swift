@testable import TerminalUI

/// A terminal that understands as much of ECMA-48 as a screen needs, and fails on anything else.
struct TinyTerminal {
    private(set) var cells: [[SeenCell?]]
    private(set) var style = DeviceStyle.plain
    /// How many sequences it was told that change the style.
    private(set) var styleChanges = 0
    private var row = 0
    private var column = 0

    struct Unknown: Error { let sequence: String }

    init(_ size: Size) {
        let blank = SeenCell(" ", .plain)
        cells = Array(repeating: Array(repeating: blank, count: size.columns), count: size.rows)
    }

    mutating func feed(_ text: String) throws {
        var rest = text.unicodeScalars[...]
        var printed = ""
        while let scalar = rest.popFirst() {
            guard scalar.value < 32 else {
                printed.unicodeScalars.append(scalar)
                continue
            }
            print(&printed)
            if scalar == "\n" {
                row += 1
                column = 0
            } else {
                try obey(&rest)
            }
        }
        print(&printed)
    }

    private mutating func print(_ text: inout String) {
        for glyph in text.displayGlyphs {
            cells[row][column] = SeenCell(glyph.character, style)
            if glyph.columns == 2 { cells[row][column + 1] = nil }
            column += glyph.columns
        }
        text = ""
    }

    private mutating func obey(_ rest: inout Substring.UnicodeScalarView) throws {
        let end = rest.firstIndex { $0.properties.isAlphabetic } ?? rest.endIndex
        guard rest.first == "[", end < rest.endIndex else {
            throw Unknown(sequence: String(rest.prefix(9)))
        }
        let body = String(rest[rest.index(after: rest.startIndex)..<end])
        let final = rest[end]
        rest = rest[rest.index(after: end)...]
        let numbers = body.split(separator: ";").compactMap { Int($0) }
        switch (final, numbers.count) {
        case ("H", 2): (row, column) = (numbers[0] - 1, numbers[1] - 1)
        case ("m", _): try render(numbers)
        case ("l", 0) where body == "?25": break
        default: throw Unknown(sequence: body + String(final))
        }
    }

    private mutating func render(_ numbers: [Int]) throws {
        styleChanges += 1
        var foreground = style.foreground
        var background = style.background
        var attributes = style.attributes
        var rest = (numbers.isEmpty ? [0] : numbers)[...]
        while let number = rest.popFirst() {
            switch number {
            case 0: (foreground, background, attributes) = (.terminalDefault, .terminalDefault, [])
            case 1: attributes.insert(.bold)
            case 2: attributes.insert(.dim)
            case 3: attributes.insert(.italic)
            case 4: attributes.insert(.underline)
            case 7: attributes.insert(.reverse)
            case 22: attributes.subtract([.bold, .dim])
            case 23: attributes.remove(.italic)
            case 24: attributes.remove(.underline)
            case 27: attributes.remove(.reverse)
            case 30...39, 90...97: foreground = try colour(number, base: 30, &rest)
            case 40...49, 100...107: background = try colour(number, base: 40, &rest)
            default: throw Unknown(sequence: "\(number)m")
            }
        }
        style = DeviceStyle(foreground: foreground, background: background, attributes: attributes)
    }

    private func colour(
        _ number: Int, base: Int, _ rest: inout ArraySlice<Int>
    ) throws -> DeviceColour {
        switch number - base {
        case 0...7: return .entry(UInt8(number - base))
        case 60...67: return .entry(UInt8(number - base - 52))
        case 9: return .terminalDefault
        default: break
        }
        switch rest.popFirst() {
        case 5: return .entry(UInt8(rest.removeFirst()))
        case 2:
            let parts = (0..<3).map { _ in UInt8(rest.removeFirst()) }
            return .rgb(RGB(red: parts[0], green: parts[1], blue: parts[2]))
        default: throw Unknown(sequence: "\(number)m")
        }
    }
}
