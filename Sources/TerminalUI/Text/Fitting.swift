/// Where text stands in room that is wider than it.
public enum Alignment: Hashable, Sendable {
    /// At the left end.
    case left
    /// At the right end, as numbers do.
    case right
    /// In the middle; one column more to its right when it does not come out even.
    case centre
}

extension String {
    /// The text cut to a number of columns, with `…` in the last one where something is missing.
    public func truncated(toColumns columns: Int) -> String {
        guard displayColumns > columns else { return self }
        guard columns > 0 else { return "" }
        return prefix(columns: columns - 1) + "…"
    }

    /// The text cut or filled up with spaces to exactly a number of columns.
    public func fitted(toColumns columns: Int, alignment: Alignment = .left) -> String {
        let text = truncated(toColumns: columns)
        let room = max(0, columns - text.displayColumns)
        let before = alignment.offset(in: room)
        return String(repeating: " ", count: before) + text
            + String(repeating: " ", count: room - before)
    }

    /// The glyphs that fit into a number of columns.
    func prefix(columns: Int) -> String {
        var left = columns
        return String(
            displayGlyphs.prefix { glyph in
                left -= glyph.columns
                return left >= 0
            })
    }

    /// The text in lines of at most a number of columns, broken between words where that is
    /// possible; line ends in the text are kept.
    public func wrapped(toColumns columns: Int) -> [String] {
        guard columns > 0 else { return [] }
        if isPlainASCII, utf8.count <= columns { return [self] }
        return unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
            Self.wrap($0.split(separator: " ").map { String($0) }, columns: columns)
        }
    }

    private static func wrap(_ words: [String], columns: Int) -> [String] {
        var lines = [""]
        var used = 0
        for word in words.flatMap({ $0.chopped(columns: columns) }) {
            let width = word.displayColumns
            if used > 0, used + 1 + width > columns {
                lines.append("")
                used = 0
            }
            if used > 0 { lines[lines.count - 1] += " " }
            lines[lines.count - 1] += word
            used += (used > 0 ? 1 : 0) + width
        }
        return lines
    }

    /// A word that is longer than a line in pieces that are not.
    private func chopped(columns: Int) -> [String] {
        guard displayColumns > columns else { return [self] }
        var pieces: [String] = []
        var left = 0
        for glyph in displayGlyphs {
            if glyph.columns > left {
                pieces.append("")
                left = columns
            }
            glyph.forEachScalar { pieces[pieces.count - 1].unicodeScalars.append($0) }
            left -= glyph.columns
        }
        return pieces
    }
}

extension Alignment {
    /// The columns before the text when so many are left over.
    func offset(in room: Int) -> Int {
        switch self {
        case .left: 0
        case .right: room
        case .centre: room / 2
        }
    }
}
