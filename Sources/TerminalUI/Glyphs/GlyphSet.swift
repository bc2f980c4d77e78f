/// The characters that a terminal can show.
public enum GlyphSet: String, CaseIterable, Hashable, Sendable {
    /// Everything; the locale is UTF-8.
    case unicode
    /// Only ASCII; everything else has a stand-in.
    case ascii
}

extension GlyphSet {
    /// What stands for a scalar: its form in the table of glyphs, a rough picture of a braille pattern,
    /// and otherwise a question mark.
    public static func ascii(for scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.isASCII { return scalar }
        return standIns[scalar] ?? squares[scalar] ?? brailleStandIn(for: scalar) ?? "?"
    }

    /// The marks by which themes without colours tell roots apart.
    private static let squares = Dictionary(
        uniqueKeysWithValues: zip("□▣▤▥▦▧▨".unicodeScalars, "-=+&$@!".unicodeScalars))

    /// Everything beyond ASCII that the program draws by itself: what a font must have.
    public static let drawn: [Unicode.Scalar] =
        standIns.keys.filter { !$0.isASCII } + squares.keys
        + (0x2801...0x28FF).compactMap { Unicode.Scalar($0 as UInt32) }

    private static let standIns: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
        Glyph.allCases.map { ($0.unicode.unicodeScalars.first!, $0.ascii.unicodeScalars.first!) },
        uniquingKeysWith: { first, _ in first })

    /// The eight bits of a braille pattern are its dots; upper and lower half tell enough.
    private static func brailleStandIn(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard (0x2800...0x28FF).contains(scalar.value) else { return nil }
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

    /// A glyph as the set has it, in as many cells as it takes on every terminal.
    func form(of glyph: DisplayGlyph) -> DisplayGlyph {
        switch self {
        case .unicode: glyph
        case .ascii: DisplayGlyph(Self.ascii(for: glyph.base), columns: 1)
        }
    }
}

extension CellBuffer {
    /// The screen as a terminal with a set of glyphs shows it; nothing changes its place.
    ///
    /// Nothing needs to be done if it was drawn for that set.
    public func shown(in glyphs: GlyphSet) -> CellBuffer {
        guard glyphs == .ascii, self.glyphs != .ascii else { return self }
        var screen = CellBuffer(size: size, glyphs: glyphs)
        screen.put(self, at: Point(column: 0, row: 0))
        return screen
    }
}
