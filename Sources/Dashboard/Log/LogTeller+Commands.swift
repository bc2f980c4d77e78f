import ClusterObservation

extension LogTeller {
    /// What somebody at the keyboard did.
    func words(for command: ClusterCommand) -> String {
        switch command {
        case .write(let node, let key, _): "\(Words.key(key)) written at \(name(node)) by you"
        case .delete(let node, let key): "\(Words.key(key)) deleted at \(name(node)) by you"
        case .pause: "paused by you"
        case .resume: "resumed by you"
        case .setSpeed(let speed): "speed set to \(Words.speed(speed)) by you"
        case .stepEvent: "one event stepped by you"
        case .stepRound: "one round stepped by you"
        case .kill(let node): "\(name(node)) killed by you"
        case .restart(let node, .kept): "\(name(node)) restarted with its data by you"
        case .restart(let node, .lost): "\(name(node)) restarted without its data by you"
        case .freeze(let node): "\(name(node)) frozen by you"
        case .thaw(let node): "\(name(node)) thawed by you"
        case .addNode: "a node added by you"
        case .cut(let links): "\(words(for: links)) cut by you"
        case .restore(let links): "\(words(for: links)) restored by you"
        case .partition(let groups): "cluster split into \(groups) groups by you"
        case .heal: "every link restored by you"
        case .setNetwork(let conditions): "links set by you: \(Words.conditions(conditions))"
        case .setProtocol(let settings):
            "protocol set by you: \(Words.spreading(settings.rumors).joined(separator: ", "))"
        case .setLinks(let links, nil): "\(words(for: links)) like all links again by you"
        case .setLinks(let links, let conditions?):
            "\(words(for: links)) set by you: \(Words.conditions(conditions))"
        case .isolate(let node, .deaf): "\(name(node)) made deaf by you"
        case .isolate(let node, .mute): "\(name(node)) made mute by you"
        case .isolate(let node, .both): "\(name(node)) isolated by you"
        case .setChurn(nil): "churn ended by you"
        case .setChurn(let churn?):
            "churn begun by you: a node dies every \(churn.interval) for \(churn.downTime)"
        case .fill(let filling): words(for: filling)
        case .compare(let node, let other):
            "\(name(node)) told by you to compare its table with \(name(other))"
        case .hand(let key, let node, let other):
            "\(name(node)) told by you to hand \(Words.key(key)) to \(name(other))"
        case .demonstrate(let demonstration?): "\(demonstration.name) begun by you"
        case .demonstrate(nil): "the demonstration ended by you"
        case .backRound: "turned back one round by you"
        case .goTo(let moment): "turned to \(Words.clock(moment)) by you"
        case .undo: "the last fault undone by you"
        }
    }

    private func name(_ node: NodeID) -> String { model.name(of: node) }

    private func words(for filling: TableFilling) -> String {
        let common = Words.count(filling.common, "entry", "entries")
        let differing = Words.grouped(filling.differing)
        return "\(common) given to every node by you, and \(differing) to one half each"
    }

    /// `link n9–n6`, `link n9→n6`, or how many.
    private func words(for links: [DirectedLink]) -> String {
        guard let first = links.first else { return "no link" }
        let ends = (name(first.from), name(first.to))
        if links.count == 1 { return "link \(ends.0)→\(ends.1)" }
        if links.count == 2, links[1] == first.reversed { return "link \(ends.0)–\(ends.1)" }
        return "\(links.count) directed links"
    }
}

extension Words {
    static func conditions(_ conditions: NetworkConditions) -> String {
        let bandwidth = conditions.bandwidth.map { "\($0) bytes/s" } ?? "unlimited"
        return "loss \(fraction(conditions.loss)), latency \(conditions.latency), jitter "
            + "\(conditions.jitter), duplication \(fraction(conditions.duplication)), bandwidth \(bandwidth)"
    }
}
