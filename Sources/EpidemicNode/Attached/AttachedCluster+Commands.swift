import ClusterObservation
import Epidemic
import EpidemicWire

/// A command of which answers are awaited.
struct PendingCommand {
    let ticket: Ticket
    /// What was asked of whom, when it was a write.
    let write: (node: NodeID, key: Key)?
    var missing: Int
    /// The first refusal.
    var refusal: String?
}

extension AttachedCluster {
    @discardableResult
    public mutating func perform(_ command: ClusterCommand) -> Ticket {
        lastTicket = Ticket(lastTicket.number + 1)
        if let refusal = refusal(of: command) {
            finish(lastTicket, .refused(refusal))
        } else {
            carryOut(command)
        }
        return lastTicket
    }

    /// Why a command cannot be carried out on real nodes.
    private func refusal(of command: ClusterCommand) -> String? {
        switch command {
        case .pause, .resume, .setSpeed, .stepEvent, .stepRound: capabilities.refusal(of: .pause)
        case .backRound, .goTo: capabilities.refusal(of: .turnBack)
        case .setNetwork(let conditions), .setLinks(_, let conditions?):
            conditions.canBeReal
                ? nil
                : "real links can be slowed and made lossy; leave jitter and duplication 0 and "
                    + "bandwidth none"
        case .setChurn: capabilities.refusal(of: .churn)
        case .disturb: "real nodes are disturbed by what befalls their own machines"
        case .fill: "real nodes get their entries one by one: write them"
        case .hand: "real nodes hand over only what their own protocol does"
        case .demonstrate: capabilities.refusal(of: .demonstrate)
        case .undo: capabilities.refusal(of: .undo)
        case .addNode: capabilities.refusal(of: .addNodes)
        case .kill(let node), .restart(let node, _):
            launched(node) == nil
                ? "\(nodes.indices.contains(node.index) ? label(of: node.index) : "this node") was not "
                    + "launched here; its own machine can end and start it" : nil
        case .setProtocol(let settings):
            self.settings.canBecome(settings)
                ? nil
                : "real nodes keep the rounds and the rule of conflicts they were started with"
        case .write, .delete, .freeze, .thaw, .cut, .restore, .partition, .heal, .setLinks(_, nil),
            .isolate, .compare:
            nil
        }
    }

    private mutating func carryOut(_ command: ClusterCommand) {
        switch command {
        // What a node tells itself is not told twice.
        case .write, .delete: break
        case .kill, .restart, .addNode, .freeze, .thaw, .cut, .restore, .partition, .heal, .isolate,
            .setLinks, .setProtocol, .compare, .hand, .fill,
            .demonstrate, .pause, .resume, .setSpeed, .stepEvent, .stepRound, .backRound,
            .goTo, .setNetwork, .setChurn, .disturb, .undo:
            tell(.commanded(asItIs(command)), at: nil, clock.now)
        }
        switch command {
        case .write(let node, let key, let value):
            ask([(node, [Array("SET".utf8), key.bytes, value.bytes])], writing: (node, key))
        case .delete(let node, let key):
            ask([(node, [Array("DEL".utf8), key.bytes])], writing: (node, key))
        case .kill(let node): ofLaunched(node) { $0.kill($1) }
        case .restart(let node, let data): ofLaunched(node) { $0.restart($1, data) }
        case .addNode: addNode()
        case .freeze(let node): tell([node], "FREEZE")
        case .thaw(let node): tell([node], "THAW")
        case .cut(let links): ask(links.map { cut($0) })
        case .restore(let links): ask(links.flatMap { restore($0) })
        case .partition(let groups): ask(links(between: groups).map { cut($0) })
        case .heal: tell(nodes.indices.map { NodeID($0) }, "HEAL")
        case .isolate(let node, let isolation):
            tell([node], "CUT", "*", isolation.direction)
        case .setNetwork(let conditions):
            ask(nodes.indices.flatMap { set(NodeID($0), toward: "*", conditions) })
        case .setLinks(let links, let conditions): ask(links.flatMap { set($0, conditions) })
        case .setProtocol(let settings): ask(changes(to: settings))
        case .compare(let node, let other): tell([node], "SYNC", word(for: other, at: node))
        case .pause, .resume, .setSpeed, .stepEvent, .stepRound, .backRound, .goTo,
            .setChurn, .disturb, .fill, .hand, .demonstrate, .undo:
            break
        }
    }

    /// A launched node without a disk comes back empty, whichever key was pressed.
    private func asItIs(_ command: ClusterCommand) -> ClusterCommand {
        guard case .restart(let node, .kept) = command, processes?.hasDisks == false else {
            return command
        }
        return .restart(node, .lost)
    }

    // MARK: Asking

    private func words(_ words: String...) -> [[UInt8]] {
        (["OUTBREAK"] + words).map { Array($0.utf8) }
    }

    private mutating func tell(_ nodes: [NodeID], _ words: String...) {
        ask(nodes.map { ($0, (["OUTBREAK"] + words).map { Array($0.utf8) }) })
    }

    /// Asks nodes things; the ticket is done when all have answered.
    private mutating func ask(
        _ questions: [(node: NodeID, words: [[UInt8]])], writing: (NodeID, Key)? = nil
    ) {
        let live = live
        let heard = questions.filter { live[$0.node.index] }
        guard !heard.isEmpty else {
            let name = questions.first.map { label(of: $0.node.index) } ?? "no node"
            return finish(
                lastTicket, questions.isEmpty ? .done : .refused("\(name) does not answer"))
        }
        pending[lastTicket.number] = PendingCommand(
            ticket: lastTicket, write: writing.map { ($0.0, $0.1) }, missing: heard.count)
        for (node, words) in heard {
            watcher.ask(nodes[node.index].control, words, number: lastTicket.number)
        }
    }

    /// A node answered, or does not.
    mutating func settle(_ number: Int, from control: HostPort, _ value: RESPValue?) {
        guard var command = pending[number] else { return }
        command.missing -= 1
        switch value {
        case .error(let text)?: command.refusal = command.refusal ?? text
        case nil: command.refusal = command.refusal ?? "the node at \(control) does not answer"
        case .some: break
        }
        pending[number] = command.missing == 0 ? nil : command
        guard command.missing == 0 else { return }
        if let refusal = command.refusal { return finish(command.ticket, .refused(refusal)) }
        guard let write = command.write else { return finish(command.ticket, .done) }
        if value == .integer(0) { return finish(command.ticket, .refused("the key has no value")) }
        writes.append((command.ticket, write.node, write.key))
    }

    /// The identity of a write is known once the node tells of it, which is after its answer.
    mutating func finishWrite(_ update: Update, at node: NodeID) {
        guard let place = writes.firstIndex(where: { $0.node == node && $0.key == update.key })
        else { return }
        finish(writes.remove(at: place).ticket, .wrote(update.id))
    }

    private mutating func finish(_ ticket: Ticket, _ result: CommandOutcome.Result?) {
        outcomes.append(CommandOutcome(ticket: ticket, result: result ?? .done))
        if outcomes.count > 32 { outcomes.removeFirst() }
    }

    /// The process behind a node, when it was launched here.
    private func launched(_ node: NodeID) -> LaunchedNode? {
        guard nodes.indices.contains(node.index) else { return nil }
        return processes?.node(at: nodes[node.index].control)
    }

    private mutating func ofLaunched(
        _ node: NodeID, _ body: (LocalProcesses, LaunchedNode) -> CommandOutcome.Result
    ) {
        guard let processes, let launched = launched(node) else { return }
        finish(lastTicket, body(processes, launched))
    }

    private mutating func addNode() {
        guard let processes else { return }
        switch processes.add() {
        case .success(let node):
            finish(
                lastTicket,
                .added(NodeID(enter(processes.control(of: node), name: node.name))))
        case .failure(let error): finish(lastTicket, .refused("\(error)"))
        }
    }

    // MARK: Links

    /// A direction is cut where it begins, or where it ends when nobody answers there.
    private func cut(_ link: DirectedLink) -> (NodeID, [[UInt8]]) {
        live[link.from.index]
            ? (link.from, words("CUT", word(for: link.to, at: link.from), "out"))
            : (link.to, words("CUT", word(for: link.from, at: link.to), "in"))
    }

    /// It may be cut at its other end as well, when that was isolated.
    private func restore(_ link: DirectedLink) -> [(NodeID, [[UInt8]])] {
        let start = (link.from, words("HEAL", word(for: link.to, at: link.from)))
        guard member(link.from, of: link.to)?.cut.contains(.incoming) == true else {
            return [start]
        }
        return [start, (link.to, words("HEAL", word(for: link.from, at: link.to)))]
    }

    private func links(between groups: Int) -> [DirectedLink] {
        func group(_ index: Int) -> Int { index * groups / nodes.count }
        return nodes.indices.flatMap { from in
            nodes.indices.filter { group($0) != group(from) }
                .map { DirectedLink(from: NodeID(from), to: NodeID($0)) }
        }
    }

    private func set(
        _ link: DirectedLink, _ conditions: NetworkConditions?
    ) -> [(NodeID, [[UInt8]])] {
        let peer = word(for: link.to, at: link.from)
        guard let conditions else { return [(link.from, words("HEAL", peer))] }
        return set(link.from, toward: peer, conditions)
    }

    private func set(
        _ node: NodeID, toward peer: String, _ conditions: NetworkConditions
    ) -> [(NodeID, [[UInt8]])] {
        let delay = conditions.latency.nanoseconds / 1_000_000
        return [
            (node, words("LOSS", peer, "\(conditions.loss)")),
            (node, words("DELAY", peer, "\(delay)")),
        ]
    }

    /// What has to be said to every node so that it runs another protocol.
    private func changes(to settings: Settings) -> [(NodeID, [[UInt8]])] {
        nodes.indices.flatMap { index -> [(NodeID, [[UInt8]])] in
            let old = nodes[index].report?.settings ?? .node
            return NodeSetting.all.compactMap { setting in
                guard let text = setting.read(settings), text != setting.read(old) else {
                    return nil
                }
                return (NodeID(index), words("SETTINGS", setting.name, text))
            }
        }
    }
}

extension Isolation {
    fileprivate var direction: String {
        switch self {
        case .deaf: "in"
        case .mute: "out"
        case .both: "both"
        }
    }
}

extension NetworkConditions {
    /// Whether a node can do that to what it sends.
    fileprivate var canBeReal: Bool {
        jitter == .zero && duplication == 0 && bandwidth == nil
    }
}
