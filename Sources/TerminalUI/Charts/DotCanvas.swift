/// A raster of dots behind the cells of a chart, one layer for each line.
struct DotCanvas {
    /// How many dots a cell has.
    struct Density: Hashable {
        var columns: Int
        var rows: Int

        /// Eight dots, as a braille pattern has.
        static let braille = Density(columns: 2, rows: 4)
        /// One for the whole cell.
        static let single = Density(columns: 1, rows: 1)
    }

    /// A dot, counted from the upper left one.
    struct Dot: Hashable {
        var column: Int
        var row: Int
    }

    let size: Size
    let density: Density
    private let layerCount: Int
    /// The dots of each layer in each cell, as the bits of a braille pattern.
    private var bits: [UInt8]

    init(size: Size, density: Density, layers: Int) {
        self.size = size
        self.density = density
        layerCount = layers
        bits = Array(repeating: 0, count: size.columns * size.rows * layers)
    }

    var columns: Int { size.columns * density.columns }
    var rows: Int { size.rows * density.rows }

    /// Looks at the dots of all layers in a cell.
    func withBits<Result>(
        column: Int, row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        let first = (row * size.columns + column) * layerCount
        return bits.withUnsafeBufferPointer { bits in
            body(UnsafeBufferPointer(rebasing: bits[first..<first + layerCount]))
        }
    }

    /// Sets a dot; one outside is left out.
    mutating func set(_ dot: Dot, in layer: Int) {
        guard (0..<columns).contains(dot.column), (0..<rows).contains(dot.row) else { return }
        let cell = dot.row / density.rows * size.columns + dot.column / density.columns
        let bit = Self.bit(
            column: dot.column % density.columns, row: dot.row % density.rows)
        bits[cell * layerCount + layer] |= bit
    }

    /// Braille numbers the dots of its upper three rows column by column, and the fourth row last.
    private static func bit(column: Int, row: Int) -> UInt8 {
        row == 3 ? 0x40 << UInt8(column) : 1 << UInt8(row + 3 * column)
    }
}

extension DotCanvas {
    /// Sets every dot from one to another, both included; only the first of every `spacing` on the way.
    ///
    /// - Parameter walked: the dots passed so far on the way, so that the gaps go on evenly from line to
    ///   line.
    mutating func line(
        from start: Dot, to end: Dot, in layer: Int, spacing: Int = 1, walked: inout Int
    ) {
        let across = end.column - start.column
        let down = end.row - start.row
        let length = max(abs(across), abs(down))
        for step in 0...length {
            if walked % spacing == 0 {
                let dot = Dot(
                    column: start.column + Self.part(step, of: length, along: across),
                    row: start.row + Self.part(step, of: length, along: down))
                set(dot, in: layer)
            }
            // The end is the beginning of what comes next.
            if step < length { walked += 1 }
        }
    }

    /// How far one has come after some of the steps of a way, to the nearest dot.
    private static func part(_ step: Int, of length: Int, along way: Int) -> Int {
        guard way != 0, abs(way) != length else { return way.signum() * step }
        return Int((Double(way) * Double(step) / Double(length)).rounded())
    }
}
