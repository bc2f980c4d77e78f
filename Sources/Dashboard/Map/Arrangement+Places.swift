import TerminalUI

extension Arrangement {
    static func ellipse(
        _ count: Int, in field: Field, going course: Course = .forward
    ) -> [Point] {
        guard count > 1 else { return (0..<count).map { _ in field.point(0.5, 0.5) } }
        return (0..<count).map {
            let (x, y) = course.point((Double($0) + 0.5) / Double(count))
            return field.point(0.5 + x / 2, 0.5 + y / 2)
        }
    }

    /// On an ellipse at equal numbers of cells, for nodes that stand close by; nil when it has too few.
    static func track(
        _ count: Int, in field: Field, going course: Course = .forward
    ) -> [Point]? {
        let cells = cells(ofEllipseIn: field, course)
        guard count <= cells.count else { return nil }
        return (0..<count).map { cells[($0 * 2 + 1) * cells.count / (2 * max(1, count))] }
    }

    /// The cells of an ellipse, each once.
    private static func cells(ofEllipseIn field: Field, _ course: Course) -> [Point] {
        let steps = Int(8 * (field.width + field.height))
        var cells: [Point] = []
        var seen: Set<Point> = []
        for step in 0..<max(1, steps) {
            let (x, y) = course.point(Double(step) / Double(max(1, steps)))
            let cell = field.point(0.5 + x / 2, 0.5 + y / 2)
            if seen.insert(cell).inserted { cells.append(cell) }
        }
        return cells
    }

    static func trackedStar(_ count: Int, in field: Field) -> [Point]? {
        guard count > 2, let others = track(count - 1, in: field) else { return nil }
        return [field.point(0.5, 0.5)] + others
    }

    static func barrel(_ count: Int, in field: Field) -> [Point] {
        (0..<count).map {
            let part = (Double($0) + 0.5) / Double(count)
            let y = part <= 0.5 ? part * 2 : (1 - part) * 2
            let x = (y * (1 - y)).squareRoot()
            return field.point(part <= 0.5 ? 0.5 + x : 0.5 - x, y)
        }
    }

    static func star(_ count: Int, around: Around, in field: Field) -> [Point] {
        guard count > 0 else { return [] }
        let others =
            switch around {
            case .ellipse: ellipse(max(0, count - 1), in: field)
            case .barrel: barrel(max(0, count - 1), in: field)
            }
        return [field.point(0.5, 0.5)]
            + (count > 2 ? others : [field.point(0.5, 0)])
            .prefix(count - 1)
    }

    /// As few to a row as leave every other row free, or else as many as fit.
    static func table(_ count: Int, perRow most: Int, in field: Field) -> [Point] {
        let rows = max(1, (Int(field.height) + 2) / 2)
        return self.rows(count, columns: min(most, (count + rows - 1) / rows), in: field)
    }

    static func rows(_ count: Int, columns: Int, in field: Field) -> [Point] {
        let columns = max(1, min(columns, count))
        let rows = (count + columns - 1) / max(1, columns)
        return (0..<count).map {
            field.point(part($0 % columns, of: columns), part($0 / columns, of: rows))
        }
    }

    /// A line that turns back at the end of each row, so that neighbours stay neighbours.
    static func snake(_ count: Int, perRow: Int, in field: Field) -> [Point] {
        let rows = max(1, (count + perRow - 1) / perRow)
        let columns = max(1, (count + rows - 1) / rows)
        return (0..<count).map { node in
            let (row, step) = node.quotientAndRemainder(dividingBy: columns)
            let column = row % 2 == 0 ? step : columns - 1 - step
            return field.point(part(column, of: columns), part(row, of: rows))
        }
    }

    /// How many nodes each group has: equal shares of the founders, and the last all newcomers too.
    static func groupSizes(_ count: Int, in groups: Int, founders: Int) -> [Int] {
        let founders = min(founders, count)
        let groups = max(1, min(groups, founders))
        return (0..<groups).map { group in
            let end = group == groups - 1 ? count : founders * (group + 1) / groups
            return end - founders * group / groups
        }
    }

    /// Groups in rows, which run to and fro where all are full: each stands beside the next one.
    ///
    /// - Parameter course: how a group goes around, by its number and how many stand beside each other.
    static func groups(
        _ sizes: [Int], of room: Size, columns: Int, going course: (Int, Int) -> Course
    ) -> [Point]? {
        let groups = sizes.count
        let across = groupColumns(groups, in: room)
        let down = (groups + across - 1) / across
        let width = Double(room.columns) / Double(across)
        let height = Double(room.rows) / Double(down)
        var places: [Point] = []
        for group in 0..<groups {
            let (line, step) = group.quotientAndRemainder(dividingBy: across)
            let isBackward = line % 2 == 1 && groups % across == 0
            let column = isBackward ? across - 1 - step : step
            let field = Field(
                column: (Double(column) * width + 1).rounded(.up),
                row: (Double(line) * height).rounded(.up),
                width: max(0, width.rounded(.down) - Double(columns) - 1),
                height: max(0, (height - (down > 1 ? 1.5 : 1)).rounded(.down)))
            let course = course(group, across)
            let own =
                columns == 1
                ? track(sizes[group], in: field, going: course)
                : ellipse(sizes[group], in: field, going: course)
            guard let own else { return nil }
            places += own
        }
        return places
    }

    /// Groups side by side that give each about twice as many columns as rows, in rows about equally long.
    private static func groupColumns(_ groups: Int, in room: Size) -> Int {
        let ratio = Double(groups) * Double(room.columns) / Double(max(1, room.rows)) / 3
        let widest = max(1, min(groups, Int(ratio.squareRoot().rounded())))
        let rows = (groups + widest - 1) / widest
        return (groups + rows - 1) / rows
    }

    private static func part(_ place: Int, of places: Int) -> Double {
        places > 1 ? Double(place) / Double(places - 1) : 0.5
    }
}
