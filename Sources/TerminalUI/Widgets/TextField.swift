/// A line of text being edited, with a cursor between two of its glyphs.
public struct TextField: Hashable, Sendable {
    private var glyphs: [String]
    /// How many glyphs are before the cursor.
    public private(set) var cursor: Int
    /// The most glyphs that the field takes.
    public let limit: Int

    /// Makes a field with the cursor behind its text.
    public init(_ text: String = "", limit: Int = 256) {
        self.limit = limit
        glyphs = Array(Self.split(text).prefix(limit))
        cursor = glyphs.count
    }

    /// What has been typed.
    public var text: String { glyphs.joined() }
    /// Whether nothing has been typed.
    public var isEmpty: Bool { glyphs.isEmpty }

    /// Puts text at the cursor, made safe to show; what exceeds the limit is left out.
    public mutating func insert(_ text: String) {
        let added = Self.split(text).prefix(limit - glyphs.count)
        glyphs.insert(contentsOf: added, at: cursor)
        cursor += added.count
    }

    /// Replaces everything and puts the cursor behind it.
    public mutating func replace(with text: String) {
        self = TextField(text, limit: limit)
    }

    /// Lets the field have a key; returns whether it meant something here.
    public mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(glyphs.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = glyphs.count
        case .backspace: remove(cursor - 1..<cursor)
        case .delete: remove(cursor..<cursor + 1)
        case .control("u"): remove(0..<cursor)
        case .control("k"): remove(cursor..<glyphs.count)
        case .control("w"): remove(startOfWord..<cursor)
        default: return false
        }
        return true
    }

    private mutating func remove(_ range: Range<Int>) {
        let range = range.clamped(to: 0..<glyphs.count)
        glyphs.removeSubrange(range)
        cursor = range.lowerBound
    }

    /// Where the word before the cursor begins, with the blanks behind it.
    private var startOfWord: Int {
        var start = cursor
        while start > 0, glyphs[start - 1] == " " { start -= 1 }
        while start > 0, glyphs[start - 1] != " " { start -= 1 }
        return start
    }

    private static func split(_ text: String) -> [String] {
        text.displayGlyphs.map { String($0.character) }
    }

    /// The columns of the text before the cursor.
    var columnsBeforeCursor: Int { glyphs[..<cursor].reduce(0) { $0 + $1.displayColumns } }
}

extension CellBuffer {
    /// Draws a field in one row and keeps its cursor in view.
    ///
    /// - Parameter placeholder: what stands there, faintly, while nothing has been typed.
    public mutating func draw(
        _ field: TextField, in area: Rectangle, placeholder: String = "", focus: Focus,
        theme: Theme
    ) {
        let line = area.line(0)
        fill(line, style: theme.style(.input))
        let scroll = max(0, field.columnsBeforeCursor - line.columns + 1)
        let start = Point(column: line.column - scroll, row: line.row)
        clipped(to: line) { buffer in
            if field.isEmpty {
                buffer.put(placeholder, at: start, style: theme.style(.placeholder))
            }
            buffer.put(field.text, at: start, style: theme.style(.input))
        }
        guard focus == .focused else { return }
        let cursor = Rectangle(
            column: start.column + field.columnsBeforeCursor, row: line.row, columns: 1, rows: 1)
        repaint(cursor.intersection(line), style: theme.style(.inputCursor))
    }
}
