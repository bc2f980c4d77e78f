import TerminalUI

/// The frame of a place on the screen, with the panel that is seen there.
struct PanelFrame {
    let model: DashboardModel
    let theme: Theme
    let place: ScreenLayout.Place

    func draw(into buffer: inout CellBuffer) {
        let id = model.front(of: place)
        let record = PanelRecord.of(id)
        let view = record.view(model, theme)
        let focus: Focus = model.panel == id ? .focused : .idle
        var panel = Panel(name(focus), focus: focus)
        panel.note = fitting(view.notes, beside: panel.title.displayColumns + 12)
        let taken = panel.note.spans.isEmpty ? 0 : panel.note.displayColumns + 4
        panel.title = title(view.title, after: panel.title, columns: place.area.columns - 6 - taken)
        panel.note = fitting(view.notes, beside: panel.title.displayColumns + 4)
        panel.footnote = fitting(view.footnotes, beside: 0)
        buffer.draw(panel, in: place.area, theme: theme)
        let room = place.area.inset(columns: 2, rows: 1)
        buffer.clipped(to: place.area) { view.draw(in: room, into: &$0) }
    }

    /// The name of the panel; where several share the place, all their names as tabs.
    private func name(_ focus: Focus) -> StyledText {
        let names = place.panels.map { PanelRecord.of($0).name }
        guard names.count > 1 else {
            return StyledText(names[0], style: theme.style(Panel.titleRole(focus)))
        }
        let chosen = place.panels.firstIndex(of: model.front(of: place)) ?? 0
        return Tabs(names, chosen: chosen).line(theme: theme)
    }

    private func title(
        _ title: StyledText, after name: StyledText, columns: Int
    ) -> StyledText {
        guard !title.spans.isEmpty else { return name }
        var line = name
        line.append(" ─ ", style: theme.style(.border))
        line.append(title)
        return line.truncated(toColumns: max(columns, name.displayColumns))
    }

    /// The first note that fits beside so many columns; the notes get poorer.
    private func fitting(_ notes: [StyledText], beside columns: Int) -> StyledText {
        let room = place.area.columns - columns - 7
        return notes.first { $0.displayColumns <= room } ?? StyledText()
    }
}
