/// One place of the screen: a glyph and how it looks.
public struct Cell: Hashable, Sendable {
    /// Which part of a glyph the cell shows.
    public enum Part: UInt8, Hashable, Sendable {
        /// A glyph of one column.
        case narrow
        /// The left half of a glyph of two columns; it holds the glyph.
        case lead
        /// The right half of the glyph in the cell to the left; its own glyph is a space.
        case trail
    }

    /// What is written in the cell.
    public internal(set) var glyph: Character
    /// Which part of the glyph stands here.
    public internal(set) var part: Part
    /// Colours and attributes.
    public var style: Style

    /// Makes a cell; a glyph that cannot stand in a cell becomes a space.
    public init(_ glyph: Character, style: Style = .plain) {
        let shown = String(glyph).displayGlyphs.first
        self.glyph = shown?.character ?? " "
        self.part = shown?.columns == 2 ? .lead : .narrow
        self.style = style
    }

    /// Makes a cell from a glyph whose columns are already known.
    init(_ glyph: Character, part: Part, style: Style) {
        self.glyph = glyph
        self.part = part
        self.style = style
    }

    /// An empty cell.
    public static func blank(_ style: Style = .plain) -> Cell {
        Cell(" ", part: .narrow, style: style)
    }
}
