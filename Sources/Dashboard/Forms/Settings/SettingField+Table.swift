import ClusterObservation

extension SettingField {
    /// All settings, in the order of the form. A change of several is made from the first to the last.
    static let all = rumors + layers + repairs + deletions

    private static let rumors: [SettingField] = [
        SettingField(
            name: "rumors", sentence: "Whether updates spread as rumors at all.",
            choices: ["on", "off"], heading: "Rumors", text: { $0.rumors == nil ? "off" : "on" },
            set: { (text, settings) throws(PromptError) in
                let wanted: ProtocolSwitch = try Answer.choice(text, name: "rumors")
                settings.rumors = wanted == .on ? settings.rumors ?? SpreadingSettings() : nil
            }),
        .rumorChoice(
            "direction", \.direction,
            "Who sends what it has in a contact: the one who makes it, the other, or both."),
        .rumorChoice(
            "trigger", \.trigger,
            "What begins a round: the arrival of news, the node's timer, or both."),
        .ofRumors(
            "removal",
            "When a node loses interest: counter:K rounds in vain, coin:K a chance of 1/K, ttl:R "
                + "rounds, decay:P, push-then-pull:R, median-counter:M,C, never.",
            choices: [
                "counter:1", "counter:2", "counter:3", "counter:5", "coin:2", "coin:4", "ttl:8",
                "decay:0.7", "push-then-pull:7", "median-counter:3,3", "never",
            ],
            text: { Answer.removal($0.removal) },
            set: { (text, rumors) throws(PromptError) in
                let reaction = rumors.removal.reaction ?? .feedback
                rumors.removal = try Answer.removal(text, reaction: reaction)
            }),
        .ofRumors(
            "reaction", "Which contacts count: only those in vain (feedback), or all (blind).",
            choices: ["feedback", "blind"], text: { $0.removal.reaction?.rawValue },
            set: { (text, rumors) throws(PromptError) in
                rumors.removal = try Answer.reaction(text, of: rumors.removal)
            }),
        .ofRumors(
            "fan-out", "How many peers a node contacts in a round.", text: { "\($0.fanOut)" },
            set: { (text, rumors) throws(PromptError) in
                rumors.fanOut = try Answer.whole(text, name: "fan-out")
            }),
        .ofRumors(
            "connection-limit", "How many contacts a node accepts in a round; or none.",
            choices: ["none", "1", "2", "3"], text: { Answer.connections($0.limits.connections) },
            set: { (text, rumors) throws(PromptError) in
                rumors.limits.connections = try Answer.connections(text)
            }),
        .ofRumors(
            "hunt-limit", "How many others a node tries when it is refused; or infinite.",
            choices: ["0", "1", "2", "infinite"], text: { "\($0.limits.hunt)" },
            set: { (text, rumors) throws(PromptError) in
                rumors.limits.hunt = try Answer.hunt(text)
            }),
        .rumorChoice(
            "minimization", \.minimization,
            "Whether, when both know it already, only the smaller counter moves (push-pull)."),
        .rumorChoice(
            "echo", \.echo,
            "Whether a rumor is sent to a peer that is known to have it, as in the paper, or spared."
        ),
        .rumorChoice(
            "rounds", \.rounds,
            "Whether all nodes begin their rounds together, as in the paper, or each by itself."),
        .ofRumors(
            "round-interval", "How long a round takes.", text: { "\($0.interval)" },
            set: { (text, rumors) throws(PromptError) in
                rumors.interval = try Answer.duration(text, name: "round-interval")
            }),
        .ofRumors(
            "coalescing", "How long news waits for more before it begins a round.",
            text: { "\($0.coalescing)" },
            set: { (text, rumors) throws(PromptError) in
                rumors.coalescing = try Answer.duration(text, name: "coalescing")
            }),
    ]

    private static let layers: [SettingField] = [
        .choice(
            "mail", \.mail, "Whether a write is mailed once to everybody.", heading: "Other layers"),
        .number("cache-length", \.cache.length, "How many of the latest keys a node remembers."),
        SettingField(
            name: "cache-interval", sentence: "How often a node shares these keys; or off.",
            text: { $0.cache.interval.map { "\($0)" } ?? "off" },
            set: { (text, settings) throws(PromptError) in
                settings.cache.interval =
                    text == "off" ? nil : try Answer.duration(text, name: "cache-interval")
            }),
    ]

    private static let repairs: [SettingField] = [
        SettingField(
            name: "anti-entropy", sentence: "How two nodes compare their whole tables; or off.",
            choices: ["off"] + AntiEntropyMethod.allCases.map(\.rawValue),
            heading: "Anti-entropy", text: { $0.antiEntropy.method?.rawValue ?? "off" },
            set: { (text, settings) throws(PromptError) in
                settings.antiEntropy.method =
                    text == "off" ? nil : try Answer.method(text)
            }),
        .duration(
            "anti-entropy-interval", \.antiEntropy.interval,
            "The time between two comparisons that a node begins."),
        .duration(
            "patience", \.antiEntropy.patience,
            "How long a node waits for an answer before it asks again."),
        .choice(
            "repair", \.repair,
            "Whether what was repaired is told as a rumor again (hot), or not (quiet)."),
    ]

    private static let deletions: [SettingField] = [
        .duration(
            "death-certificate-age", \.deletion.age,
            "How long everybody keeps a death certificate.", heading: "Deletion"),
        .duration(
            "dormant-age", \.deletion.dormantAge,
            "How much longer the retention nodes of a certificate keep it, dormant."),
        .number(
            "retention", \.deletion.retention,
            "How many retention nodes a certificate has; with none it is a plain tombstone."),
        .choice(
            "conflict", \.conflict,
            "What decides between two concurrent updates of a key; the unsafe rules are there to be "
                + "seen failing.", heading: "Conflicts"),
    ]

    /// On or off.
    private enum ProtocolSwitch: String, CaseIterable { case on, off }
}
