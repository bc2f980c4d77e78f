import TerminalUI

/// The line at the bottom: what the keys do now, or what there is to say about the last one.
struct BottomLine {
    @Shared private var model: DashboardModel
    private let theme: Theme
    private let keptEntries: [Entry]
    private let otherEntries: [Entry]

    /// A hint with its key.
    private struct Entry {
        var hint: Hint
        var key: Key
        var isKept: Bool
    }

    init(model: Shared<DashboardModel>, theme: Theme) {
        _model = model
        self.theme = theme
        let entries = Self.entries(of: model.wrappedValue)
        keptEntries = entries.filter(\.isKept)
        otherEntries = entries.filter { !$0.isKept }
    }

    private typealias Parts = (rest: Rectangle, kept: Rectangle, keptEntries: ArraySlice<Entry>)

    /// Where hints or a notice stand, and at the right those that stay; only for a notice that needs
    /// their room they go, too, the last one last.
    private func parts(of line: Rectangle) -> Parts {
        var kept = keptEntries[...]
        while true {
            let columns = kept.reduce(0) { $0 + self.columns(of: $1.hint) + 2 }
            let (left, right) = line.inset(columns: 1, rows: 0).splitRight(max(0, columns - 2))
            let rest = kept.isEmpty ? left : left.splitRight(2).rest
            let needed = model.notice.map { $0.text.displayColumns + 2 } ?? 0
            if needed <= rest.columns || kept.isEmpty { return (rest, right, kept) }
            kept.removeFirst()
        }
    }

    func draw(in line: Rectangle, into buffer: inout CellBuffer) {
        buffer.fill(line, style: theme.style(.background))
        let (rest, kept, keptEntries) = parts(of: line)
        buffer.draw(HintLine(keptEntries.map(\.hint)), in: kept, theme: theme)
        if let notice = model.notice {
            draw(notice, in: rest, at: line, into: &buffer)
        } else {
            buffer.draw(HintLine(otherEntries.map(\.hint)), in: rest, theme: theme)
        }
    }

    /// The key of the hint at a point.
    func target(at point: Point, in line: Rectangle) -> Target? {
        let (rest, kept, keptEntries) = parts(of: line)
        if let key = key(at: point, of: Array(keptEntries), in: kept) { return .key(key) }
        guard model.notice == nil else { return nil }
        return key(at: point, of: otherEntries, in: rest).map { .key($0) }
    }

    private func key(at point: Point, of entries: [Entry], in area: Rectangle) -> Key? {
        guard area.contains(point) else { return nil }
        let line = HintLine(entries.map(\.hint))
        let hint = line.hint(atColumn: point.column - area.column, in: area.columns)
        return entries.first { $0.hint == hint }?.key
    }

    private func columns(of hint: Hint) -> Int {
        hint.key.displayColumns + 1 + hint.label.displayColumns
    }

    /// What does not fit into the line goes over the rows above it, which come back with the next key.
    private func draw(
        _ notice: Notice, in area: Rectangle, at line: Rectangle, into buffer: inout CellBuffer
    ) {
        let role: Role = notice.kind == .refusal ? .warning : .text
        let columns = max(1, area.columns - 2)
        var texts = notice.text.wrapped(toColumns: columns)
        if texts.count > Self.noticeRowsMax {
            let rest = texts[(Self.noticeRowsMax - 1)...].joined(separator: " ")
            texts = texts.prefix(Self.noticeRowsMax - 1) + [rest.truncated(toColumns: columns)]
        }
        for (index, text) in texts.enumerated() {
            let row = line.row - (texts.count - 1 - index)
            guard row >= 0 else { continue }
            let start = Point(column: area.column, row: row)
            if row < line.row {
                let above = Rectangle(
                    column: line.column, row: row, columns: line.columns, rows: 1)
                buffer.fill(above, style: theme.style(.background))
            }
            let mark = index == 0 ? "\(theme.glyph(role)) " : "  "
            buffer.put(
                StyledText(mark + text, style: theme.style(role)), at: start,
                maxColumns: area.columns)
        }
    }

    private static let noticeRowsMax = 4

    /// The hints of the context; what is dimmed drops out before what works.
    private static func entries(of model: DashboardModel) -> [Entry] {
        let context = model.mode.context
        let isTyping = context == .form || context == .palette
        let records = model.bindings.records
        let offered = records.indices.lazy.filter {
            records[$0].hint != .absent && records[$0].works(in: context, on: model.panel)
        }
        return offered.compactMap { place in
            let record = records[place]
            guard let key = record.keys.first(where: { !isTyping || !$0.writesText }) else {
                return nil
            }
            let isOff = context == .screen && model.refusal(of: record) != nil
            let hint = Hint(
                key: key.label, label: model.label(of: record),
                availability: isOff ? .disabled : .enabled,
                priority: rank(of: record) + (isOff ? 0 : 1))
            return Entry(hint: hint, key: key, isKept: record.hint == .kept)
        }
    }

    /// What only the panel with the keys understands goes before what works everywhere.
    private static func rank(of record: Binding) -> Int {
        guard record.panels.isEmpty else { return 20 }
        return record.hint == .minor ? 0 : 10
    }
}
