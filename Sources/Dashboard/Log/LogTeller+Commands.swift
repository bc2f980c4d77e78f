import ClusterObservation

extension LogTeller {
    /// What was done.
    ///
    /// - Parameter who: by whom; those who sit at the keyboard are `you`.
    func words(for command: ClusterCommand, by who: String = "you") -> String {
        switch command {
        case .write(let node, let key, _): "\(Words.key(key)) written at \(name(node)) by \(who)"
        case .delete(let node, let key): "\(Words.key(key)) deleted at \(name(node)) by \(who)"
        case .pause: "paused by \(who)"
        case .resume: "resumed by \(who)"
        case .setSpeed(let speed): "speed set to \(Words.speed(speed)) by \(who)"
        case .stepEvent: "one event stepped by \(who)"
        case .stepRound: "one round stepped by \(who)"
        case .kill(let node): "\(name(node)) killed by \(who)"
        case .restart(let node, .kept): "\(name(node)) restarted with its data by \(who)"
        case .restart(let node, .lost): "\(name(node)) restarted without its data by \(who)"
        case .freeze(let node): "\(name(node)) frozen by \(who)"
        case .thaw(let node): "\(name(node)) thawed by \(who)"
        case .addNode: "a node added by \(who)"
        case .cut(let links): "\(words(for: links)) cut by \(who)"
        case .restore(let links): "\(words(for: links)) restored by \(who)"
        case .partition(let groups): "cluster split into \(groups) groups by \(who)"
        case .heal: "every link restored by \(who)"
        case .setNetwork(let conditions): "links set by \(who): \(Words.conditions(conditions))"
        case .setProtocol(let settings):
            "protocol set by \(who): \(Words.spreading(settings.rumors).joined(separator: ", "))"
        case .setLinks(let links, nil): "\(words(for: links)) like all links again by \(who)"
        case .setLinks(let links, let conditions?):
            "\(words(for: links)) set by \(who): \(Words.conditions(conditions))"
        case .isolate(let node, .deaf): "\(name(node)) made deaf by \(who)"
        case .isolate(let node, .mute): "\(name(node)) made mute by \(who)"
        case .isolate(let node, .both): "\(name(node)) isolated by \(who)"
        case .setChurn(nil): "churn ended by \(who)"
        case .setChurn(let churn?):
            "churn begun by \(who): a node dies every \(churn.interval) for \(churn.downTime)"
        case .disturb(let disturbance): words(for: disturbance, by: who)
        case .fill(let filling): words(for: filling, by: who)
        case .compare(let node, let other):
            "\(name(node)) told by \(who) to compare its table with \(name(other))"
        case .hand(let key, let node, let other):
            "\(name(node)) told by \(who) to hand \(Words.key(key)) to \(name(other))"
        case .demonstrate(let demonstration?): "\(demonstration.name) begun by \(who)"
        case .demonstrate(nil): "the demonstration ended by \(who)"
        case .backRound: "turned back one round by \(who)"
        case .goTo(let moment): "turned to \(Words.clock(moment)) by \(who)"
        case .undo: "the last fault undone by \(who)"
        }
    }

    private func name(_ node: NodeID) -> String { model.name(of: node) }

    private func words(for disturbance: Disturbance, by who: String) -> String {
        switch disturbance {
        case .cutPower(let node): "power of \(name(node)) cut by \(who)"
        case .backUp(let node): "disk of \(name(node)) copied by \(who)"
        case .putBack(let node): "disk of \(name(node)) set back to its copy by \(who)"
        case .leave(let node): "\(name(node)) told to leave by \(who)"
        case .clog(let links): "\(words(for: links)) clogged by \(who)"
        case .unclog(let links): "\(words(for: links)) set free by \(who)"
        case .setClock(let node, let ahead):
            "wall clock of \(name(node)) set \(ahead) ahead by \(who)"
        }
    }

    private func words(for filling: TableFilling, by who: String) -> String {
        let common = Words.count(filling.common, "entry", "entries")
        let differing = Words.grouped(filling.differing)
        return "\(common) given to every node by \(who), and \(differing) to one half each"
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
