import TerminalUI

/// What someone may want of a screen other than what it finds out by itself.
public struct ScreenOptions: Hashable, Sendable {
    /// The colours to use, or `nil` for what the terminal can do.
    public var depth: ColourDepth?
    /// The glyphs to use, or `nil` for what the locale can show.
    public var glyphs: GlyphSet?
    /// Who has the mouse at first.
    public var mouse: MouseCapture

    /// Makes options; left out, the screen finds out by itself and leaves the mouse alone.
    public init(depth: ColourDepth? = nil, glyphs: GlyphSet? = nil, mouse: MouseCapture = .released)
    {
        self.depth = depth
        self.glyphs = glyphs
        self.mouse = mouse
    }
}
