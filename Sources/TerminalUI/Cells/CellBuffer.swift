/// A screen in memory: rows of cells that views draw into and a terminal shows.
///
/// Nothing here can fail: what lies outside is clipped without a word, and a wide glyph of which
/// one half is overwritten is replaced by a blank in the other half, so that a row always takes
/// exactly as many columns as it has cells. Where only ASCII can be shown, a glyph becomes its
/// stand-in as it is written.
public struct CellBuffer: Sendable {
    /// The extent of the screen.
    public let size: Size
    /// The glyphs that can stand in it.
    public let glyphs: GlyphSet
    /// The part that drawing can reach at the moment; the whole screen unless it is narrowed.
    public private(set) var clip: Rectangle
    var cells: ContiguousArray<Cell>

    /// Makes a screen of blanks.
    public init(size: Size, style: Style = .plain, glyphs: GlyphSet = .unicode) {
        self.size = size
        self.glyphs = glyphs
        clip = Rectangle(size)
        cells = ContiguousArray(repeating: .blank(style), count: size.columns * size.rows)
    }

    /// The rectangle of the whole screen.
    public var bounds: Rectangle { Rectangle(size) }

    /// A cell; outside it reads as a blank, and writing there does nothing.
    public subscript(column: Int, row: Int) -> Cell {
        get {
            guard bounds.contains(Point(column: column, row: row)) else { return .blank() }
            return cells[row * size.columns + column]
        }
        set { write(newValue, column: column, row: row) }
    }

    /// Draws with everything outside a rectangle out of reach.
    public mutating func clipped(to area: Rectangle, _ draw: (inout CellBuffer) -> Void) {
        let outer = clip
        clip = outer.intersection(area)
        draw(&self)
        clip = outer
    }
}

extension CellBuffer: Equatable {
    /// Whether two screens show the same.
    public static func == (left: CellBuffer, right: CellBuffer) -> Bool {
        left.size == right.size && left.cells == right.cells
    }
}

extension CellBuffer {
    /// Writes a cell, with its right half if it is wide, and repairs what it cuts in two.
    mutating func write(_ cell: Cell, column: Int, row: Int) {
        switch cell.part {
        case .narrow:
            let shown =
                glyphs == .unicode ? cell : Cell(glyphs.form(of: cell.shown), style: cell.style)
            place(shown, column: column, row: row)
        case .trail:
            place(.blank(cell.style), column: column, row: row)
        case .lead:
            writeWide(cell, column: column, row: row)
        }
    }

    /// A wide glyph that does not fit as a whole leaves a blank in the half that does; its stand-in
    /// in ASCII stands twice, so that the columns stay where they are.
    private mutating func writeWide(_ cell: Cell, column: Int, row: Int) {
        let isWhole = canReach(column, row) && canReach(column + 1, row)
        var halves = (Cell.blank(cell.style), Cell.blank(cell.style))
        switch glyphs {
        case .unicode where isWhole: halves = (cell, Cell(.nothing, style: cell.style))
        case .ascii where isWhole:
            let standIn = Cell(glyphs.form(of: cell.shown), style: cell.style)
            halves = (standIn, standIn)
        case .unicode, .ascii: break
        }
        place(halves.0, column: column, row: row)
        place(halves.1, column: column + 1, row: row)
    }

    private mutating func place(_ cell: Cell, column: Int, row: Int) {
        guard canReach(column, row) else { return }
        let index = row * size.columns + column
        cells.withUnsafeMutableBufferPointer { $0.place(cell, at: index) }
    }

    /// Writes text of which every glyph is narrow, all in one row.
    ///
    /// - Returns: the columns that it took; nil where some glyph must be looked at, and then what was
    ///   written is not all.
    mutating func putNarrow(
        _ text: String, at start: Point, style: Style, maxColumns: Int
    ) -> Int? {
        guard glyphs == .unicode || text.isPlainASCII else { return nil }
        let isReached = start.row >= clip.row && start.row < clip.endRow
        let (left, right) = isReached ? (clip.column, clip.endColumn) : (0, 0)
        let first = start.row * size.columns
        var used = 0
        let isNarrow = cells.withUnsafeMutableBufferPointer { cells in
            text.forEachNarrowScalar { scalar in
                guard used < maxColumns else { return false }
                let column = start.column + used
                if column >= left, column < right {
                    cells.place(
                        Cell(DisplayGlyph(scalar, columns: 1), style: style), at: first + column)
                }
                used += 1
                return true
            }
        }
        return isNarrow ? used : nil
    }

    /// Writes one narrow cell all along some columns of some rows, all within the screen.
    mutating func overwrite(_ area: Rectangle, with cell: Cell) {
        guard !area.isEmpty else { return }
        let columns = size.columns
        cells.withUnsafeMutableBufferPointer { cells in
            for row in area.row..<area.endRow {
                let start = row * columns + area.column
                cells.place(cell, at: start)
                cells.place(cell, at: start + area.columns - 1)
                guard row > area.row else {
                    cells[start..<start + area.columns].update(repeating: cell)
                    continue
                }
                let above = UnsafeMutableBufferPointer(
                    rebasing: cells[start - columns..<start - columns + area.columns])
                _ = cells[start..<start + area.columns].update(fromContentsOf: above)
            }
        }
    }

    private func canReach(_ column: Int, _ row: Int) -> Bool {
        clip.contains(Point(column: column, row: row))
    }

    /// Changes the style of every glyph that begins in a rectangle; its halves change together.
    mutating func restyle(_ area: Rectangle, _ change: (Style) -> Style) {
        let area = area.intersection(clip)
        for row in area.row..<area.row + area.rows {
            for column in area.column..<area.column + area.columns {
                restyleGlyph(at: row * size.columns + column, change)
            }
        }
    }

    private mutating func restyleGlyph(at index: Int, _ change: (Style) -> Style) {
        switch cells[index].part {
        case .trail: break
        case .narrow: cells[index].style = change(cells[index].style)
        case .lead:
            cells[index].style = change(cells[index].style)
            cells[index + 1].style = cells[index].style
        }
    }
}

extension UnsafeMutableBufferPointer<Cell> {
    /// Writes a cell, and blanks what is left of a wide glyph that it cuts in two.
    @inline(__always)
    fileprivate func place(_ cell: Cell, at index: Int) {
        switch self[index].part {
        case .narrow: break
        case .lead: self[index + 1] = .blank(self[index + 1].style)
        case .trail: self[index - 1] = .blank(self[index - 1].style)
        }
        self[index] = cell
    }
}
