/// How a cell looks: two colours and a set of attributes.
public struct Style: Hashable, Sendable {
    /// The colour of the glyph.
    public var foreground: Colour
    /// The colour behind the glyph.
    public var background: Colour
    /// What sets the text apart on every terminal.
    public var attributes: Attributes
    /// What stands in for the colours on a terminal that has none.
    public var monochrome: Attributes

    /// Makes a style; left out, everything is as the terminal has it.
    public init(
        foreground: Colour = .terminalDefault, background: Colour = .terminalDefault,
        attributes: Attributes = [], monochrome: Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
        self.monochrome = monochrome
    }

    /// Text as the terminal writes it by itself.
    public static let plain = Style()

    /// The style with more attributes.
    public func adding(_ attributes: Attributes) -> Style {
        var style = self
        style.attributes.formUnion(attributes)
        return style
    }

    /// The style for drawing with blocks and dots, which reversed would show their opposite.
    public var ink: Style {
        var style = self
        style.attributes.subtract([.reverse, .underline])
        style.monochrome.subtract([.reverse, .underline])
        return style
    }

    /// The style's text on the background of another one, and with that one's attributes too.
    ///
    /// It is how a selection lies over a row without taking the colours out of it.
    public func over(_ base: Style) -> Style {
        Style(
            foreground: foreground, background: base.background,
            attributes: attributes.union(base.attributes),
            monochrome: monochrome.union(base.monochrome))
    }
}
