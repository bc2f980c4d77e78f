import ClusterObservation

// Scenarios that take their time: they say what they do, step by step, in the log.

extension Scenario {
    /// A scenario of several steps, some time after the last of which everything is as it was; the same
    /// again ends it.
    static func showing(
        _ name: String, letter: Character, summary: String, sentence: String,
        aftermath: TimeSpan = .seconds(10),
        viewpoint: @escaping @Sendable (Stage) -> Viewpoint,
        _ script: @escaping @Sendable (Stage) -> Script
    ) -> Scenario {
        Scenario(
            name: name, letter: letter, isOn: { $0.demonstration == name },
            summary: { _ in summary }, sentence: sentence, viewpoint: viewpoint,
            plan: { stage in
                if stage.view.demonstration == name { return .commands([.demonstrate(nil)]) }
                if let reason = stage.view.capabilities.refusal(of: .demonstrate) {
                    return .impossible(reason)
                }
                switch script(stage) {
                case .steps(let steps):
                    let shown = Demonstration(name: name, steps: steps, aftermath: aftermath)
                    return .commands([.demonstrate(shown)])
                case .impossible(let reason): return .impossible(reason)
                }
            })
    }

    /// The steps of one, or why it cannot be.
    enum Script {
        case steps([Demonstration.Step])
        case impossible(String)
    }
}

extension Scenario.Stage {
    /// The protocol with everything off that acts by itself, so that only what is told happens.
    var quiet: ProtocolSettings {
        var settings = view.lastingSettings
        settings.rumors = nil
        settings.mail = .off
        settings.cache.interval = nil
        settings.antiEntropy.method = nil
        settings.conflict = .norm
        return settings
    }

    /// Long enough for a message to arrive, and for a sentence to be read.
    var passage: TimeSpan {
        max(.seconds(3), network.latency.longer(by: network.jitter).times(2))
    }

    /// A key that was hardly written before.
    func key(_ name: String) -> ItemKey {
        ItemKey(view.time.round == 0 ? name : "\(name)-\(view.time.round)")
    }

    /// A step that follows when the message of the one before has arrived, if that did what was said.
    func step(
        _ words: String, expecting expectations: [Demonstration.Expectation] = [],
        _ commands: ClusterCommand...
    ) -> Demonstration.Step {
        Demonstration.Step(after: passage, words, commands, expecting: expectations)
    }

    /// The first step, by which everything is whole and a protocol is in force.
    func beginning(
        _ words: String, _ settings: ProtocolSettings, _ commands: ClusterCommand...
    ) -> Demonstration.Step {
        Demonstration.Step(
            after: .zero, words, healing + [.setProtocol(settings)] + commands)
    }
}
