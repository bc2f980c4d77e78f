import ClusterObservation
import TerminalUI

extension DashboardModel {
    /// Moves the selected line.
    mutating func moveInLog(_ movement: Movement) {
        let page = logRoom?.rows ?? 1
        switch movement {
        case .up: log.move(by: -1)
        case .down: log.move(by: 1)
        case .pageUp: log.move(by: -page)
        case .pageDown: log.move(by: page)
        case .first: log.goToOldest()
        case .last: log.follow()
        case .left, .right: break
        }
        revealLine()
    }

    private var logRoom: Rectangle? { area(of: .log).map(LogPanel.room) }

    /// Lets the log follow its selected line.
    private mutating func revealLine() {
        guard let room = logRoom else { return }
        let model = Shared(self)
        log.reveal(rows: room.rows) { event in
            LogPanel.wrapped(LogSentence(event, model: model), columns: room.columns).count
        }
    }

    /// Turns time to the moment of the selected line, and selects the node where it happened.
    mutating func jumpToLine() -> [DashboardAction] {
        guard let event = log.selectedEvent else { return [] }
        if let node = event.place { select(node.index) }
        log.follow()
        return turnBack(.goTo(event.moment))
    }

    /// Asks what the log shall show; the filter in force is proposed, or else the selected node.
    var logFilterPrompt: Prompt {
        let names = view?.dots.map { ($0.name, $0.node) } ?? []
        let proposal = log.filter?.text ?? "node:\(name(of: selected))"
        var prompt = Prompt(
            .logFilter(names: Dictionary(names) { first, _ in first }), title: "Filter of the log",
            fields: [(LogFilter.field, proposal)])
        prompt.hint = "node:n3 kind:lost key:colour, or all. Kinds: \(LogKind.names)."
        return prompt
    }
}
