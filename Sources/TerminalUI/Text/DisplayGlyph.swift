/// What one cell of the screen can show: a scalar that takes room, and the marks upon it.
///
/// This is cut finer than Swift's `Character`, in the way that terminals do it: a flag, a family or
/// a spacing vowel sign are several glyphs here.
struct DisplayGlyph: Equatable, Sendable {
    var character: Character
    /// One or two.
    var columns: Int
}

extension String {
    /// The text as glyphs, made safe on the way: see `sanitised`.
    var displayGlyphs: [DisplayGlyph] {
        var glyphs: [DisplayGlyph] = []
        var marks = 0
        for scalar in unicodeScalars {
            guard let shown = scalar.shown else { continue }
            let columns = shown.displayColumns
            if columns > 0 {
                glyphs.append(DisplayGlyph(character: Character(shown), columns: columns))
                marks = 0
            } else if marks < Self.markLimit, let last = glyphs.last {
                glyphs[glyphs.count - 1].character = last.character.marked(with: shown)
                marks += 1
            }
        }
        return glyphs
    }

    /// Marks on one glyph beyond this many are dropped: a cell of ncurses holds no more.
    private static let markLimit = 4
}

extension Character {
    fileprivate func marked(with mark: Unicode.Scalar) -> Character {
        var scalars = String(self).unicodeScalars
        scalars.append(mark)
        let text = String(scalars)
        return text.count == 1 ? Character(text) : self
    }
}
