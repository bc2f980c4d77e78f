import CNcurses
import TerminalUI

/// Turns cells into what ncurses is told, for one depth of colours.
struct GlyphEncoder {
    let depth: ColourDepth
    /// Looking for the nearest colour is slow, and a program has few styles.
    private var known: [Style: DeviceStyle] = [:]

    init(depth: ColourDepth) {
        self.depth = depth
    }

    /// The glyphs of a stretch of a row; the right half of a wide one belongs to its left half.
    mutating func glyphs(in span: CellSpan, of buffer: CellBuffer) -> [cn_glyph] {
        var glyphs: [cn_glyph] = []
        glyphs.reserveCapacity(span.columns)
        var last: (style: Style, device: DeviceStyle)?
        for column in span.column..<span.column + span.columns {
            let cell = buffer[column, span.row]
            guard cell.part != .trail else { continue }
            let device = last?.style == cell.style ? last!.device : self.device(cell.style)
            last = (cell.style, device)
            glyphs.append(cn_glyph(cell, device))
        }
        return glyphs
    }

    private mutating func device(_ style: Style) -> DeviceStyle {
        if let device = known[style] { return device }
        let device = style.quantised(to: depth)
        known[style] = device
        return device
    }
}

extension cn_glyph {
    fileprivate init(_ cell: Cell, _ style: DeviceStyle) {
        self.init()
        columns = cell.part == .lead ? 2 : 1
        foreground = style.foreground.number
        background = style.background.number
        attributes = style.attributes.bits
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
