/// A column of a table.
public struct TableColumn: Hashable, Sendable {
    /// What stands above it.
    public var title: String
    /// How many columns of cells it has at least.
    public var width: Int
    /// How its texts stand.
    public var alignment: Alignment
    /// Columns of a higher priority stay longer as the table gets narrower.
    public var priority: Int
    /// Its part of the room that is left over; 0 for a column that does not grow.
    public var growth: Int

    /// Makes a column.
    public init(
        _ title: String, width: Int, alignment: Alignment = .left, priority: Int = 0,
        growth: Int = 0
    ) {
        self.title = title
        self.width = width
        self.alignment = alignment
        self.priority = priority
        self.growth = growth
    }
}

/// Rows under a header, of which one may be selected.
public struct Table: Sendable {
    /// The columns from left to right.
    public var columns: [TableColumn]
    /// One text for each column in each row; what is missing stays empty.
    public var rows: [[StyledText]]
    /// The row that the keys act upon.
    public var selectedRow: Int?
    /// Whether the keys go here; it decides how the selection looks.
    public var focus: Focus
    /// The first row in view, before the selection pulls it into view.
    public var scroll: Int

    /// Makes a table.
    public init(
        columns: [TableColumn], rows: [[StyledText]], selectedRow: Int? = nil,
        focus: Focus = .idle, scroll: Int = 0
    ) {
        self.columns = columns
        self.rows = rows
        self.selectedRow = selectedRow
        self.focus = focus
        self.scroll = scroll
    }

    /// The columns that fit, with their rooms; those of the lowest priority drop out first, and
    /// of two equal ones the right one.
    ///
    /// At least one column stays, however narrow it gets.
    public func layout(in width: Int) -> [(index: Int, start: Int, width: Int)] {
        let shown = shownColumns(in: width)
        let lengths = shown.map { index -> Length in
            let column = columns[index]
            return column.growth > 0
                ? .atLeast(column.width, share: column.growth) : .cells(column.width)
        }
        let line = Rectangle(column: 0, row: 0, columns: width, rows: 1)
        let parts = line.splitIntoColumns(lengths, gap: 1)
        return zip(shown, parts).map { ($0, $1.column, $1.columns) }
    }

    /// The column at a place in a line of a width, for clicks.
    public func column(at place: Int, in width: Int) -> Int? {
        layout(in: width).first { ($0.start..<$0.start + $0.width).contains(place) }?.index
    }

    private func shownColumns(in width: Int) -> [Int] {
        var shown = Array(columns.indices)
        func needed() -> Int { shown.reduce(shown.count - 1) { $0 + columns[$1].width } }
        while shown.count > 1, needed() > width {
            let least = shown.map { columns[$0].priority }.min()
            guard let victim = shown.lastIndex(where: { columns[$0].priority == least }) else {
                break
            }
            shown.remove(at: victim)
        }
        return shown
    }

    /// The first row in view when so many rows fit.
    public func firstRow(fitting count: Int) -> Int {
        ScrollWindow(count: rows.count, visible: count, first: scroll)
            .revealing(selectedRow).first
    }
}
