/// One place of the screen: a glyph and how it looks.
///
/// A cell is three words that own nothing, so that screens are filled, copied and compared at the
/// speed of memory.
public struct Cell: Hashable, Sendable {
    /// Which part of a glyph the cell shows.
    public enum Part: Hashable, Sendable {
        /// A glyph of one column.
        case narrow
        /// The left half of a glyph of two columns; it holds the glyph.
        case lead
        /// The right half of the glyph in the cell to the left; its own glyph is a space.
        case trail
    }

    /// What stands here, as the screen keeps it.
    let shown: DisplayGlyph
    /// Colours and attributes.
    public var style: Style

    /// Makes a cell; a glyph that cannot stand in a cell becomes a space.
    public init(_ glyph: Character, style: Style = .plain) {
        self.init(DisplayGlyph(glyph) ?? .space, style: style)
    }

    /// Makes a cell from a glyph that may be shown.
    init(_ shown: DisplayGlyph, style: Style) {
        self.shown = shown
        self.style = style
    }

    /// What is written in the cell.
    public var glyph: Character { shown == .nothing ? " " : shown.character }

    /// Which part of the glyph stands here.
    public var part: Part {
        if shown == .nothing { return .trail }
        return shown.columns == 2 ? .lead : .narrow
    }

    /// The scalars of the glyph: one that takes room, then the marks upon it.
    public func forEachScalar(_ body: (Unicode.Scalar) -> Void) {
        shown.forEachScalar(body)
    }

    /// An empty cell.
    public static func blank(_ style: Style = .plain) -> Cell {
        Cell(.space, style: style)
    }
}
