/// Names in a row of which one is chosen.
public struct Tabs: Hashable, Sendable {
    /// The names from left to right.
    public var names: [String]
    /// The chosen one, counted from 0.
    public var chosen: Int

    /// Makes a row of names.
    public init(_ names: [String], chosen: Int) {
        self.names = names
        self.chosen = chosen
    }

    /// The names as a line, a dot between two of them; it can stand in the title of a panel.
    public func line(theme: Theme) -> StyledText {
        var line = StyledText()
        for (index, name) in names.enumerated() {
            if index > 0 { line.append(" · ", style: theme.style(.border)) }
            line.append(name, style: theme.style(index == chosen ? .tabActive : .tab))
        }
        return line
    }

    /// The name at a column of the line, for clicks.
    public func index(atColumn column: Int) -> Int? {
        var start = 0
        for (index, name) in names.enumerated() {
            let end = start + name.displayColumns
            if (start..<end).contains(column) { return index }
            start = end + 3
        }
        return nil
    }

    /// The name at a column of the line cut to a number of columns; where only the chosen name is shown,
    /// that is the next one.
    public func index(atColumn column: Int, columns: Int) -> Int? {
        let whole = names.reduce(3 * (names.count - 1)) { $0 + $1.displayColumns }
        guard whole > columns, names.indices.contains(chosen) else {
            return index(atColumn: column)
        }
        return (0..<columns).contains(column) ? (chosen + 1) % names.count : nil
    }

    /// The line cut so that the chosen name can be seen, for places that are too narrow for all.
    public func line(theme: Theme, columns: Int) -> StyledText {
        let whole = line(theme: theme)
        guard whole.displayColumns > columns, names.indices.contains(chosen) else { return whole }
        let position = " \(chosen + 1)/\(names.count)"
        var short = StyledText(names[chosen], style: theme.style(.tabActive))
        short.append(position, style: theme.style(.tab))
        return short.truncated(toColumns: columns)
    }
}
