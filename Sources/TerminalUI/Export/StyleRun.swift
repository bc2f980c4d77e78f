/// A stretch of one row that looks alike from its first glyph to its last.
struct StyleRun: Hashable, Sendable {
    /// Where it begins.
    let column: Int
    /// How many columns it takes.
    private(set) var columns: Int
    /// What is written there, a wide glyph once.
    private(set) var text: String
    /// How it looks.
    private(set) var style: DeviceStyle

    fileprivate init(_ cell: Cell, _ style: DeviceStyle, column: Int) {
        self.column = column
        columns = cell.columns
        text = String(cell.glyph)
        self.style = style
    }

    /// Takes the next cell in, if it looks no different here; a blank has no colour of its own, so
    /// it goes with the text beside it.
    fileprivate mutating func absorb(_ cell: Cell, _ next: DeviceStyle) -> Bool {
        if cell.glyph == " ", next.showsBlanks(like: style) {
            add(cell)
        } else if style == next || (isBlank && next.showsBlanks(like: style)) {
            add(cell)
            style = next
        } else {
            return false
        }
        return true
    }

    private mutating func add(_ cell: Cell) {
        columns += cell.columns
        text.append(cell.glyph)
    }

    private var isBlank: Bool { text.allSatisfy { $0 == " " } }

    /// The run without the blanks at its end, if those show nothing on a terminal.
    fileprivate var withoutBlanksAtEnd: StyleRun {
        guard style.showsBlanks(like: .plain) else { return self }
        var run = self
        while run.text.last == " " {
            run.text.removeLast()
            run.columns -= 1
        }
        return run
    }
}

extension [StyleRun] {
    /// The runs of a row up to the last thing that can be seen.
    var withoutBlanksAtEnd: [StyleRun] {
        guard let last = last?.withoutBlanksAtEnd else { return self }
        return dropLast() + (last.text.isEmpty ? [] : [last])
    }
}

extension CellBuffer {
    /// A stretch of a row as runs, from left to right and without a gap.
    func runs(in span: CellSpan, _ quantiser: inout Quantiser) -> [StyleRun] {
        var runs: [StyleRun] = []
        for column in span.column..<span.column + span.columns {
            let cell = self[column, span.row]
            guard cell.part != .trail else { continue }
            let style = quantiser.device(cell.style)
            if runs.isEmpty || !runs[runs.count - 1].absorb(cell, style) {
                runs.append(StyleRun(cell, style, column: column))
            }
        }
        return runs
    }
}

extension Cell {
    /// How many columns its glyph takes.
    fileprivate var columns: Int { part == .lead ? 2 : 1 }
}

extension DeviceStyle {
    /// Text as the terminal writes it by itself.
    static let plain = DeviceStyle(
        foreground: .terminalDefault, background: .terminalDefault, attributes: [])

    /// Whether a blank looks the same in both styles.
    func showsBlanks(like other: DeviceStyle) -> Bool {
        guard self != other else { return true }
        return background == other.background && !marksBlanks && !other.marksBlanks
    }

    /// Whether a blank shows more than the background.
    private var marksBlanks: Bool { !attributes.isDisjoint(with: [.underline, .reverse]) }
}
