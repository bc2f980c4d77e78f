import ClusterObservation
import TerminalUI

extension DashboardModel {
    /// Takes in what the mouse did; nothing while the terminal has it.
    mutating func take(_ event: MouseEvent) -> [DashboardAction] {
        guard mouse == .captured else { return [] }
        switch event.action {
        case .press(let button): return press(button, at: event.point)
        case .drag: pointer.drag?.to = event.point
        case .release: return release(at: event.point)
        case .scrollUp: turnWheel(.up, at: event.point)
        case .scrollDown: turnWheel(.down, at: event.point)
        }
        return []
    }

    /// Gives the mouse to the terminal, or takes it.
    mutating func toggleMouse() {
        mouse = mouse == .captured ? .released : .captured
        pointer = Pointer()
        let text =
            mouse == .captured
            ? "the mouse works here: select text with Shift held"
            : "the mouse is the terminal's: \(keyLabel(.mouse)) takes it back"
        notice = Notice(text: text, kind: .information)
    }

    private mutating func press(
        _ button: MouseEvent.Button, at point: Point
    ) -> [DashboardAction] {
        notice = nil
        let isSecond = pointer.lastClick == point
        pointer = Pointer(lastClick: isSecond ? nil : point)
        guard let target = target(at: point) else { return [] }
        switch button {
        case .left: return click(target, at: point, isSecond ? .second : .first)
        case .right: return clickRight(target)
        case .middle: return []
        }
    }

    /// Marks a node as one end of a link.
    private mutating func clickRight(_ target: Target) -> [DashboardAction] {
        guard case .node(let node) = target else { return [] }
        marked = marked == node ? nil : node
        return []
    }

    private enum Click { case first, second }

    private mutating func click(
        _ target: Target, at point: Point, _ click: Click
    ) -> [DashboardAction] {
        if mode == .filter { mode = .screen }
        switch target {
        case .key(let key): return update(.key(key))
        case .listRow(let row): return chooseRow(row)
        case .field(let field): chooseField(field)
        case .outside: return act(.back)
        case .overlay: break
        case .corner(let panel): toggleZoom(of: panel)
        case .title(let panel) where click == .second: toggleZoom(of: panel)
        case .panel, .title, .node, .link, .column, .inspectorTab, .inspectorRow, .event:
            if let panel = place(at: point).map(front) { show(panel) }
            choose(target, at: point)
        }
        revealSelection()
        return []
    }

    /// Goes to what stands in a panel.
    private mutating func choose(_ target: Target, at point: Point) {
        switch target {
        case .panel(let panel): show(panel)
        case .node(let node):
            select(node)
            if panel == .map { pointer.drag = Pointer.Drag(from: node, to: point) }
        case .link(let link):
            select(link.from)
            links.column = link.to
        case .column(let column): nodes.sort(by: column)
        case .inspectorTab(let tab): inspector.show(tab, in: detail)
        case .inspectorRow(let row): inspector.select(row, in: detail)
        case .event(let number): log.select(number)
        case .key, .title, .corner, .listRow, .field, .overlay, .outside: break
        }
    }

    private mutating func toggleZoom(of panel: PanelID) {
        show(panel)
        zoom = zoom == .none ? .zoomed : .none
    }
}

extension DashboardModel {
    /// The node that the button is held towards, if it is another one.
    var dragTarget: NodeID? {
        guard let drag = pointer.drag, case .node(let node)? = target(at: drag.to),
            node != drag.from
        else { return nil }
        return node
    }

    /// Cuts or restores the link from the node where the button went down to the one where it came up.
    private mutating func release(at point: Point) -> [DashboardAction] {
        guard var drag = pointer.drag else { return [] }
        drag.to = point
        pointer.drag = drag
        let node = dragTarget
        pointer.drag = nil
        guard let node else { return [] }
        if let view, let reason = refusal(by: Scenario.needs, in: view) {
            notice = Notice(text: reason, kind: .refusal)
            return []
        }
        return toggleLink(between: drag.from, and: node)
    }

    /// Scrolls what lies under the pointer, whatever has the keys.
    private mutating func turnWheel(_ movement: Movement, at point: Point) {
        guard mode == .screen || mode == .filter else { return move(movement) }
        guard let place = place(at: point) else { return }
        let panel = front(of: place)
        for _ in 0..<panel.wheelSteps { move(movement, in: panel) }
        revealSelection()
    }
}

extension PanelID {
    /// How far a notch of the wheel goes: what has a selection goes line by line, text by three lines,
    /// and a map stays where it is.
    fileprivate var wheelSteps: Int {
        switch self {
        case .map, .curve, .trees: 0
        case .nodes, .links, .divergence, .inspector: 1
        case .spaceTime, .counters, .exchanges, .log: 3
        }
    }
}
