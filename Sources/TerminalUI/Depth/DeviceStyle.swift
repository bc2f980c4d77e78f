/// A colour as a terminal of some depth is told it.
public enum DeviceColour: Hashable, Sendable {
    /// The terminal's own colour.
    case terminalDefault
    /// An entry of the terminal's palette.
    case entry(UInt8)
    /// Any colour.
    case rgb(RGB)
}

/// A style as a terminal of some depth is told it.
public struct DeviceStyle: Hashable, Sendable {
    /// The colour of the glyph.
    public let foreground: DeviceColour
    /// The colour behind the glyph.
    public let background: DeviceColour
    /// What sets the text apart.
    public let attributes: Attributes
}

extension Style {
    /// The style on a terminal of a depth: the theme's own stand-ins for its colours where it has
    /// any, else the nearest there are; without colours, the attributes that stand in for them.
    public func quantised(to depth: ColourDepth) -> DeviceStyle {
        DeviceStyle(
            foreground: foreground.quantised(to: depth),
            background: background.quantised(to: depth),
            attributes: depth == .mono ? attributes.union(monochrome) : attributes)
    }
}

extension Colour {
    /// The colour on a terminal of a depth.
    public func quantised(to depth: ColourDepth) -> DeviceColour {
        guard let rgb else { return .terminalDefault }
        switch depth {
        case .truecolor: return .rgb(rgb)
        case .palette256: return .entry(palette256 ?? Palette.nearest256(to: rgb))
        case .palette16: return .entry(palette16 ?? Palette.nearest16(to: rgb))
        case .mono: return .terminalDefault
        }
    }
}
