@testable import TerminalUI

/// Screens on which everything that an export must keep occurs, different for every seed.
enum PaintedScreens {
    static let seeds = Array(1...12)

    private static let texts = [
        "plain", "日本語", "a日b", "e\u{301}<&>\"'", "● ○ ◼", "──╮", "  ", "x   y", "⣀⠤⠒⠉", "]]>",
    ]

    private static let attributes: [Attributes] = [
        [], [], .bold, .dim, [.bold, .dim], .underline, .reverse, .italic, [.bold, .italic],
    ]

    static func screen(seed: Int, size: Size = Size(columns: 23, rows: 7)) -> CellBuffer {
        var random = Random(seed: UInt64(seed))
        let grounds = [Style.plain, style(&random)]
        var screen = CellBuffer(size: size, style: grounds[random.below(2)])
        for _ in 0..<40 {
            let point = Point(
                column: random.below(size.columns + 4) - 4, row: random.below(size.rows))
            screen.put(texts[random.below(texts.count)], at: point, style: style(&random))
        }
        return screen
    }

    private static func style(_ random: inout Random) -> Style {
        let colours = [
            Colour.terminalDefault, Colour(red: 213, green: 94, blue: 0),
            Colour(rgb: RGB("#56B4E9"), palette256: 74, palette16: 14),
            Colour(rgb: RGB("#12161E"), palette256: 7, palette16: 0),
        ]
        return Style(
            foreground: colours[random.below(4)], background: colours[random.below(4)],
            attributes: attributes[random.below(attributes.count)],
            monochrome: attributes[random.below(attributes.count)])
    }
}

/// What a person sees in one place: in a blank only what a blank shows.
struct SeenCell: Hashable {
    var glyph: Character
    var style: DeviceStyle

    init(_ glyph: Character, _ style: DeviceStyle) {
        self.glyph = glyph
        let marks: Attributes = [.underline, .reverse]
        let isBare = glyph == " " && style.attributes.isDisjoint(with: marks)
        self.style =
            isBare
            ? DeviceStyle(
                foreground: .terminalDefault, background: style.background, attributes: [])
            : style
    }
}

extension CellBuffer {
    /// What a person sees on a terminal of a depth; nothing in the right half of a wide glyph.
    func seen(at depth: ColourDepth) -> [[SeenCell?]] {
        (0..<size.rows).map { row in
            (0..<size.columns).map { column in
                let cell = self[column, row]
                guard cell.part != .trail else { return nil }
                return SeenCell(cell.glyph, cell.style.quantised(to: depth))
            }
        }
    }
}
