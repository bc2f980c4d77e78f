/// The glyphs of a text from left to right, made safe to show on the way: see `String.sanitised`.
struct DisplayGlyphs: Sequence, IteratorProtocol {
    private var scalars: String.UnicodeScalarView.Iterator
    /// The glyph that has begun; marks upon it may still come.
    private var begun: DisplayGlyph?

    fileprivate init(_ text: String) {
        scalars = text.unicodeScalars.makeIterator()
    }

    mutating func next() -> DisplayGlyph? {
        while let scalar = scalars.next() {
            switch scalar.shape {
            case .glyph(let glyph):
                defer { begun = glyph }
                if let begun { return begun }
            case .mark: begun?.add(scalar)
            case .none: break
            }
        }
        defer { begun = nil }
        return begun
    }
}

extension String {
    /// The text as glyphs, made safe on the way: see `sanitised`.
    var displayGlyphs: DisplayGlyphs { DisplayGlyphs(self) }

    /// Makes text of glyphs.
    init(_ glyphs: some Sequence<DisplayGlyph>) {
        var scalars = UnicodeScalarView()
        for glyph in glyphs { glyph.forEachScalar { scalars.append($0) } }
        self = String(scalars)
    }
}

extension DisplayGlyph {
    /// The first glyph of what Swift takes for one character, if it shows anything.
    init?(_ character: Character) {
        let scalars = character.unicodeScalars
        if scalars.count == 1, case .glyph(let glyph)? = scalars.first?.shape {
            self = glyph
        } else if let glyph = String(character).displayGlyphs.first(where: { _ in true }) {
            self = glyph
        } else {
            return nil
        }
    }
}

/// What becomes of a scalar on the screen.
private enum Shape {
    case glyph(DisplayGlyph)
    /// It sits on the glyph before it.
    case mark
    /// It is left out.
    case none
}

extension Unicode.Scalar {
    fileprivate var shape: Shape {
        if isPlainlyNarrow { return .glyph(.init(self, columns: 1)) }
        guard let shown else { return .none }
        let columns = shown.displayColumns
        return columns == 0 ? .mark : .glyph(.init(shown, columns: columns))
    }
}
