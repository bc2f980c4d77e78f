import ClusterObservation
import Epidemic
import EpidemicWire

// What the nodes told since somebody looked last.

extension AttachedCluster {
    /// Takes in everything that has arrived. Events of one look are told in the order of their moments.
    mutating func takeArrivals() {
        take(watcher.takeArrivals())
        tellEnded()
    }

    /// Tells of processes that ended though nobody asked them to.
    private mutating func tellEnded() {
        guard let processes else { return }
        for ended in processes.takeEnded() {
            let place = place(of: processes.control(of: ended.node))
            tell(.died(.ended(ended.reason)), at: place.map { NodeID($0) }, clock.now)
        }
    }

    mutating func take(_ arrivals: [ClusterWatcher.Arrival]) {
        var events: [(node: NodeID, event: WatchEvent)] = []
        for arrival in arrivals {
            switch arrival {
            case .report(let control, let report):
                guard let place = place(of: report, from: control) else { continue }
                take(report, at: place)
                events += report.events.map { (NodeID(place), $0) }
                notePassedOver(report, at: NodeID(place))
            case .lost(let control, _):
                if let place = place(of: control) { lose(place) }
            case .detail(let control, let detail):
                if let place = place(of: control) { take(detail, at: place) }
            case .tree(let control, let tree):
                if let place = place(of: control) { nodes[place].take(tree) }
            case .answer(let number, let control, let value):
                settle(number, from: control, value)
            }
        }
        events.sort { $0.event.moment < $1.event.moment }
        for (node, event) in events { take(event, at: node) }
        settleSpreads()
    }

    private mutating func take(_ report: NodeReport, at place: Int) {
        noteLives(in: report, at: place)
        let isRenamed = nodes[place].name != report.id.name.text
        if nodes[place].take(report, at: now) {
            for spread in spreads.indices { spreads[spread].forget(at: NodeID(place)) }
        }
        if isRenamed { noteNames() }
        for member in report.members { find(member) }
    }

    private mutating func lose(_ place: Int) {
        nodes[place].lose(at: now)
        exchanges.drop(NodeID(place))
    }

    private mutating func notePassedOver(_ report: NodeReport, at node: NodeID) {
        guard report.passedOver > 0 else { return }
        tell(
            .dropped(name: "\(report.passedOver) events passed over", from: nil), at: node,
            report.now)
    }

    private mutating func take(_ event: WatchEvent, at node: NodeID) {
        let peer = self.node(named: event.peer)
        if let update = event.update { noteLives(in: update) }
        guard let update = event.update else {
            return takeWithoutUpdate(event, at: node, peer: peer)
        }
        switch event.kind {
        case .wrote:
            supersede(update, at: node)
            spread(of: update, at: node, event.moment) {
                $0.write(at: node, moment: $1)
            }
            finishWrite(update, at: node)
            tell(.wrote(update), at: node, event.moment)
        case .received(let layer, let hops):
            supersede(update, at: node)
            noteReceipt(of: update, at: node, from: peer, by: layer, hops, event.moment)
            tell(
                .received(update, from: peer ?? node, by: layer, hops: hops, over: nil), at: node,
                event.moment)
        case .outdated:
            spread(of: update, at: node, event.moment) { spread, _ in spread.lose(at: node) }
        case .cooled(let reason):
            spread(of: update, at: node, event.moment) { spread, _ in
                spread.cool(at: node, reason)
            }
            tell(.lostInterest(update, reason), at: node, event.moment)
        case .diverged: tell(.diverged(update), at: node, event.moment)
        case .certificate(let change):
            if change == .discarded {
                spread(of: update, at: node, event.moment) { spread, _ in spread.drop(at: node) }
            }
            tell(.certificate(update, change), at: node, event.moment)
        case .returned(let change):
            tell(.returned(update, change, peer ?? node), at: node, event.moment)
        case .tookEpoch, .wasAway, .exchangeBegan, .exchangeEnded: break
        }
    }

    private mutating func takeWithoutUpdate(_ event: WatchEvent, at node: NodeID, peer: NodeID?) {
        switch event.kind {
        case .tookEpoch:
            guard let id = nodes[node.index].report?.id else { return }
            tell(.tookEpoch(id), at: node, event.moment)
        case .wasAway(let length): tell(.wasAway(length), at: node, event.moment)
        case .exchangeBegan(let method):
            guard let peer else { return }
            exchanges.begin(
                ExchangeDetail(
                    initiator: node, peer: peer, method: method, began: moment(event.moment)))
            tell(.exchangeBegan(with: peer, method), at: node, event.moment)
        case .exchangeEnded(let report, let bytes):
            guard let peer else { return }
            exchanges.end(node, with: peer, report, bytes: bytes, at: moment(event.moment))
            tell(.exchangeEnded(with: peer, report, bytes: bytes), at: node, event.moment)
        case .wrote, .received, .outdated, .cooled, .diverged, .certificate, .returned: break
        }
    }

    private mutating func noteReceipt(
        of update: Update, at node: NodeID, from peer: NodeID?, by layer: Layer, _ hops: Int,
        _ moment: Instant
    ) {
        let becomesHot = layer == .rumor || layer == .mail || settings.repair == .hot
        let interval = settings.rumors?.interval.inSeconds ?? 1
        spread(of: update, at: node, moment) { spread, moment in
            spread.receive(
                at: node, from: peer, by: layer, hops: hops, moment: moment,
                round: max(0, (moment - spread.began).inSeconds / interval), becomesHot: becomesHot)
        }
    }

    /// Updates of the key that lose against this one are superseded on this node.
    private mutating func supersede(_ update: Update, at node: NodeID) {
        for place in spreads.indices
        where spreads[place].update.key == update.key && spreads[place].update.id != update.id
            && update.wins(over: spreads[place].update)
        {
            spreads[place].supersede(at: node)
        }
    }

    /// Changes what is known of an update; it may be the first that is heard of it.
    private mutating func spread(
        of update: Update, at node: NodeID, _ instant: Instant,
        _ change: (inout AttachedSpread, Instant) -> Void
    ) {
        let moment = moment(instant)
        if !spreads.contains(where: { $0.update.id == update.id }) {
            let origin = self.node(named: update.id.origin.name.text) ?? node
            var spread = AttachedSpread(
                update, origin: origin, began: moment, nodes: nodes.count)
            let winners = spreads.filter {
                $0.update.key == update.key && $0.update.wins(over: update)
            }
            for node in winners.flatMap(\.holders) { spread.supersede(at: node) }
            spreads.append(spread)
            if spreads.count > Self.spreadsMax { spreads.removeFirst() }
        }
        if let place = spreads.lastIndex(where: { $0.update.id == update.id }) {
            change(&spreads[place], moment)
        }
    }

    private mutating func settleSpreads() {
        let (now, live) = (now, live)
        let roots = zip(nodes, live).map { node, isLive in
            node.report.flatMap { isLive && $0.root != .empty ? $0.root : nil }
        }
        for place in spreads.indices {
            spreads[place].infer(from: roots)
            let round = rounds(since: spreads[place].began, at: now)
            spreads[place].settle(at: now, round: round, among: live)
        }
    }

    mutating func tell(_ kind: TraceEvent.Kind, at node: NodeID?, _ instant: Instant) {
        trace.append(
            TraceEvent(
                moment: moment(instant),
                round: node.map { nodes[$0.index].report?.rounds ?? 0 } ?? 0,
                node: node, kind: kind, number: eventCount))
        eventCount += 1
        if trace.count > Self.traceMax { trace.removeFirst(Self.traceMax / 4) }
    }
}
