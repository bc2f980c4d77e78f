import TerminalUI

extension DashboardModel {
    /// A menu as it is drawn.
    func overlay(of menu: Menu) -> ListOverlay {
        let items = items(of: menu.kind)
        let item = items.indices.contains(menu.row) ? items[menu.row] : nil
        return ListOverlay(
            title: title(of: menu.kind), rows: items.map(row), selected: menu.row,
            caption: item.map(caption) ?? ListOverlay.Caption())
    }

    private func title(of kind: Menu.Kind) -> String {
        switch kind {
        case .scenarios: "Scenarios"
        case .isolation(let node): "Isolate \(name(of: node))"
        case .losing(let node): "Restart \(name(of: node)) without its data?"
        }
    }

    private func row(for item: MenuItem) -> ListOverlay.Row {
        ListOverlay.Row(
            key: String(item.letter), name: item.name, detail: item.state, text: item.summary,
            availability: item.plan.refusal == nil ? .enabled : .disabled)
    }

    private func caption(for item: MenuItem) -> ListOverlay.Caption {
        ListOverlay.Caption(text: item.sentence, warning: item.plan.refusal)
    }
}
