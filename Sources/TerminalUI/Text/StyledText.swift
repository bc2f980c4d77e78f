/// A line of text in several styles.
public struct StyledText: Hashable, Sendable {
    /// A stretch of text in one style.
    public struct Span: Hashable, Sendable {
        /// The text; it may come from outside.
        public var text: String
        /// Its style.
        public var style: Style
    }

    /// The first stretch lies in the value itself: most lines are in one style, and cost no memory.
    private var head: Span?
    private var tail: [Span] = []

    /// Makes an empty line.
    public init() {}

    /// Makes a line in one style.
    public init(_ text: String, style: Style) {
        head = Span(text: text, style: style)
    }

    /// Whether there is nothing in it, not even an empty text.
    public var isEmpty: Bool { head == nil }

    /// The style in which it begins; nil when it is empty.
    public var firstStyle: Style? { head?.style }

    /// Goes through the stretches from left to right.
    public func forEachSpan(_ body: (Span) -> Void) {
        guard let head else { return }
        body(head)
        for span in tail { body(span) }
    }

    /// Adds text at the end.
    public mutating func append(_ text: String, style: Style) {
        append(Span(text: text, style: style))
    }

    /// Adds another line at the end.
    public mutating func append(_ other: StyledText) {
        guard !isEmpty else {
            self = other
            return
        }
        other.forEachSpan { append($0) }
    }

    private mutating func append(_ span: Span) {
        if head == nil {
            head = span
        } else {
            tail.append(span)
        }
    }

    /// One line behind the other.
    public static func + (left: StyledText, right: StyledText) -> StyledText {
        var line = left
        line.append(right)
        return line
    }

    /// The columns that the line takes.
    public var displayColumns: Int {
        var columns = 0
        forEachSpan { columns += $0.text.displayColumns }
        return columns
    }

    /// The text without its styles.
    public var text: String {
        var text = ""
        forEachSpan { text += $0.text }
        return text
    }

    /// The line cut to a number of columns, with an ellipsis where something is missing.
    public func truncated(toColumns columns: Int) -> StyledText {
        guard displayColumns > columns else { return self }
        var result = StyledText()
        var left = columns
        forEachSpan { span in
            guard left > 0 else { return }
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
        shown.forEachSpan { span in
            let point = Point(column: start.column + used, row: start.row)
            used += put(span.text, at: point, style: span.style)
        }
        return used
    }
}
