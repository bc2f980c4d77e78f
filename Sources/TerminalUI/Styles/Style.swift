/// How a cell looks: two colours and a set of attributes.
public struct Style: Hashable, Sendable {
    /// The foreground with the attributes above it, and the background with those of monochrome.
    private var front: Half
    private var back: Half

    /// A colour in the lower 56 bits of a word, attributes above them.
    private struct Half: Hashable {
        private var bits: UInt64

        init(_ colour: Colour, _ attributes: Attributes) {
            bits = colour.bits | UInt64(attributes.rawValue) << 56
        }

        var colour: Colour { Colour(bits: bits & (1 << 56 - 1)) }
        var attributes: Attributes { Attributes(rawValue: UInt8(bits >> 56)) }
    }

    /// Makes a style; left out, everything is as the terminal has it.
    public init(
        foreground: Colour = .terminalDefault, background: Colour = .terminalDefault,
        attributes: Attributes = [], monochrome: Attributes = []
    ) {
        front = Half(foreground, attributes)
        back = Half(background, monochrome)
    }

    /// The colour of the glyph.
    public var foreground: Colour {
        get { front.colour }
        set { front = Half(newValue, attributes) }
    }

    /// The colour behind the glyph.
    public var background: Colour {
        get { back.colour }
        set { back = Half(newValue, monochrome) }
    }

    /// What sets the text apart on every terminal.
    public var attributes: Attributes {
        get { front.attributes }
        set { front = Half(foreground, newValue) }
    }

    /// What stands in for the colours on a terminal that has none.
    public var monochrome: Attributes {
        get { back.attributes }
        set { back = Half(background, newValue) }
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
