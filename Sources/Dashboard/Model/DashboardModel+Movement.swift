import ClusterObservation
import TerminalUI

extension DashboardModel {
    /// Moves what the arrows move: what is open above the panels, else what the panel has.
    mutating func move(_ movement: Movement) {
        if case .help(let scroll) = mode {
            let lines = HelpOverlay(model: Shared(self)).scrolled(from: scroll, by: movement)
            mode = .help(scroll: lines)
            return
        }
        if case .menu(let menu) = mode { return move(movement, in: menu) }
        if case .palette(let palette) = mode { return move(movement, in: palette) }
        if case .finder(let finder) = mode { return move(movement, in: finder) }
        if case .themes(let menu) = mode { return move(movement, in: menu) }
        move(movement, in: panel)
    }

    /// Moves what the arrows move in a panel.
    mutating func move(_ movement: Movement, in panel: PanelID) {
        switch panel {
        case .map: moveOnMap(movement)
        case .nodes: moveInNodes(movement)
        case .inspector: moveInInspector(movement)
        case .log: moveInLog(movement)
        case .links: moveInLinks(movement)
        case .divergence: moveInDivergence(movement)
        case .spaceTime: moveInSpaceTime(movement)
        case .counters: moveInCounters(movement)
        case .exchanges: moveInExchanges(movement)
        case .trees: break
        case .curve: break
        }
    }

    /// Selects another node.
    mutating func select(_ node: NodeID) { select(node.index) }

    mutating func select(_ index: Int) {
        selected = NodeID(min(max(0, index), max(0, nodeCount - 1)))
        inspector.select(0, in: detail)
    }

    private mutating func moveInNodes(_ movement: Movement) {
        let page = area(of: .nodes).map(NodesPanel.rowCount) ?? 1
        switch movement {
        case .up: selectRow(at: (selectedPlace ?? 0) - 1)
        case .down: selectRow(at: (selectedPlace ?? -1) + 1)
        case .pageUp: selectRow(at: (selectedPlace ?? 0) - page)
        case .pageDown: selectRow(at: (selectedPlace ?? 0) + page)
        case .first: selectRow(at: 0)
        case .last: selectRow(at: rowCount - 1)
        case .left, .right: break
        }
    }

    private mutating func moveInInspector(_ movement: Movement) {
        let page = area(of: .inspector).map(InspectorPanel.rowCount) ?? 1
        switch movement {
        case .left: inspector.changeTab(by: -1, in: detail)
        case .right: inspector.changeTab(by: 1, in: detail)
        case .up: inspector.select(inspector.row - 1, in: detail)
        case .down: inspector.select(inspector.row + 1, in: detail)
        case .pageUp: inspector.select(inspector.row - page, in: detail)
        case .pageDown: inspector.select(inspector.row + page, in: detail)
        case .first: inspector.select(0, in: detail)
        case .last: inspector.select(inspector.count - 1, in: detail)
        }
    }

    private mutating func moveInCounters(_ movement: Movement) {
        guard let area = area(of: .counters), let counters = view?.counters else { return }
        let lines = CountersPanel.lineCount(of: counters)
        let window = ScrollWindow(count: lines, visible: area.rows - 3, first: self.counters.top)
        self.counters.top = window.moved(by: movement).first
    }

    private mutating func moveInExchanges(_ movement: Movement) {
        guard let area = area(of: .exchanges) else { return }
        let window = ScrollWindow(
            count: view?.exchanges.count ?? 0, visible: max(1, area.rows / 2), first: exchangesTop)
        exchangesTop = window.moved(by: movement).first
    }
}

extension DashboardModel {
    private mutating func moveOnMap(_ movement: Movement) {
        switch movement {
        case .first: return select(0)
        case .last: return select(nodeCount - 1)
        case .pageUp: return select(selected.index - 1)
        case .pageDown: return select(selected.index + 1)
        case .up, .down, .left, .right: break
        }
        guard let node = mapLayout?.neighbour(of: selected, towards: movement) else { return }
        select(node.index)
    }
}

extension MapLayout {
    /// The nearest node in a direction; what lies aside counts double, and a row two columns.
    func neighbour(of node: NodeID, towards movement: Movement) -> NodeID? {
        guard let origin = place(of: node) else { return nil }
        var best: (node: NodeID, distance: Int)?
        for (index, place) in places.enumerated() {
            let right = place.column - origin.column
            let down = 2 * (place.row - origin.row)
            guard let (ahead, aside) = Self.parts(right: right, down: down, movement), ahead > 0
            else { continue }
            let distance = ahead + 2 * abs(aside)
            if best.map({ distance < $0.distance }) ?? true {
                best = (NodeID(index), distance)
            }
        }
        return best?.node
    }

    private static func parts(
        right: Int, down: Int, _ movement: Movement
    ) -> (ahead: Int, aside: Int)? {
        switch movement {
        case .up: (-down, right)
        case .down: (down, right)
        case .left: (-right, down)
        case .right: (right, down)
        case .pageUp, .pageDown, .first, .last: nil
        }
    }
}
