extension CellBuffer {
    /// The screen as text with the sequences that give it its colours, one line for each row.
    ///
    /// A style is told once, where it begins; a line ends without the blanks that show nothing, and
    /// with the terminal as it was, so that every line can stand alone.
    public func ansi(depth: ColourDepth) -> String {
        var writer = ANSIWriter(depth: depth)
        return (0..<size.rows).map { writer.line($0, of: self) }.joined(separator: "\n")
    }

    /// What turns an older screen on a terminal into this one: for every stretch that changed the
    /// cursor's way there and its cells. Empty when nothing changed.
    ///
    /// A screen of another size, or none, is written anew.
    public func ansi(changesSince older: CellBuffer?, depth: ColourDepth) -> String {
        var writer = ANSIWriter(depth: depth)
        return writer.update(of: self, since: older)
    }
}

/// Writes screens for a terminal of some depth.
struct ANSIWriter: Sendable {
    private var quantiser: Quantiser
    private var rendition = GraphicRendition()

    init(depth: ColourDepth) {
        quantiser = Quantiser(depth: depth)
    }

    /// One row, which leaves the terminal's style as it was.
    mutating func line(_ row: Int, of buffer: CellBuffer) -> String {
        let span = CellSpan(row: row, column: 0, columns: buffer.size.columns)
        let runs = buffer.runs(in: span, &quantiser).withoutBlanksAtEnd
        return written(runs) + rendition.reset()
    }

    /// The stretches that changed, each with the way to it.
    mutating func update(of buffer: CellBuffer, since older: CellBuffer?) -> String {
        var text = ""
        for span in buffer.changes(since: older) {
            text += "\u{1B}[\(span.row + 1);\(span.column + 1)H"
            text += written(buffer.runs(in: span, &quantiser))
        }
        return text + rendition.reset()
    }

    private mutating func written(_ runs: [StyleRun]) -> String {
        var text = ""
        for run in runs { text += rendition.change(to: run.style) + run.text }
        return text
    }
}
