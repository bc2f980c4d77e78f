import TerminalUI

/// Thin lines over cells: in braille as fine as dots, in ASCII by strokes.
///
/// Where lines cross in a cell, their dots add up, and the later one gives the colour.
struct LineCanvas {
    private let size: Size
    private let glyphs: GlyphSet
    /// The braille pattern of each cell; in ASCII its stroke.
    private var dots: [UInt8]
    private var strokes: [Character?]
    private var styles: [Style?]

    init(size: Size, glyphs: GlyphSet) {
        self.size = size
        self.glyphs = glyphs
        let cells = size.columns * size.rows
        dots = Array(repeating: 0, count: cells)
        strokes = Array(repeating: nil, count: glyphs == .ascii ? cells : 0)
        styles = Array(repeating: nil, count: cells)
    }

    /// Draws a line that goes down or stays level; what lies outside is left out.
    mutating func draw(_ line: MessageLine, style: Style) {
        switch glyphs {
        case .unicode: dot(from: line.start, to: line.tip, style: style)
        case .ascii: stroke(from: line.start, to: line.tip, style: style)
        }
    }

    /// The glyph of a cell and its style; nil where no line passes.
    func cell(column: Int, row: Int) -> (glyph: Character, style: Style)? {
        let index = row * size.columns + column
        guard let style = styles[index] else { return nil }
        switch glyphs {
        case .unicode:
            return (Character(Unicode.Scalar(0x2800 + UInt32(dots[index]))!), style)
        case .ascii: return (strokes[index] ?? " ", style)
        }
    }

    private mutating func dot(from start: MessageLine.Dot, to end: MessageLine.Dot, style: Style) {
        for dot in Self.dots(from: start, to: end, rows: 4 * size.rows) {
            guard let index = index(column: dot.column >> 1, row: dot.row >> 2) else { continue }
            let row = dot.row & 3
            let column = UInt8(dot.column & 1)
            dots[index] |= row == 3 ? 0x40 << column : 1 << (UInt8(row) + 3 * column)
            styles[index] = style
        }
    }

    private mutating func stroke(
        from start: MessageLine.Dot, to end: MessageLine.Dot, style: Style
    ) {
        let first = MessageLine.Dot(column: start.column >> 1, row: start.row >> 2)
        let last = MessageLine.Dot(column: end.column >> 1, row: end.row >> 2)
        var before = first
        for cell in Self.dots(from: first, to: last, rows: size.rows) {
            defer { before = cell }
            guard let index = index(column: cell.column, row: cell.row) else { continue }
            let isSlanted = before.row != cell.row && before.column != cell.column
            let slant: Character = last.column > first.column ? "\\" : "/"
            strokes[index] = isSlanted ? slant : before.row == cell.row ? "-" : "|"
            styles[index] = style
        }
    }

    private func index(column: Int, row: Int) -> Int? {
        guard (0..<size.columns).contains(column), (0..<size.rows).contains(row) else {
            return nil
        }
        return row * size.columns + column
    }

    /// The dots from one to another, both included, as far as they lie in the rows.
    private static func dots(
        from start: MessageLine.Dot, to end: MessageLine.Dot, rows: Int
    ) -> some Sequence<MessageLine.Dot> {
        let across = end.column - start.column
        let down = max(0, end.row - start.row)
        let steps = max(1, abs(across), down)
        // Only the steps whose rows are in view: a message may be under way for ages.
        let first = start.row < 0 && down > 0 ? -start.row * steps / down : 0
        let beyond = max(0, end.row - rows + 1)
        let last = steps - (down > 0 ? beyond * steps / down : 0)
        return (first...max(first, last)).lazy.map { step in
            MessageLine.Dot(
                column: start.column + rounded(across * step, by: steps),
                row: start.row + rounded(down * step, by: steps))
        }
    }

    private static func rounded(_ product: Int, by steps: Int) -> Int {
        let doubled = 2 * abs(product) + steps
        return (product < 0 ? -1 : 1) * (doubled / (2 * steps))
    }
}
