/// The characters that a terminal can show.
public enum GlyphSet: String, CaseIterable, Hashable, Sendable {
    /// Everything; the locale is UTF-8.
    case unicode
    /// Only ASCII; everything else has a stand-in.
    case ascii
}

extension GlyphSet {
    /// What stands for a character: its form in the table of glyphs, a rough picture of a braille
    /// pattern, and otherwise a question mark.
    public static func ascii(for character: Character) -> Character {
        if character.isASCII { return character }
        return standIns[character] ?? brailleStandIn(for: character) ?? "?"
    }

    private static let standIns: [Character: Character] = Dictionary(
        Glyph.allCases.map { ($0.unicode, $0.ascii) }, uniquingKeysWith: { first, _ in first })

    /// The eight bits of a braille pattern are its dots; upper and lower half tell enough.
    private static func brailleStandIn(for character: Character) -> Character? {
        guard let scalar = character.unicodeScalars.first, (0x2800...0x28FF).contains(scalar.value)
        else { return nil }
        let dots = scalar.value & 0xFF
        let hasUpper = dots & 0b0001_1011 != 0
        let hasLower = dots & 0b1110_0100 != 0
        switch (hasUpper, hasLower) {
        case (false, false): return " "
        case (true, false): return "'"
        case (false, true): return "."
        case (true, true): return ":"
        }
    }
}

extension CellBuffer {
    /// The screen as a terminal with a set of glyphs shows it; nothing changes its place.
    public func shown(in glyphs: GlyphSet) -> CellBuffer {
        switch glyphs {
        case .unicode: self
        case .ascii: mapGlyphs(GlyphSet.ascii(for:))
        }
    }

    /// A wide glyph becomes two narrow ones, so that the columns stay where they are.
    private func mapGlyphs(_ change: (Character) -> Character) -> CellBuffer {
        var result = self
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let cell = self[column, row]
                switch cell.part {
                case .narrow, .lead:
                    result[column, row] = Cell(change(cell.glyph), style: cell.style)
                case .trail:
                    let lead = self[column - 1, row].glyph
                    result[column, row] = Cell(change(lead), style: cell.style)
                }
            }
        }
        return result
    }
}
