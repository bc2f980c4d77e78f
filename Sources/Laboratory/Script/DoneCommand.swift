import ArgumentParser
import ClusterObservation
import Epidemic
import EpidemicSimulation

/// Something done to the cluster as a script says it, behind `do`: `do write n1 k1 red`, `do cut n1>n2`,
/// `do restart n3 lost`.
///
/// Keys of the dashboard do most of it, too, but say it in the words of a screen. These words name a command of
/// the cluster, so that a script can be written by a program and read by people.
enum DoneCommand {
    /// The command that the words mean; nil when they mean none.
    static func read(_ words: [String]) -> ClusterCommand? {
        guard let name = words.first else { return nil }
        let rest = Array(words.dropFirst())
        if let command = ofNode(name, rest) ?? ofLinks(name, rest) { return command }
        switch (name, rest.count) {
        case ("add-node", 0): return .addNode
        case ("heal", 0): return .heal
        case ("partition", 1): return Int(rest[0]).map { .partition(groups: $0) }
        case ("set-network", 5): return NetworkConditions(words: rest).map { .setNetwork($0) }
        case ("set-protocol", _): return settings(rest).map { .setProtocol($0) }
        case ("hand", 3):
            guard let from = NodeID(word: rest[1]), let to = NodeID(word: rest[2]) else {
                return nil
            }
            return .hand(ItemKey(rest[0]), from: from, to: to)
        default: return nil
        }
    }

    private static func ofNode(_ name: String, _ rest: [String]) -> ClusterCommand? {
        guard let node = rest.first.flatMap(NodeID.init(word:)) else { return nil }
        switch (name, rest.count) {
        case ("write", 3): return .write(at: node, key: ItemKey(rest[1]), value: ItemValue(rest[2]))
        case ("delete", 2): return .delete(at: node, key: ItemKey(rest[1]))
        case ("kill", 1): return .kill(node)
        case ("restart", 2): return RestartData(rawValue: rest[1]).map { .restart(node, $0) }
        case ("freeze", 1): return .freeze(node)
        case ("thaw", 1): return .thaw(node)
        case ("isolate", 2): return Isolation(rawValue: rest[1]).map { .isolate(node, $0) }
        case ("compare", 2): return NodeID(word: rest[1]).map { .compare(node, with: $0) }
        case ("cut-power", 1): return .disturb(.cutPower(node))
        case ("back-up", 1): return .disturb(.backUp(node))
        case ("put-back", 1): return .disturb(.putBack(node))
        case ("leave", 1): return .disturb(.leave(node))
        case ("set-clock", 3):
            guard let lead = try? Interval(written: rest[1]) else { return nil }
            switch rest[2] {
            case "ahead": return .disturb(.setClock(node, ahead: lead))
            case "behind": return .disturb(.setClock(node, ahead: lead * -1))
            default: return nil
            }
        default: return nil
        }
    }

    private static func ofLinks(_ name: String, _ rest: [String]) -> ClusterCommand? {
        let links = rest.prefix { $0.contains(">") }.compactMap(DirectedLink.init(word:))
        let others = Array(rest.dropFirst(links.count))
        guard !links.isEmpty else { return nil }
        switch (name, others.count) {
        case ("cut", 0): return .cut(links)
        case ("restore", 0): return .restore(links)
        case ("clog", 0): return .disturb(.clog(links))
        case ("unclog", 0): return .disturb(.unclog(links))
        case ("set-links", 1): return others[0] == "usual" ? .setLinks(links, nil) : nil
        case ("set-links", 5):
            return NetworkConditions(words: others).map { .setLinks(links, $0) }
        default: return nil
        }
    }

    /// Settings as they are written on a command line.
    private static func settings(_ words: [String]) -> ProtocolSettings? {
        (try? RunCommand.parse(words)).flatMap { try? $0.settings() }
    }

    /// The words of a command; nil for one that no script says so.
    static func words(_ command: ClusterCommand) -> [String]? {
        switch command {
        case .write(let node, let key, let value): ["write", node.word, "\(key)", "\(value)"]
        case .delete(let node, let key): ["delete", node.word, "\(key)"]
        case .kill(let node): ["kill", node.word]
        case .restart(let node, let data): ["restart", node.word, data.rawValue]
        case .freeze(let node): ["freeze", node.word]
        case .thaw(let node): ["thaw", node.word]
        case .addNode: ["add-node"]
        case .cut(let links): ["cut"] + links.map(\.word)
        case .restore(let links): ["restore"] + links.map(\.word)
        case .partition(let groups): ["partition", "\(groups)"]
        case .heal: ["heal"]
        case .setNetwork(let conditions): ["set-network"] + conditions.words
        case .setLinks(let links, let conditions):
            ["set-links"] + links.map(\.word) + (conditions?.words ?? ["usual"])
        case .isolate(let node, let isolation): ["isolate", node.word, isolation.rawValue]
        case .setProtocol(let settings): ["set-protocol"] + settings.arguments
        case .compare(let node, let other): ["compare", node.word, other.word]
        case .hand(let key, let node, let other): ["hand", "\(key)", node.word, other.word]
        case .disturb(let disturbance): words(disturbance)
        case .setChurn, .fill, .demonstrate, .pause, .resume, .setSpeed, .stepEvent, .stepRound,
            .backRound, .goTo, .undo:
            nil
        }
    }

    private static func words(_ disturbance: Disturbance) -> [String] {
        switch disturbance {
        case .cutPower(let node): ["cut-power", node.word]
        case .backUp(let node): ["back-up", node.word]
        case .putBack(let node): ["put-back", node.word]
        case .leave(let node): ["leave", node.word]
        case .clog(let links): ["clog"] + links.map(\.word)
        case .unclog(let links): ["unclog"] + links.map(\.word)
        case .setClock(let node, let ahead):
            ahead < .zero
                ? ["set-clock", node.word, "\(ahead * -1)", "behind"]
                : ["set-clock", node.word, "\(ahead)", "ahead"]
        }
    }
}

extension NodeID {
    var word: String { "n\(index)" }

    init?(word: String) {
        guard word.first == "n", let index = Int(word.dropFirst()), index >= 0,
            index < SimulationConfiguration.nodesMax
        else { return nil }
        self.init(index)
    }
}

extension DirectedLink {
    fileprivate var word: String {
        "\(from.word)>\(to.word)"
    }

    fileprivate init?(word: String) {
        let ends = word.split(separator: ">", omittingEmptySubsequences: false)
            .compactMap { NodeID(word: String($0)) }
        guard ends.count == 2 else { return nil }
        self.init(from: ends[0], to: ends[1])
    }
}

extension NetworkConditions {
    /// Latency, jitter, loss, duplication and bandwidth, in this order.
    fileprivate var words: [String] {
        ["\(latency)", "\(jitter)", "\(loss)", "\(duplication)"]
            + [bandwidth.map { "\($0)" } ?? "none"]
    }

    fileprivate init?(words: [String]) {
        guard words.count == 5, let latency = try? Interval(written: words[0]),
            let jitter = try? Interval(written: words[1]), let loss = Double(words[2]),
            let duplication = Double(words[3]),
            let bandwidth = try? Bandwidth(argument: words[4])
        else { return nil }
        self.init(
            latency: latency, jitter: jitter, loss: loss, duplication: duplication,
            bandwidth: bandwidth.bytesPerSecond)
    }
}
