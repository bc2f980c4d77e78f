extension Form {
    /// A row of a form: the heading of a group, or a field.
    private enum Line {
        case heading(String)
        case field(Int)
    }

    private var lines: [Line] {
        fields.indices.flatMap { index -> [Line] in
            (fields[index].heading.map { [.heading($0)] } ?? []) + [.field(index)]
        }
    }

    /// The room that a form wants, with its inputs of a width.
    public func size(inputColumns: Int) -> Size {
        Size(columns: labelColumns + 2 + inputColumns + noteColumns, rows: lines.count)
    }

    private var labelColumns: Int { fields.map(\.label.displayColumns).max() ?? 0 }

    /// Room behind the inputs for what is in force, where something is.
    private var noteColumns: Int {
        fields.filter { $0.standing == .inForce }
            .map { "  was \($0.placeholder)".displayColumns }.max() ?? 0
    }

    /// The rows in view: those around the cursor when not all fit.
    private func window(rows: Int) -> ScrollWindow {
        let cursor = lines.firstIndex { if case .field(current) = $0 { true } else { false } }
        return ScrollWindow(
            count: lines.count, visible: rows, first: (cursor ?? 0) - rows / 2)
    }

    /// The field at a point, when the form is drawn in an area.
    public func field(at point: Point, in area: Rectangle) -> Int? {
        let window = window(rows: area.rows)
        let line = window.first + point.row - area.row
        guard area.contains(point), window.range.contains(line) else { return nil }
        switch lines[line] {
        case .heading: return nil
        case .field(let index): return index
        }
    }

    fileprivate func draw(
        in area: Rectangle, into buffer: inout CellBuffer, theme: Theme
    ) {
        let window = window(rows: area.rows)
        for (row, line) in lines[window.range].enumerated() {
            switch line {
            case .heading(let text):
                buffer.put(text, at: area.line(row).origin, style: theme.style(.title))
            case .field(let index): draw(index, in: area.line(row), into: &buffer, theme: theme)
            }
        }
        buffer.draw(window, alongRightOf: area.inset(columns: -1, rows: 0), theme: theme)
    }

    private func draw(
        _ index: Int, in line: Rectangle, into buffer: inout CellBuffer, theme: Theme
    ) {
        let field = fields[index]
        let isCurrent = index == current
        let (label, rest) = line.splitLeft(labelColumns)
        let (input, note) = rest.splitLeft(2).rest.splitRight(noteColumns)
        let role: Role = field.isChanged ? .marked : isCurrent ? .strong : .dim
        buffer.put(
            field.label, at: label.origin, style: theme.style(role), maxColumns: label.columns)
        buffer.draw(
            field.input, in: input, placeholder: field.placeholder,
            focus: isCurrent ? .focused : .idle, theme: theme)
        if !field.choices.isEmpty { drawArrows(in: input, isCurrent, into: &buffer, theme) }
        guard field.isChanged else { return }
        buffer.put("  was \(field.placeholder)", at: note.origin, style: theme.style(.dim))
    }

    /// At the right end, so that it is seen that there is something to choose.
    private func drawArrows(
        in input: Rectangle, _ isCurrent: Bool, into buffer: inout CellBuffer, _ theme: Theme
    ) {
        let arrows = "\(Glyph.headLeft.unicode)\(Glyph.selected.unicode)"
        let style = theme.style(isCurrent ? .input : .placeholder)
        buffer.put(arrows, at: input.splitRight(2).right.origin, style: style)
    }
}

extension CellBuffer {
    /// Draws a form, one row for each field, the names at the left; when there is less room, what is
    /// around the cursor.
    public mutating func draw(_ form: Form, in area: Rectangle, theme: Theme) {
        form.draw(in: area, into: &self, theme: theme)
    }
}
