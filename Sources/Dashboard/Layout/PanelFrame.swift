import TerminalUI

/// The frame of a place on the screen, with the panel that is seen there.
struct PanelFrame {
    @Shared var model: DashboardModel
    let theme: Theme
    let place: ScreenLayout.Place

    private var id: PanelID { model.front(of: place) }
    private var view: any PanelView { PanelRecord.of(id).view(_model, theme) }
    private var room: Rectangle { place.area.inset(columns: 2, rows: 1) }
    private var focus: Focus { model.panel == id ? .focused : .idle }

    func draw(into buffer: inout CellBuffer) {
        let view = view
        var panel = Panel(name, focus: focus)
        let (title, note) = upperEdge(of: view, after: panel.title.displayColumns)
        if !title.isEmpty {
            panel.title.append(Self.divider, style: theme.style(.border))
            panel.title.append(title)
        }
        panel.note = note
        panel.footnote = fitting(view.footnotes, in: place.area.columns - 6)
        buffer.draw(panel, in: place.area, theme: theme)
        buffer.clipped(to: place.area) { view.draw(in: room, into: &$0) }
    }

    private static let divider = " ─ "

    /// The name of the panel; where several share the place, all their names as tabs.
    private var name: StyledText {
        guard place.panels.count > 1 else {
            return StyledText(tabs.names[0], style: theme.style(Panel.titleRole(focus)))
        }
        return tabs.line(theme: theme, columns: tabColumns)
    }

    private var tabs: Tabs {
        Tabs(
            place.panels.map { PanelRecord.of($0).name },
            chosen: place.panels.firstIndex(of: id) ?? 0)
    }

    private var tabColumns: Int { place.area.columns / 2 }

    /// What stands at a point of the place.
    func target(at point: Point) -> Target {
        let area = place.area
        if point.row == area.row, point.column >= area.endColumn - 2 { return .corner(id) }
        if let target = titleTarget(at: point) { return target }
        return room.contains(point) ? view.target(at: point, in: room) ?? .panel(id) : .panel(id)
    }

    private func titleTarget(at point: Point) -> Target? {
        let name = name
        var panel = Panel(name, focus: focus)
        let title = upperEdge(of: view, after: name.displayColumns).title
        panel.title.append(Self.divider, style: theme.style(.border))
        panel.title.append(title)
        guard let column = panel.titleColumn(at: point, in: place.area) else { return nil }
        let rest = column - name.displayColumns - Self.divider.displayColumns
        if rest >= 0, let target = view.target(atColumn: rest, of: title.text) { return target }
        let tab = tabs.index(atColumn: column, columns: tabColumns)
        return tab.map { place.panels[$0] == id ? .title(id) : .panel(place.panels[$0]) }
    }

    /// The richest title that leaves room for a note, and the richest note beside it; a title of
    /// which none fits is cut, and only where too little were left of it goes the note.
    private func upperEdge(
        of view: any PanelView, after name: Int
    ) -> (title: StyledText, note: StyledText) {
        let room = place.area.columns - 6 - name - 3
        let gap = 3
        let (titles, notes) = (view.titles, view.notes)
        guard let poorest = titles.last else { return (StyledText(), fitting(notes, in: room)) }
        let beside = room - (notes.last.map { $0.displayColumns + gap } ?? 0)
        var title = fitting(titles, in: beside)
        if title.isEmpty {
            title = poorest.truncated(toColumns: beside >= Self.leastTitle ? beside : room)
        }
        return (title, fitting(notes, in: room - title.displayColumns - gap))
    }

    /// A title of fewer columns says too little.
    private static let leastTitle = 12

    /// The first text that fits; they get poorer.
    private func fitting(_ texts: [StyledText], in columns: Int) -> StyledText {
        texts.first { $0.displayColumns <= columns } ?? StyledText()
    }
}
