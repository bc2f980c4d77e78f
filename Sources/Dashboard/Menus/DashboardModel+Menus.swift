import ClusterObservation
import TerminalUI

extension DashboardModel {
    /// The lines of a menu, as things are now.
    func items(of kind: Menu.Kind) -> [MenuItem] {
        switch kind {
        case .scenarios: Scenario.all.map { $0.item(in: self) }
        case .isolation(let node): isolationItems(of: node)
        case .losing(let node): losingItems(of: node)
        }
    }

    /// Lets the open menu have a key: the letter of a line, else what the table binds in lists.
    mutating func press(_ key: Key, in menu: Menu) -> [DashboardAction] {
        let row = items(of: menu.kind).firstIndex { .character($0.letter) == key }
        if let row { return take(row, of: menu) }
        let binding = bindings.binding(of: key, in: .menu, on: panel)
        return binding.map { act($0.action) } ?? []
    }

    /// Does what a line says, or says why it cannot be; then the menu stays.
    mutating func take(_ row: Int, of menu: Menu) -> [DashboardAction] {
        let items = items(of: menu.kind)
        guard items.indices.contains(row) else { return [] }
        switch items[row].plan {
        case .commands(let commands):
            mode = .screen
            items[row].viewpoint.map { look(from: $0) }
            return commands.map { .perform($0) }
        case .impossible:
            mode = .menu(Menu(kind: menu.kind, row: row))
            return []
        }
    }

    /// Takes a place from which something is best watched.
    mutating func look(from viewpoint: Viewpoint) {
        select(viewpoint.selected.index)
        marked = viewpoint.marked
        show(viewpoint.panel)
    }

    mutating func move(_ movement: Movement, in menu: Menu) {
        let count = items(of: menu.kind).count
        let row = movement.row(from: menu.row, of: count, page: count)
        mode = .menu(Menu(kind: menu.kind, row: row))
    }

    /// What cannot be taken back is not the first line.
    private func losingItems(of node: NodeID) -> [MenuItem] {
        let name = name(of: node)
        return [
            MenuItem(
                letter: "c", name: "cancel", summary: "\(name) stays down, with its data",
                sentence: "\(keyLabel(.restart)) restarts it with everything that it had.",
                plan: .commands([])),
            MenuItem(
                letter: "l", name: "lose its data", summary: "\(name) comes back empty",
                sentence: "What only \(name) held is lost for ever: this cannot be taken back.",
                plan: .commands([.restart(node, .lost)])),
        ]
    }

    private func isolationItems(of node: NodeID) -> [MenuItem] {
        let name = name(of: node)
        let lines: [(Character, Isolation, String, String)] = [
            (
                "d", .deaf, "it hears nobody, and is heard",
                "What \(name) writes spreads, and what others write passes it by."
            ),
            (
                "m", .mute, "it hears everybody, and is not heard",
                "\(name) learns whatever others send it, and what it writes stays with it."
            ),
            (
                "b", .both, "it neither hears nor is heard",
                "\(name) is alone and does not know it: for the others it might as well be down."
            ),
        ]
        return lines.map { letter, isolation, summary, sentence in
            MenuItem(
                letter: letter, name: isolation.rawValue, summary: summary, sentence: sentence,
                plan: .commands([.isolate(node, isolation)]))
        }
    }
}

extension Movement {
    /// The row of a list to which a movement leads.
    func row(from row: Int, of count: Int, page: Int) -> Int {
        let wanted =
            switch self {
            case .up: row - 1
            case .down: row + 1
            case .pageUp: row - page
            case .pageDown: row + page
            case .first: 0
            case .last: count - 1
            case .left, .right: row
            }
        return min(max(0, wanted), max(0, count - 1))
    }
}
