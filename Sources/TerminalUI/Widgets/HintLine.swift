/// A key and what it does, for the line at the bottom.
public struct Hint: Hashable, Sendable {
    /// The key as `Key.label` shows it.
    public var key: String
    /// What it does, in a word.
    public var label: String
    /// Whether it does anything at the moment.
    public var availability: Availability
    /// Hints of a higher priority stay longer as the line gets shorter.
    public var priority: Int

    /// Whether a key does anything at the moment.
    public enum Availability: Hashable, Sendable {
        case enabled, disabled
    }

    /// Makes a hint.
    public init(
        key: String, label: String, availability: Availability = .enabled, priority: Int = 0
    ) {
        self.key = key
        self.label = label
        self.availability = availability
        self.priority = priority
    }

    var columns: Int { key.displayColumns + 1 + label.displayColumns }
}

/// A line of hints.
public struct HintLine: Hashable, Sendable {
    /// The hints in the order in which they are shown.
    public var hints: [Hint]

    /// Makes a line.
    public init(_ hints: [Hint]) {
        self.hints = hints
    }

    private static let gap = 2

    /// The hints that fit, with the columns where they begin; the least important drop out first,
    /// and of two that are equal the later one.
    public func layout(in width: Int) -> [(hint: Hint, start: Int)] {
        var shown = hints
        var needed = shown.reduce(-Self.gap) { $0 + $1.columns + Self.gap }
        while needed > width, let least = shown.lazy.map(\.priority).min() {
            guard let victim = shown.lastIndex(where: { $0.priority == least }) else { break }
            needed -= shown.remove(at: victim).columns + Self.gap
        }
        var start = 0
        return shown.map { hint in
            defer { start += hint.columns + Self.gap }
            return (hint, start)
        }
    }

    /// The hint at a column of the line, for clicks.
    public func hint(atColumn column: Int, in width: Int) -> Hint? {
        layout(in: width).first { ($0.start..<$0.start + $0.hint.columns).contains(column) }?.hint
    }
}

extension CellBuffer {
    /// Draws a line of hints in one row.
    public mutating func draw(_ line: HintLine, in area: Rectangle, theme: Theme) {
        let row = area.line(0)
        for (hint, start) in line.layout(in: row.columns) {
            let isEnabled = hint.availability == .enabled
            let point = Point(column: row.column + start, row: row.row)
            var text = StyledText(
                hint.key, style: theme.style(isEnabled ? .hintKey : .hintDisabled))
            text.append(
                " " + hint.label, style: theme.style(isEnabled ? .hintText : .hintDisabled))
            put(text, at: point)
        }
    }
}
