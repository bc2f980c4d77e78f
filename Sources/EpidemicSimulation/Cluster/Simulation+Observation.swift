import ClusterObservation
import Epidemic

// What an observer sees. Each part costs what is asked for.

extension Simulation {
    /// How far the update at a place has come.
    func focusStatus(of place: Int) -> FocusStatus {
        let spread = spreads[place]
        return FocusStatus(
            update: spread.update, susceptible: spread.count(of: .susceptible),
            infected: spread.count(of: .infected), removed: spread.count(of: .removed),
            superseded: spread.count(of: .superseded), undone: spread.count(of: .undone),
            forgotten: spread.count(of: .forgotten), informed: spread.informed)
    }

    func totals() -> ClusterTotals {
        ClusterTotals(
            nodes: nodes.count, down: down.count, roots: tally.roots, agreeing: tally.mostCommon,
            hotRumors: tally.hot, messagesInFlight: transits.count,
            updatesInFlight: transits.updates, cuts: network.cutCount,
            groups: network.faults.groups, messagesSent: tally.messagesSent,
            bytesSent: tally.bytesSent, divergences: tally.divergences,
            downNames: down.prefix(8).map { ReplicaName.node($0).text })
    }

    /// - Parameter focus: the place of the focused update.
    func dot(of index: Int, focus: Int?) -> NodeDot {
        let account = nodes[index].account
        return NodeDot(
            node: NodeID(index), name: ReplicaName.node(index).text,
            condition: nodes[index].shownCondition,
            state: state(of: index, focus: focus),
            rootMark: account.map { tally.mark(of: $0.root) } ?? 0,
            group: network.faults.group(of: NodeID(index)))
    }

    func status(of index: Int, focus: Int?) -> ReplicaStatus {
        let node = nodes[index]
        var status = ReplicaStatus(
            dot: dot(of: index, focus: focus), identity: node.replica.id, clock: node.replica.seen,
            keys: node.replica.valueCount, cacheFill: node.replica.cacheCount,
            cacheLength: node.replica.settings.cache.length, hotRumors: node.replica.hotCount,
            root: node.account?.root ?? .empty, sent: node.sent, received: node.received)
        status.sentPerSecond = Double(node.sentRate.lastSecond(at: now))
        status.receivedPerSecond = Double(node.receivedRate.lastSecond(at: now))
        status.lastExchange = node.lastExchange
        return status
    }

    /// So many of the latest messages are looked at for those that are drawn.
    private static let drawnMax = 4_096
    /// How long it is shown where a message was lost.
    private static let lossShown = Interval.milliseconds(500)

    /// Messages under way and those lost a moment ago, those of the focused update first.
    func messages(_ wanted: Int, focus: Int?) -> [MessageInFlight] {
        guard wanted > 0 else { return [] }
        let underWay = transits.latest(Self.drawnMax).map { transit in
            MessageInFlight(
                link: transit.link, kind: transit.kind, progress: transit.progress(at: now),
                concernsFocus: spreads.concerns(focus, transit.subjects))
        }
        let lost = messageLog.lost(within: Self.lossShown, before: now, among: Self.drawnMax) {
            spreads.concerns(focus, $0)
        }
        let all = underWay + lost
        let focused = all.filter(\.concernsFocus)
        let others = focused.count < wanted ? all.filter { !$0.concernsFocus } : []
        return Array((focused + others).prefix(wanted))
    }

    func counters(of node: SimulatedNode) -> [CounterDetail] {
        let irregular = Irregularity.allCases.map {
            CounterDetail(name: $0.name, count: Int(node.replica.irregularities[$0]))
        }
        let traffic = [
            CounterDetail(name: "messages sent", count: node.sent),
            CounterDetail(name: "messages received", count: node.received),
            CounterDetail(name: "rounds", count: Int(node.replica.roundsBegun)),
        ]
        let events = MembershipEvent.allCases.map { event in
            CounterDetail(
                name: event.name, count: Int(node.replica.membership?.counters[event] ?? 0))
        }
        return ((irregular + events).filter { $0.count > 0 } + traffic)
            .sorted { $0.name < $1.name }
    }
}
