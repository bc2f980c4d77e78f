import ClusterObservation
import Epidemic

// What an observer sees of real nodes.

extension AttachedCluster {
    public mutating func observe(_ interest: Interest) -> ClusterView {
        takeArrivals()
        askForDetail(interest)
        askForTrees(interest)
        let live = live
        let focus = interest.focus.flatMap { id in spreads.first { $0.update.id == id } }
        let rows = places(by: interest.rowOrder, RowFilter(interest.rowFilter), focus: focus)
        let (cuts, network) = (cuts, network)
        var view = overview(focus: focus, live: live, cuts: cuts.count)
        view.rowCount = rows.count
        view.rows = rows[interest.rows.clamped(to: rows.indices)].map {
            status(of: $0, focus: focus)
        }
        view.inspectedRow = interest.inspected.flatMap { rows.firstIndex(of: $0.index) }
        view.inspected = interest.inspected.flatMap { detail(of: $0, interest, focus: focus) }
        view.dots = interest.dots.clamped(to: nodes.indices).map { dot(of: $0, focus: focus) }
        view.named = interest.named.filter { nodes.indices.contains($0.index) }
            .map { dot(of: $0.index, focus: focus) }
        view.trace = events(interest)
        view.cuts = Array(cuts.sorted().prefix(interest.cutsMax))
        view.specialLinks = Array(specialLinks(network).prefix(interest.cutsMax))
        view.isolated = IsolatedNode.all(among: cuts.sorted(), isCut: cuts.contains) { node in
            nodes.indices.filter { $0 != node }
        }
        view.spaceTime = interest.spaceTime.map { spaceTime(in: $0, max: interest.spaceTimeMax) }
        view.links = interest.links.map { matrix($0, cuts: cuts, network) }
        addSpreads(to: &view, interest, focus: focus, live: live)
        addGroups(to: &view, interest, live: live)
        view.lives = lives
        view.network = network
        view.exchanges = exchanges.latest(interest.exchangesMax)
        view.trees = interest.trees.flatMap { trees(of: $0) }
        return view
    }

    private func overview(focus: AttachedSpread?, live: [Bool], cuts: Int) -> ClusterView {
        let kind = processes == nil ? "attached" : "processes"
        let name = nodes.lazy.compactMap { $0.report?.cluster?.text }.first
        return ClusterView(
            source: [kind, name].compactMap(\.self).joined(separator: " "),
            capabilities: capabilities,
            time: TimeStatus(
                now: now, round: nodes.compactMap { $0.report?.rounds }.max() ?? 0, speed: nil),
            topology: .full, settings: settings, totals: totals(live, cuts: cuts),
            focus: focus?.focus(among: live), updates: spreads.reversed().map(\.update),
            outcomes: outcomes)
    }

    /// Nodes agree when the last two readings of all of them show one root.
    private func totals(_ live: [Bool], cuts: Int) -> ClusterTotals {
        let up = nodes.indices.filter { live[$0] }
        let roots = up.reduce(into: Set<Digest>()) { $0.formUnion(nodes[$1].roots) }
        let down = nodes.indices.filter { !live[$0] }.map { label(of: $0) }
        return ClusterTotals(
            nodes: nodes.count, down: down.count, roots: max(roots.count, up.isEmpty ? 0 : 1),
            agreeing: groups(live).first?.count ?? 0,
            hotRumors: up.reduce(0) { $0 + (nodes[$1].report?.rumors ?? 0) }, cuts: cuts,
            messagesSent: nodes.reduce(0) { $0 + ($1.report?.sent ?? 0) },
            bytesSent: nodes.reduce(0) { $0 + ($1.report?.bytesSent ?? 0) },
            divergences: trace.count { if case .diverged = $0.kind { true } else { false } },
            downNames: Array(down.prefix(8)))
    }

    /// Live nodes by their roots, the largest group first.
    private func groups(_ live: [Bool]) -> [(root: Digest, count: Int, members: [Int])] {
        var members: [Digest: [Int]] = [:]
        for index in nodes.indices where live[index] {
            if let root = nodes[index].report?.root { members[root, default: []].append(index) }
        }
        return members.map { ($0.key, $0.value.count, $0.value) }
            .sorted { ($1.count, $0.members[0]) < ($0.count, $1.members[0]) }
    }

    // MARK: Nodes

    func dot(of index: Int, focus: AttachedSpread?) -> NodeDot {
        let condition = nodes[index].condition(at: now)
        return NodeDot(
            node: NodeID(index), name: label(of: index), condition: condition,
            state: condition.isDown ? nil : focus?.states[index],
            rootMark: nodes[index].report.flatMap { rootMarks[$0.root] } ?? 0)
    }

    func status(of index: Int, focus: AttachedSpread?) -> ReplicaStatus {
        let report = nodes[index].report
        var status = ReplicaStatus(
            dot: dot(of: index, focus: focus),
            identity: report?.id ?? ReplicaID(name: "unheard", epoch: 0),
            clock: report?.seen ?? SeenClock(), keys: report?.keys ?? 0,
            cacheFill: report?.cacheFill ?? 0, cacheLength: report?.settings.cache.length ?? 0,
            hotRumors: report?.rumors ?? 0, root: report?.root ?? .empty, sent: report?.sent ?? 0,
            received: report?.received ?? 0)
        status.sentPerSecond = nodes[index].sentPerSecond
        status.receivedPerSecond = nodes[index].receivedPerSecond
        return status
    }

    private mutating func askForDetail(_ interest: Interest) {
        guard let index = interest.inspected?.index, nodes.indices.contains(index) else { return }
        let asked = nodes[index].detailAsked
        guard asked.map({ now - $0 > .milliseconds(200) }) ?? true else { return }
        nodes[index].detailAsked = now
        watcher.askDetail(nodes[index].control, entries: interest.entries)
    }

    private func detail(
        of node: NodeID, _ interest: Interest, focus: AttachedSpread?
    ) -> ReplicaDetail? {
        guard nodes.indices.contains(node.index) else { return nil }
        let detail = nodes[node.index].detail
        let hot = Set(detail?.rumors.map(\.update.id) ?? [])
        return ReplicaDetail(
            status: status(of: node.index, focus: focus),
            entries: (detail?.entries ?? []).map { entry in
                EntryDetail(
                    update: entry.update, context: entry.context,
                    state: hot.contains(entry.update.id) ? .infected : .removed,
                    holders: holders(of: entry.update.id), modified: moment(entry.modified),
                    hops: Int(entry.hops))
            },
            entryCount: nodes[node.index].report?.entries ?? 0,
            cache: (detail?.cache ?? []).map {
                CacheDetail(update: $0.update, age: clock.now - $0.modified)
            },
            rumors: (detail?.rumors ?? []).map {
                RumorDetail(update: $0.update, counter: $0.counter, rounds: $0.rounds)
            },
            counters: (nodes[node.index].report?.counters ?? [])
                .map { CounterDetail(name: $0.name, count: $0.count) }
                .sorted { $0.name < $1.name },
            membership: nodes[node.index].report?.membership)
    }

    /// Live nodes that hold an update, as far as it was watched; of an older one, those of equal tables.
    private func holders(of id: UpdateID) -> Int {
        let live = live
        guard let spread = spreads.first(where: { $0.update.id == id }) else {
            return groups(live).first?.count ?? 0
        }
        return spread.count(of: .infected, among: live) + spread.count(of: .removed, among: live)
    }

    private func places(
        by order: RowOrder, _ filter: RowFilter, focus: AttachedSpread?
    ) -> [Int] {
        let all = nodes.indices.map { status(of: $0, focus: focus) }
        let found = all.indices.filter {
            filter.contains(
                name: all[$0].dot.name, condition: all[$0].dot.condition, state: all[$0].dot.state)
        }
        guard order.column != .roster || order.direction == .descending else { return found }
        let sign = order.direction == .ascending ? 1.0 : -1.0
        func rank(_ index: Int) -> (Int, Double, Int) {
            let isLast = order.column != .roster && all[index].dot.condition.isDown
            return (isLast ? 1 : 0, sign * all[index].key(of: order.column), index)
        }
        return found.sorted { rank($0) < rank($1) }
    }

    // MARK: The rest

    private func events(_ interest: Interest) -> [TraceEvent] {
        let new = interest.traceAfter.map { seen in trace.drop { $0.number <= seen } } ?? trace[...]
        return Array(new.suffix(interest.traceMax))
    }

    /// What the nodes told of a window; they do not tell of their messages.
    private func spaceTime(in window: SpaceTimeWindow, max wanted: Int) -> SpaceTime {
        let events = trace.filter { event in
            let isInTime = window.from <= event.moment && event.moment <= window.to
            return isInTime && (event.node.map { window.nodes.contains($0.index) } ?? true)
        }
        let remembersFrom = trace.first.map { $0.number > 0 ? $0.moment : .zero } ?? .zero
        return SpaceTime(
            window: window, events: events.suffix(wanted), remembersFrom: remembersFrom)
    }

    private mutating func addSpreads(
        to view: inout ClusterView, _ interest: Interest, focus: AttachedSpread?, live: [Bool]
    ) {
        if interest.curveMax > 0, let focus {
            let end = focus.point(
                at: now, round: rounds(since: focus.began, at: now), among: live)
            view.curve = SpreadCurve(
                measures: focus.measures(among: live),
                points: focus.points.suffix(interest.curveMax - 1) + [end])
        }
        view.spreads = spreads.suffix(interest.spreadsMax).reversed().map {
            $0.measures(among: live)
        }
        view.journey = spreads.first { $0.update.id == interest.journey }?.infections ?? []
        if interest.fieldCells > 0 { view.field = field(interest.fieldCells, focus, live) }
        switch interest.counters {
        case .all:
            let counters = counters
            view.counters = counters
            view.earlierCounters = counterReadings.take(counters, at: clock.now)
        case .none: counterReadings = CounterReadings()
        }
    }

    private mutating func addGroups(
        to view: inout ClusterView, _ interest: Interest, live: [Bool]
    ) {
        let groups = groups(live)
        for group in groups where rootMarks[group.root] == nil {
            if rootMarks.count > 1_000 { rootMarks.removeAll() }
            rootMarks[group.root] = rootMarks.count
        }
        view.rootGroups = groups.prefix(interest.rootGroupsMax).map { group in
            RootGroup(
                root: group.root, mark: rootMarks[group.root] ?? 0, count: group.count,
                members: group.members.prefix(32).map { NodeID($0) },
                keys: nodes[group.members[0]].report?.keys ?? 0)
        }
    }

    private func field(_ wanted: Int, _ focus: AttachedSpread?, _ live: [Bool]) -> [FieldCell] {
        let cells = min(wanted, nodes.count)
        return (0..<cells).map { cell in
            var field = FieldCell()
            for index in (cell * nodes.count / cells)..<((cell + 1) * nodes.count / cells) {
                guard live[index] else { field.down += 1; continue }
                switch focus?.states[index] {
                case .susceptible, .undone: field.susceptible += 1
                case .infected: field.infected += 1
                case .removed, .superseded, .forgotten: field.removed += 1
                case nil: field.plain += 1
                }
            }
            return field
        }
    }

    private var counters: ClusterCounters {
        ClusterCounters(nodes.lazy.compactMap(\.report?.counters).joined())
    }
}

extension ReplicaStatus {
    /// What a column sorts by.
    fileprivate func key(of column: RowOrder.Column) -> Double {
        switch column {
        case .roster: Double(dot.node.index)
        case .state: Double(dot.state?.rawValue ?? 0)
        case .clock: clock.runs.reduce(0) { $0 + Double($1.highest) }
        case .keys: Double(keys)
        case .cache: Double(cacheFill)
        case .hot: Double(hotRumors)
        case .root: Double(dot.rootMark)
        case .sent: sentPerSecond
        case .received: receivedPerSecond
        case .exchange: 0
        }
    }
}
