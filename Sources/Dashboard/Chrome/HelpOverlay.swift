import TerminalUI

/// All keys, what they do, and why some have no effect now.
struct HelpOverlay {
    @Shared var model: DashboardModel

    /// A line of the help.
    struct Line: Hashable {
        /// What the line is.
        enum Kind: Hashable {
            case heading, entry, dimmed, reason
        }

        var keys: String
        var text: String
        var kind: Kind
    }

    private static let keyColumns = 13
    private static let textColumns = 56
    private static let columnGap = 4

    private var body: Size { Size(columns: model.size.columns, rows: model.size.rows - 2) }
    private var columnWidth: Int {
        min(Self.keyColumns + Self.textColumns, max(20, body.columns - 10))
    }
    private var columnCount: Int {
        body.columns >= 2 * columnWidth + Self.columnGap + 8 ? 2 : 1
    }

    /// The lines in one or two columns of equal length.
    private var columns: [[Line]] {
        let groups = sessionLines + Binding.Group.allCases.map(lines) + [mouseLines]
        guard columnCount == 2 else { return [Array(groups.joined().dropLast())] }
        let half = groups.reduce(0) { $0 + $1.count } / 2
        var left: [Line] = []
        var right: [Line] = []
        for group in groups {
            if right.isEmpty, left.count + group.count / 2 <= half {
                left += group
            } else {
                right += group
            }
        }
        return [left.dropLast(), right.dropLast()]
    }

    /// What holds for the whole session, and need not be said of each key.
    private var sessionLines: [[Line]] {
        guard model.access == .readOnly else { return [] }
        let text = "nothing can be changed: what is dim has no effect"
        return [
            text.wrapped(toColumns: columnWidth - Self.keyColumns).enumerated().map {
                Line(keys: $0 == 0 ? "read-only" : "", text: $1, kind: .reason)
            } + [Line(keys: "", text: "", kind: .entry)]
        ]
    }

    /// That a key works only while another panel has the keys.
    private func elsewhere(_ record: Binding) -> String? {
        guard !record.panels.isEmpty, !record.panels.contains(model.panel) else { return nil }
        let names = PanelRecord.all.filter { record.panels.contains($0.id) }.map(\.name)
        return "it belongs to \(Answer.list(names))"
    }

    /// A heading, the keys under it, and an empty line.
    private func lines(of group: Binding.Group) -> [Line] {
        let records = model.bindings.records.filter { $0.group == group }
        return [Line(keys: group.rawValue, text: "", kind: .heading)]
            + records.flatMap(lines) + [Line(keys: "", text: "", kind: .entry)]
    }

    /// What the mouse does; it needs no table, for nothing of it can be changed.
    private var mouseLines: [Line] {
        let width = columnWidth - Self.keyColumns
        let entries = Self.mouse.flatMap { deed, meaning in
            meaning.wrapped(toColumns: width).enumerated().map { index, text in
                Line(keys: index == 0 ? deed : "", text: text, kind: .entry)
            }
        }
        return [Line(keys: "The mouse", text: "", kind: .heading)] + entries
            + [Line(keys: "", text: "", kind: .entry)]
    }

    private static let mouse = [
        ("click", "Select a node, a link, a row or a tab; press a hint; sort by a column's head."),
        ("drag", "From one node of the map to another: cut their link, or restore it."),
        ("right click", "Mark a node as one end of a link."),
        ("double click", "Zoom the panel by its name, or take it back; so does its upper corner."),
        ("wheel", "Scroll what lies under the pointer."),
        ("Shift-drag", "Select text, as the terminal does when the mouse is not captured."),
    ]

    private func lines(of record: Binding) -> [Line] {
        let reason = elsewhere(record) ?? model.refusal(of: record.action)
        let kind: Line.Kind = reason == nil ? .entry : .dimmed
        let width = columnWidth - Self.keyColumns
        let text = record.help.wrapped(toColumns: width).map { ($0, kind) }
        let isSaidAbove = model.access == .readOnly && record.needs.contains(.changes)
        let why =
            (isSaidAbove ? nil : reason).map {
                "now without effect: \($0)".wrapped(toColumns: width)
            } ?? []
        return (text + why.map { ($0, .reason) }).enumerated().map { index, line in
            Line(keys: index == 0 ? record.keyLabels : "", text: line.0, kind: line.1)
        }
    }
}

extension HelpOverlay {
    private func window(scroll: Int) -> ScrollWindow {
        let count = columns.map(\.count).max() ?? 0
        return ScrollWindow(count: count, visible: min(count, body.rows - 2), first: scroll)
    }

    /// Where a movement leads.
    func scrolled(from scroll: Int, by movement: Movement) -> Int {
        window(scroll: scroll).moved(by: movement).first
    }

    /// The room that the columns want.
    private func size(of columns: [[Line]], _ window: ScrollWindow) -> Size {
        let width = columnWidth * columns.count + Self.columnGap * (columns.count - 1)
        return Size(columns: width, rows: window.visible)
    }

    /// Where it lies.
    func frame(in area: Rectangle) -> Rectangle {
        area.overlayFrame(for: size(of: columns, window(scroll: 0)))
    }

    func draw(in area: Rectangle, scroll: Int, _ buffer: inout CellBuffer, _ theme: Theme) {
        let columns = columns
        let window = window(scroll: scroll)
        var panel = Panel("Keys", focus: .focused, theme: theme.lifted)
        if window.count > window.visible {
            panel.footnote = StyledText(
                "\(window.range.upperBound) of \(window.count) lines",
                style: theme.lifted.style(.dim))
        }
        let room = buffer.drawOverlay(
            panel, size: size(of: columns, window), in: area, theme: theme)
        let parts = room.splitIntoColumns(columns.map { _ in .share(1) }, gap: Self.columnGap)
        for (part, lines) in zip(parts, columns) {
            let shown = lines[window.range.clamped(to: lines.indices)]
            for (row, line) in shown.enumerated() {
                draw(line, in: part.line(row), &buffer, theme.lifted)
            }
        }
        buffer.draw(window, alongRightOf: room.inset(columns: -1, rows: 0), theme: theme.lifted)
    }

    private func draw(
        _ line: Line, in area: Rectangle, _ buffer: inout CellBuffer, _ theme: Theme
    ) {
        let (keys, text) = area.splitLeft(Self.keyColumns)
        let (keyRole, textRole): (Role, Role) =
            switch line.kind {
            case .heading: (.title, .title)
            case .entry: (.hintKey, .text)
            case .dimmed: (.dim, .dim)
            case .reason: (.warning, .warning)
            }
        buffer.put(line.keys, at: keys.origin, style: theme.style(keyRole))
        buffer.put(line.text, at: text.origin, style: theme.style(textRole))
    }
}
