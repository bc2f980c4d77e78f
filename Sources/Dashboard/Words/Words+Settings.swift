import ClusterObservation

extension Words {
    static func topology(_ shape: TopologyShape) -> String {
        switch shape {
        case .full: "full mesh"
        case .line: "line"
        case .ring: "ring"
        case .star: "star"
        case .grid(let columns): "grid, \(columns) wide"
        case .tree: "tree"
        case .random: "random links"
        case .smallWorld: "small world"
        case .clusters(let count, _): Words.count(count, "cluster")
        case .continents: "two continents"
        }
    }

    /// How rumors spread, the most telling first: `push`, `feedback`, `counter 3`, ….
    static func spreading(_ settings: SpreadingSettings?) -> [String] {
        guard let settings else { return ["no rumors"] }
        var words = [settings.direction.rawValue]
        if let reaction = settings.removal.reaction { words.append(reaction.rawValue) }
        words.append(removal(settings.removal))
        if let limit = settings.limits.connections {
            words.append("at most \(limit) a round, hunt \(settings.limits.hunt)")
        }
        if settings.minimization == .on { words.append("minimized") }
        if settings.fanOut > 1 { words.append("fan-out \(settings.fanOut)") }
        if settings.rounds == .aligned { words.append("aligned rounds") }
        if settings.trigger != .both { words.append("trigger \(settings.trigger.rawValue)") }
        return words
    }

    static func removal(_ removal: SpreadingRemoval) -> String {
        switch removal {
        case .counter(let limit, _): "counter \(limit)"
        case .coin(let sides, _): "coin 1/\(sides)"
        case .timeToLive(let rounds): "ttl \(rounds)"
        case .decay(let persistence): "decay \(persistence)"
        case .pushThenPull(let rounds): "push \(rounds) then pull"
        case .medianCounter(let limit, let silent): "median \(limit),\(silent)"
        case .never: "never removed"
        }
    }

    /// The layers beside rumors: `mail`, `cache 32/5s`, `checksum anti-entropy/20s`.
    static func otherLayers(_ settings: ProtocolSettings) -> [String] {
        var words: [String] = []
        if settings.mail == .on { words.append("mail") }
        if let interval = settings.cache.interval {
            words.append("cache \(settings.cache.length)/\(interval)")
        }
        if let method = settings.antiEntropy.method {
            words.append("\(method.rawValue) anti-entropy/\(settings.antiEntropy.interval)")
        } else {
            words.append("no anti-entropy")
        }
        return words
    }

    static func layer(_ layer: SpreadingLayer) -> String {
        switch layer {
        case .rumor: "rumor"
        case .mail: "mail"
        case .cache: "cache"
        case .antiEntropy: "anti-entropy"
        }
    }

    static func messageKind(_ kind: MessageKind) -> String {
        switch kind {
        case .rumor: "rumor"
        case .feedback: "feedback"
        case .pull: "pull"
        case .mail: "mail"
        case .cache: "cache"
        case .antiEntropy: "anti-entropy"
        case .membership: "membership"
        }
    }
}

extension Words {
    /// The settings that have other values now, with these: `retention 0, mail on`.
    static func changes(from old: ProtocolSettings, to new: ProtocolSettings) -> String {
        let changed = SettingField.all.compactMap { field -> String? in
            let text = field.text(new)
            guard text != field.text(old) else { return nil }
            return text.map { "\(field.name) \($0)" }
        }
        return changed.isEmpty ? "nothing changed" : changed.joined(separator: ", ")
    }
}
