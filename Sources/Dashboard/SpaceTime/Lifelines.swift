import ClusterObservation

/// What each node in view was like in each row of a space–time diagram, as far as that follows from
/// what happened there.
struct Lifelines: Hashable {
    /// One for each node in view, from top to bottom; nil where nothing tells.
    private var states: [Track<NodeState>]
    private var lives: [Track<Life>]

    /// Whether a node takes part.
    enum Life: Hashable {
        case up, arriving, frozen, down
    }

    /// - Parameter events: what happened, oldest first; what lies before and after the view helps too.
    init(_ events: [TraceEvent], model: DashboardModel, layout: SpaceTimeLayout) {
        states = layout.nodes.range.map { _ in Track(rows: layout.rows) }
        lives = layout.nodes.range.map { _ in Track(rows: layout.rows) }
        guard let view = model.view else { return }
        for event in events { take(event, view: view, layout: layout) }
        let seesPresent = view.time.now < layout.times.upperBound
        for (place, index) in layout.nodes.range.enumerated() {
            let dot = model.dot(of: NodeID(index))
            let isKnown = seesPresent || dot?.state == .susceptible
            states[place].finish(with: isKnown ? dot?.state : nil)
            lives[place].finish(with: seesPresent ? dot.map(Life.init) : nil)
        }
    }

    /// The state of a node for the focused update in a row.
    func state(of node: Int, row: Int) -> NodeState? { states[node].values[row] }

    func life(of node: Int, row: Int) -> Life { lives[node].values[row] ?? .up }

    private mutating func take(_ event: TraceEvent, view: ClusterView, layout: SpaceTimeLayout) {
        guard let node = event.place, layout.nodes.range.contains(node.index) else { return }
        let place = node.index - layout.nodes.first
        let row = layout.row(of: event.moment)
        if let (before, after) = event.kind.lifeChange {
            lives[place].change(at: row, from: before, to: after)
        }
        guard let focus = view.focus?.update else { return }
        if let (before, after) = event.kind.stateChange(of: focus, settings: view.settings) {
            states[place].change(at: row, from: before, to: after)
        }
    }
}

/// Something that keeps its value until it changes, row by row.
struct Track<Value: Hashable>: Hashable {
    private(set) var values: [Value?]
    private var current: Value?
    /// How many rows have their value.
    private var filled = 0

    init(rows: Int) { values = Array(repeating: nil, count: rows) }

    /// From this row on it is `after`; before, it was `before` unless an earlier change says what.
    mutating func change(at row: Int, from before: Value?, to after: Value) {
        fill(to: row, with: current ?? before)
        current = after
    }

    /// What is left is as the last change made it, or, where there was none, as given.
    mutating func finish(with value: Value?) { fill(to: values.count, with: current ?? value) }

    private mutating func fill(to row: Int, with value: Value?) {
        while filled < min(row, values.count) {
            values[filled] = value
            filled += 1
        }
    }
}

extension Lifelines.Life {
    fileprivate init(_ dot: NodeDot) {
        switch dot.condition {
        case .up: self = .up
        case .arriving: self = .arriving
        case .frozen: self = .frozen
        case .down: self = .down
        }
    }
}

extension TraceEvent {
    /// The node on whose line the event stands.
    var place: NodeID? {
        guard let command = kind.command else { return node }
        return command.node
    }
}

extension ClusterCommand {
    /// The node that a command is about, if it is about one.
    var node: NodeID? {
        switch self {
        case .write(let node, _, _), .delete(let node, _), .kill(let node), .restart(let node, _),
            .freeze(let node), .thaw(let node), .isolate(let node, _):
            node
        case .disturb(let disturbance): disturbance.node
        case .addNode, .cut, .restore, .partition, .heal, .setNetwork, .setLinks, .setChurn,
            .fill, .compare, .hand, .demonstrate, .setProtocol, .pause, .resume, .setSpeed,
            .stepEvent, .stepRound, .backRound, .goTo,
            .undo:
            nil
        }
    }
}

extension TraceEvent.Kind {
    fileprivate var lifeChange: (before: Lifelines.Life, after: Lifelines.Life)? {
        if case .died = self { return (.up, .down) }
        if case .cameBack = self { return (.down, .up) }
        if case .arrival(let notice) = self { return notice.lifeChange }
        guard let command else { return nil }
        if case .kill = command { return (.up, .down) }
        if case .restart = command { return (.down, .up) }
        if case .freeze = command { return (.up, .frozen) }
        if case .thaw = command { return (.frozen, .up) }
        return nil
    }

    /// What became of a node's state for an update; what it was before, where that is certain.
    fileprivate func stateChange(
        of focus: ClusterUpdate, settings: ProtocolSettings
    ) -> (before: NodeState?, after: NodeState)? {
        switch self {
        case .wrote(let update) where update.id == focus.id: (.susceptible, .infected)
        case .received(let update, _, let layer, _, _) where update.id == focus.id:
            (.susceptible, layer.isHot(under: settings) ? .infected : .removed)
        case .outdated(let update, _, _, _) where update.id == focus.id:
            (.superseded, .superseded)
        case .wrote(let update), .received(let update, _, _, _, _):
            update.key == focus.key && update.wins(over: focus)
                ? (before: nil, after: .superseded) : nil
        case .lostInterest(let update, let reason) where update.id == focus.id:
            (.infected, reason == .superseded ? .superseded : .removed)
        case .certificate(let update, .reactivated) where update.id == focus.id: (nil, .infected)
        case .certificate(let update, .dormant) where update.id == focus.id: (nil, .removed)
        case .certificate(let update, .discarded) where update.id == focus.id: (nil, .forgotten)
        case .outdated, .lostInterest, .certificate, .returned, .exchangeBegan,
            .exchangeEnded, .messageLost, .dropped, .diverged, .tookEpoch, .wasAway, .membership,
            .died, .cameBack, .arrival, .commanded, .arranged, .told, .undid:
            nil
        }
    }
}

extension SpreadingLayer {
    /// Whether what arrives by it is spread further.
    func isHot(under settings: ProtocolSettings) -> Bool {
        switch self {
        case .rumor, .mail: settings.rumors != nil
        case .cache, .antiEntropy: settings.repair == .hot
        }
    }
}

extension ArrivalNotice {
    /// How a node lives before and after it.
    fileprivate var lifeChange: (before: Lifelines.Life, after: Lifelines.Life)? {
        switch self {
        case .began: (.up, .arriving)
        case .learned, .together, .alone: (.arriving, .up)
        case .first, .reissued: nil
        }
    }
}
