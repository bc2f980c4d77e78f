import ClusterObservation

extension DashboardModel {
    /// Takes a new view in: what is selected stays selected, and outcomes are told once.
    mutating func take(_ view: ClusterView) {
        let entriesTop = interest.entries.lowerBound
        nodes.seenTop = interest.rows.lowerBound
        let isNew = isShownNew(in: view)
        // Going back to before its beginning is no end.
        if let old = self.view, let name = old.demonstration, view.demonstration == nil,
            view.time.now >= old.time.now
        {
            notice = Notice(
                text: "the scenario \(name) has ended; the log says how", kind: .information)
        }
        self.view = view
        for outcome in view.outcomes where lastTicket.map({ outcome.ticket > $0 }) ?? true {
            tell(outcome.result)
            lastTicket = outcome.ticket
        }
        if focus == nil || isNew { focus = view.updates.first?.id }
        keepSelectionInRoster(view.totals.nodes)
        log.take(view)
        curve.take(view)
        repetition.take(view)
        keepSelectionInFilter()
        selectWantedRow()
        inspector.take(view.journey, to: selected)
        inspector.follow(detail, top: entriesTop)
        divergence.follow(comparison)
        revealSelection()
    }

    /// Whether a demonstration has written something since the view before: that is what it is about.
    private func isShownNew(in view: ClusterView) -> Bool {
        (view.demonstration ?? self.view?.demonstration) != nil
            && view.updates.first?.id != self.view?.updates.first?.id
    }

    private mutating func tell(_ result: CommandOutcome.Result) {
        switch result {
        case .done: break
        case .wrote(let update):
            focus = update
            inspector.followed = nil
            repetition.follow(update)
        case .added(let node): selected = node
        case .waits(let node):
            if repetition.phase == .asked { repetition.end() }
            notice = Notice(
                text: "\(name(of: node)) is arriving: it writes when it is ready",
                kind: .information)
        case .refused(let sentence):
            if repetition.phase == .asked { repetition.end() }
            tell(refusal: sentence)
        }
        unanswered = nil
    }

    /// A form that was refused comes back with everything that was typed.
    private mutating func tell(refusal sentence: String) {
        guard var prompt = unanswered, mode == .screen else {
            notice = Notice(text: sentence, kind: .refusal)
            return
        }
        prompt.complain(refusal: sentence)
        mode = .form(prompt)
    }

    private mutating func keepSelectionInRoster(_ count: Int) {
        if selected.index >= count { selected = NodeID(max(0, count - 1)) }
        if let node = marked, node.index >= count { marked = nil }
    }
}

extension DashboardModel {
    /// How many nodes the roster has.
    var nodeCount: Int { view?.totals.nodes ?? 0 }

    /// The selected node in detail; nil until the source has been asked for it.
    var detail: ReplicaDetail? {
        view?.inspected.flatMap { $0.status.dot.node == selected ? $0 : nil }
    }

    /// A node's dot, when it was asked for.
    func dot(of node: NodeID) -> NodeDot? {
        guard let view else { return nil }
        return view.dots.at(node, \.node) ?? view.named.first { $0.node == node }
            ?? view.rows.first { $0.dot.node == node }?.dot
    }

    /// How identities and clocks are written, with no more of an epoch than tells it from others.
    var lives: KnownLives { view?.lives ?? KnownLives() }

    /// A node's name; one that was not asked for goes by its place in the roster.
    func name(of node: NodeID) -> String { dot(of: node)?.name ?? "n\(node.index)" }

    /// Whether the selected node is known to be down.
    var selectedIsDown: Bool { conditionOfSelected?.isDown ?? false }

    /// Whether the selected node is known to be frozen.
    var selectedIsFrozen: Bool { conditionOfSelected == .frozen }

    private var conditionOfSelected: NodeCondition? {
        (detail?.status.dot ?? dot(of: selected))?.condition
    }
}

extension Array {
    /// The element of a node, in an array by roster that begins anywhere and has no holes.
    func at(_ node: NodeID, _ id: (Element) -> NodeID) -> Element? {
        guard let first, node >= id(first) else { return nil }
        let position = node.index - id(first).index
        guard position < count, id(self[position]) == node else { return nil }
        return self[position]
    }
}
