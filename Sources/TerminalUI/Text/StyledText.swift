/// A line of text in several styles.
public struct StyledText: Hashable, Sendable {
    /// A stretch of text in one style.
    public struct Span: Hashable, Sendable {
        /// The text; it may come from outside.
        public var text: String
        /// Its style.
        public var style: Style
    }

    /// The stretches from left to right.
    public private(set) var spans: [Span]

    /// Makes an empty line.
    public init() {
        spans = []
    }

    /// Makes a line in one style.
    public init(_ text: String, style: Style) {
        spans = [Span(text: text, style: style)]
    }

    /// Adds text at the end.
    public mutating func append(_ text: String, style: Style) {
        spans.append(Span(text: text, style: style))
    }

    /// Adds another line at the end.
    public mutating func append(_ other: StyledText) {
        spans += other.spans
    }

    /// One line behind the other.
    public static func + (left: StyledText, right: StyledText) -> StyledText {
        var line = left
        line.append(right)
        return line
    }

    /// The columns that the line takes.
    public var displayColumns: Int { spans.reduce(0) { $0 + $1.text.displayColumns } }
    /// The text without its styles.
    public var text: String { spans.map(\.text).joined() }

    /// The line cut to a number of columns, with an ellipsis where something is missing.
    public func truncated(toColumns columns: Int) -> StyledText {
        guard displayColumns > columns else { return self }
        var result = StyledText()
        var left = columns
        for span in spans where left > 0 {
            let isLast = span.text.displayColumns >= left
            let text = isLast ? (span.text + " ").truncated(toColumns: left) : span.text
            result.append(text, style: span.style)
            left = isLast ? 0 : left - text.displayColumns
        }
        return result
    }
}

extension CellBuffer {
    /// Writes a line in its styles, with an ellipsis at its end if it does not fit; returns the
    /// columns that it took.
    @discardableResult
    public mutating func put(_ line: StyledText, at start: Point, maxColumns: Int = .max) -> Int {
        let shown = maxColumns == .max ? line : line.truncated(toColumns: maxColumns)
        var used = 0
        for span in shown.spans {
            let point = Point(column: start.column + used, row: start.row)
            used += put(span.text, at: point, style: span.style)
        }
        return used
    }
}
