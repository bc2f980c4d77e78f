/// Which of many lines are in view.
public struct ScrollWindow: Hashable, Sendable {
    /// How many lines there are.
    public let count: Int
    /// How many of them fit.
    public let visible: Int
    /// The first one in view; as far down as there are lines to fill the view.
    public let first: Int

    /// Makes a window; its first line is moved to where there is something to see.
    public init(count: Int, visible: Int, first: Int) {
        self.count = max(0, count)
        self.visible = max(0, visible)
        self.first = min(max(0, first), max(0, self.count - self.visible))
    }

    /// The lines in view.
    public var range: Range<Int> { first..<min(count, first + visible) }

    /// The window moved as little as possible so that a line is in view.
    public func revealing(_ line: Int?) -> ScrollWindow {
        guard let line, visible > 0 else { return self }
        let first = line < first ? line : max(first, line - visible + 1)
        return ScrollWindow(count: count, visible: visible, first: first)
    }

    /// The part of a bar of some length that stands for what is in view, or `nil` if that is all.
    public func thumb(length: Int) -> Range<Int>? {
        guard count > visible, visible > 0, length > 0 else { return nil }
        let size = max(1, length * visible / count)
        let start = (length - size) * first / (count - visible)
        return start..<start + size
    }
}

extension CellBuffer {
    /// Draws how far a window is scrolled upon the right edge of a frame; nothing if all is seen.
    public mutating func draw(_ window: ScrollWindow, alongRightOf area: Rectangle, theme: Theme) {
        guard let thumb = window.thumb(length: area.rows) else { return }
        for row in thumb {
            let point = Point(column: area.endColumn, row: area.row + row)
            put(Glyph.scrollThumb.unicode, at: point, style: theme.style(.scroll))
        }
    }
}
