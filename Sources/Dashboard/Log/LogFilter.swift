import ClusterObservation

/// Which lines of the log are shown: those of any of the nodes, of any of the kinds, and about any of
/// the keys that are named; what is not named does not matter.
struct LogFilter: Hashable, Sendable {
    private var nodes: [NodeID] = []
    private var kinds: [LogKind] = []
    private var keys: [ItemKey] = []
    /// The terms as the title shows them: `node:n3 kind:lost`.
    private(set) var text = ""

    /// Reads terms such as `node:n3 kind:lost key:colour`; a word alone is a kind, a node or a key,
    /// whichever it can be. Nothing, or `all`, shows everything.
    ///
    /// - Parameter names: the nodes by their names.
    /// - Throws: `PromptError` for the first term that means nothing.
    init?(_ text: String, names: [String: NodeID]) throws(PromptError) {
        let words = text.split(separator: " ").map(String.init)
        if words.isEmpty || words == ["all"] { return nil }
        var terms: [String] = []
        for word in words { terms.append(try take(word, names: names)) }
        self.text = terms.joined(separator: " ")
    }

    /// Takes a term in, and returns it as it is written in full.
    private mutating func take(
        _ word: String, names: [String: NodeID]
    ) throws(PromptError) -> String {
        let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return try take(Self.full(word, names: names), names: names) }
        switch parts[0] {
        case "node":
            guard let node = names[parts[1]] else {
                throw .wrong(name: Self.field, value: word, right: "node: and the name of a node")
            }
            nodes.append(node)
        case "kind":
            guard let kind = LogKind(rawValue: parts[1]) else {
                throw .wrong(
                    name: Self.field, value: word, right: "kind: and one of \(LogKind.names)")
            }
            kinds.append(kind)
        case "key": keys.append(ItemKey(parts[1]))
        default:
            throw .wrong(name: Self.field, value: word, right: "node:…, kind:… or key:…")
        }
        return word
    }

    private static func full(_ word: String, names: [String: NodeID]) -> String {
        if LogKind(rawValue: word) != nil { return "kind:\(word)" }
        return names[word] == nil ? "key:\(word)" : "node:\(word)"
    }

    /// What the form calls the answer.
    static let field = "show"

    /// Whether an event's line is shown.
    func shows(_ event: TraceEvent) -> Bool {
        (kinds.isEmpty || kinds.contains(LogKind(event.kind)))
            && (nodes.isEmpty || nodes.contains(where: event.concerns))
            && (keys.isEmpty || event.kind.key.map(keys.contains) ?? false)
    }
}

/// The kinds of lines that people look for, by the words of their sentences.
enum LogKind: String, CaseIterable, Hashable, Sendable {
    case wrote, got, kept, removed, aged, returned, compared, lost, dropped, diverged, epoch, churn,
        members, ready
    /// What a demonstration says.
    case shown
    /// What somebody at the keyboard did.
    case you

    init(_ kind: TraceEvent.Kind) {
        switch kind {
        case .wrote: self = .wrote
        case .received: self = .got
        case .outdated: self = .kept
        case .lostInterest: self = .removed
        case .certificate: self = .aged
        case .returned, .wasAway: self = .returned
        case .exchangeBegan, .exchangeEnded: self = .compared
        case .messageLost: self = .lost
        case .dropped: self = .dropped
        case .diverged: self = .diverged
        case .tookEpoch: self = .epoch
        case .membership: self = .members
        case .arrival: self = .ready
        case .died, .cameBack: self = .churn
        case .told, .arranged: self = .shown
        case .commanded, .undid: self = .you
        }
    }

    static let names = allCases.map(\.rawValue).joined(separator: ", ")
}

extension TraceEvent {
    /// Whether it happened at a node, or was done to it or to one of its links.
    fileprivate func concerns(_ node: NodeID) -> Bool {
        if place == node { return true }
        guard let command = kind.command else { return false }
        return command.links.contains { $0.from == node || $0.to == node }
    }
}

extension ClusterCommand {
    /// The directed links that a command names.
    fileprivate var links: [DirectedLink] {
        switch self {
        case .cut(let links), .restore(let links), .setLinks(let links, _): links
        case .disturb(let disturbance): disturbance.links
        case .write, .delete, .kill, .restart, .freeze, .thaw, .addNode, .partition, .heal,
            .setNetwork, .isolate, .setChurn, .setProtocol, .fill, .compare, .hand, .demonstrate,
            .pause, .resume, .setSpeed,
            .stepEvent, .stepRound, .backRound, .goTo, .undo:
            []
        }
    }
}

extension ClusterCommand {
    /// The key that it is about, if it is about one.
    fileprivate var key: ItemKey? {
        switch self {
        case .write(_, let key, _), .delete(_, let key), .hand(let key, _, _): key
        default: nil
        }
    }
}

extension TraceEvent.Kind {
    /// The key that an event is about, if it is about one.
    fileprivate var key: ItemKey? {
        switch self {
        case .wrote(let update), .received(let update, _, _, _, _), .outdated(let update, _, _, _),
            .lostInterest(let update, _), .diverged(let update), .certificate(let update, _),
            .returned(let update, _, _):
            update.key
        case .commanded(let command), .arranged(let command): command.key
        case .exchangeBegan, .exchangeEnded, .messageLost, .dropped, .tookEpoch, .wasAway, .died,
            .cameBack, .membership, .arrival, .told, .undid:
            nil
        }
    }
}
