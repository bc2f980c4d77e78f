import ClusterObservation
import Epidemic

// What an observer sees. Each part costs what is asked for.

extension SimulatedCluster {
    public mutating func observe(_ interest: Interest) -> ClusterView {
        awaited = interest.awaited
        let interest = withoutRewritten(interest)
        let simulation = timeline.simulation
        let focus = simulation.spreads.place(of: interest.focus)
        let rows = rowTable.rows(interest, of: simulation, after: lastTicket)
        var view = overview(focus: focus)
        view.rows = rows.nodes(interest.rows).map { simulation.status(of: $0, focus: focus) }
        view.rowCount = rows.count
        view.inspectedRow = interest.inspected.flatMap { rows.row(of: $0.index) }
        view.inspected = interest.inspected.flatMap { node in
            simulation.nodes.indices.contains(node.index)
                ? simulation.detail(of: node.index, entries: interest.entries, focus: focus)
                : nil
        }
        simulation.addMap(to: &view, interest, focus: focus)
        simulation.addRecords(to: &view, interest, focus: focus)
        simulation.addSpreads(to: &view, interest)
        simulation.addTables(to: &view, interest)
        return view
    }

    /// What was told of a future that is no more counts as not seen.
    private mutating func withoutRewritten(_ interest: Interest) -> Interest {
        guard let seen = interest.traceAfter, let first = rewrittenFrom else { return interest }
        rewrittenFrom = nil
        var interest = interest
        interest.traceAfter = min(seen, first - 1)
        return interest
    }

    /// What every screen shows.
    private func overview(focus: Int?) -> ClusterView {
        let simulation = timeline.simulation
        var view = ClusterView(
            source: "simulation", capabilities: capabilities, time: timeStatus,
            seed: simulation.configuration.seed, topology: simulation.network.links.shape,
            settings: simulation.settings, network: simulation.network.conditions,
            totals: simulation.totals(), focus: focus.map(simulation.focusStatus),
            updates: simulation.spreads.latest.map(\.update), outcomes: outcomes)
        view.discovery = simulation.configuration.discovery
        view.undoable = simulation.undoable
        view.churn = simulation.churn
        view.narration = simulation.stage.narration
        view.lasting = simulation.stage.lasting
        return view
    }

    private var timeStatus: TimeStatus {
        var status = TimeStatus(
            now: timeline.simulation.now, round: timeline.simulation.round, speed: speed,
            isPaused: isPaused, hasFuture: timeline.hasFuture, isLagging: isLagging)
        status.step = lastStep
        return status
    }
}

extension Simulation {
    /// Adds what a map and a matrix of links draw.
    fileprivate func addMap(to view: inout ClusterView, _ interest: Interest, focus: Int?) {
        let roster = 0..<nodes.count
        view.dots = interest.dots.clamped(to: roster).map { dot(of: $0, focus: focus) }
        view.named = interest.named.filter { roster.contains($0.index) }
            .map { dot(of: $0.index, focus: focus) }
        view.messages = messages(interest.messagesMax, focus: focus)
        view.cuts = Array(network.singleCuts.prefix(interest.cutsMax))
        view.bridges = Array(network.bridges.prefix(interest.cutsMax))
        view.specialLinks = Array(network.specialLinks.prefix(interest.cutsMax))
        view.isolated = network.isolated
        view.edges = network.links.drawn(max: interest.edgesMax)
        view.links = interest.links.map(network.matrix)
        view.field = field(cells: interest.fieldCells, focus: focus)
    }

    /// Adds what is told of messages and events that are past.
    fileprivate func addRecords(to view: inout ClusterView, _ interest: Interest, focus: Int?) {
        view.trace = trace.latest(interest.traceMax, after: interest.traceAfter)
        view.spaceTime = interest.spaceTime.map {
            spaceTime(in: $0, max: interest.spaceTimeMax, focus: focus)
        }
        switch interest.counters {
        case .all:
            view.counters = messageCounts.counters
            view.earlierCounters = messageCounts.earlier(at: now)
        case .none: break
        }
    }

    /// Adds how the tables of the nodes differ.
    fileprivate func addTables(to view: inout ClusterView, _ interest: Interest) {
        view.exchanges = latestExchanges(interest.exchangesMax)
        view.trees = interest.trees.flatMap(trees)
        view.rootGroups = rootGroups(interest.rootGroupsMax)
        view.comparison = interest.compared.flatMap {
            comparison($0, listing: interest.differencesMax)
        }
    }
}
