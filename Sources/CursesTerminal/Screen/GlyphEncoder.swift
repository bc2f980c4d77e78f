import CNcurses
import TerminalUI

/// Turns cells into what ncurses is told, for one depth of colours.
struct GlyphEncoder {
    let depth: ColourDepth
    /// Looking for the nearest colour is slow, and a program has few styles.
    private var known: [Style: cn_glyph] = [:]

    init(depth: ColourDepth) {
        self.depth = depth
    }

    /// The glyphs of a stretch of a row; the right half of a wide one belongs to its left half.
    mutating func glyphs(in span: CellSpan, of buffer: CellBuffer) -> [cn_glyph] {
        var glyphs: [cn_glyph] = []
        glyphs.reserveCapacity(span.columns)
        var last: (style: Style, glyph: cn_glyph)?
        for column in span.column..<span.column + span.columns {
            let cell = buffer[column, span.row]
            guard cell.part != .trail else { continue }
            let styled = last?.style == cell.style ? last!.glyph : blank(in: cell.style)
            last = (cell.style, styled)
            glyphs.append(cn_glyph(cell, in: styled))
        }
        return glyphs
    }

    /// A glyph in a style, with nothing written yet.
    private mutating func blank(in style: Style) -> cn_glyph {
        if let glyph = known[style] { return glyph }
        let glyph = cn_glyph(style.quantised(to: depth))
        known[style] = glyph
        return glyph
    }
}

extension cn_glyph {
    fileprivate init(_ style: DeviceStyle) {
        self.init()
        foreground = style.foreground.number
        background = style.background.number
        attributes = style.attributes.bits
    }

    fileprivate init(_ cell: Cell, in style: cn_glyph) {
        self = style
        columns = cell.part == .lead ? 2 : 1
        withUnsafeMutableBytes(of: &scalars) { bytes in
            let places = bytes.bindMemory(to: UInt32.self)
            var place = 0
            cell.forEachScalar { scalar in
                places[place] = scalar.value
                place += 1
            }
        }
    }
}

extension DeviceColour {
    /// As the shim takes it: an entry of the palette, components in one number, -1 for default.
    fileprivate var number: Int32 {
        switch self {
        case .terminalDefault: -1
        case .entry(let entry): Int32(entry)
        case .rgb(let rgb): Int32(rgb.number)
        }
    }
}

extension Attributes {
    /// As the shim takes them.
    fileprivate var bits: UInt32 {
        let pairs: [(Attributes, cn_attribute)] = [
            (.bold, CN_BOLD), (.dim, CN_DIM), (.underline, CN_UNDERLINE),
            (.reverse, CN_REVERSE), (.italic, CN_ITALIC),
        ]
        return pairs.reduce(0) { contains($1.0) ? $0 | $1.1.rawValue : $0 }
    }
}
