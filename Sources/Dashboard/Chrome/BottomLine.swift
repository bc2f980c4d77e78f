import TerminalUI

/// The line at the bottom: what the keys do now, or what there is to say about the last one.
struct BottomLine {
    let model: DashboardModel
    let theme: Theme

    func draw(in line: Rectangle, into buffer: inout CellBuffer) {
        buffer.fill(line, style: theme.style(.background))
        let inner = line.inset(columns: 1, rows: 0)
        let kept = HintLine(hints { $0 == .kept })
        let keptColumns = kept.hints.reduce(0) { $0 + columns(of: $1) + 2 }
        let (left, right) = inner.splitRight(keptColumns - 2)
        buffer.draw(kept, in: right, theme: theme)
        let rest = left.splitRight(2).rest
        if let notice = model.notice {
            draw(notice, in: rest, into: &buffer)
        } else {
            buffer.draw(HintLine(hints { $0 != .kept }), in: rest, theme: theme)
        }
    }

    private func columns(of hint: Hint) -> Int {
        hint.key.displayColumns + 1 + hint.label.displayColumns
    }

    private func draw(_ notice: Notice, in area: Rectangle, into buffer: inout CellBuffer) {
        let role: Role = notice.kind == .refusal ? .warning : .text
        var line = StyledText("\(theme.glyph(role)) ", style: theme.style(role))
        line.append(notice.text, style: theme.style(role))
        buffer.put(line, at: area.origin, maxColumns: area.columns)
    }

    /// The hints of the context; what is dimmed drops out before what works.
    private func hints(where isWanted: (Binding.Hint) -> Bool) -> [Hint] {
        let context = model.mode.context
        let records = model.bindings.records.filter {
            $0.works(in: context, on: model.panel) && $0.hint != .absent && isWanted($0.hint)
        }
        return records.compactMap { record in
            let keys =
                context == .form || context == .palette
                ? record.keys.filter { !$0.writesText } : record.keys
            guard let key = keys.first else { return nil }
            let isOff = context == .screen && model.refusal(of: record.action) != nil
            return Hint(
                key: key.label, label: model.label(of: record),
                availability: isOff ? .disabled : .enabled,
                priority: rank(of: record) + (isOff ? 0 : 1))
        }
    }

    /// What only the panel with the keys understands goes before what works everywhere.
    private func rank(of record: Binding) -> Int {
        guard record.panels.isEmpty else { return 20 }
        return record.hint == .minor ? 0 : 10
    }
}
