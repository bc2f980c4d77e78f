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
        let (title, note) = upperEdge(of: view, after: panel.title.displayColumns)
        if !title.spans.isEmpty {
            panel.title.append(" ─ ", style: theme.style(.border))
            panel.title.append(title)
        }
        panel.note = note
        panel.footnote = fitting(view.footnotes, in: place.area.columns - 6)
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
        let tabs = Tabs(names, chosen: chosen)
        return tabs.line(theme: theme, columns: place.area.columns / 2)
    }

    /// The richest title that leaves room for a note, and the richest note beside it; a title of
    /// which none fits is cut.
    private func upperEdge(
        of view: any PanelView, after name: Int
    ) -> (title: StyledText, note: StyledText) {
        let room = place.area.columns - 6 - name - 3
        let gap = 3
        let (titles, notes) = (view.titles, view.notes)
        guard !titles.isEmpty else { return (StyledText(), fitting(notes, in: room)) }
        let least = notes.last.map { $0.displayColumns + gap } ?? 0
        let title = fitting(titles, in: room - least)
        if !title.spans.isEmpty {
            return (title, fitting(notes, in: room - title.displayColumns - gap))
        }
        return (titles.last?.truncated(toColumns: room) ?? StyledText(), StyledText())
    }

    /// The first text that fits; they get poorer.
    private func fitting(_ texts: [StyledText], in columns: Int) -> StyledText {
        texts.first { $0.displayColumns <= columns } ?? StyledText()
    }
}
