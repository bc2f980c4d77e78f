import ClusterObservation

// A node is cut off for longer than a deletion is remembered (Demers et al. 1987, §2).

extension Scenario {
    /// The same with plain tombstones and with dormant certificates.
    static let deletions = [
        deletion(
            "tombstone", letter: "t", .plain,
            summary: "plain tombstones: what was deleted comes back",
            sentence:
                "A node is cut off, and an item deleted. When the node comes back, everybody has "
                + "forgotten the deletion. Who had seen the item refuses it; who had not takes it."),
        deletion(
            "dormant", letter: "m", .dormant,
            summary: "dormant certificates: what was deleted stays so",
            sentence:
                "The same again, but a few nodes keep the deletion for long. Where the old item "
                + "meets one of them, the deletion awakes and spreads once more."),
    ]

    /// Who remembers a deletion when everybody else has let it go.
    private enum Memory { case plain, dormant }

    private static func deletion(
        _ name: String, letter: Character, _ memory: Memory, summary: String, sentence: String
    ) -> Scenario {
        showing(
            name, letter: letter, summary: summary, sentence: sentence,
            viewpoint: { _ in Viewpoint(selected: NodeID(0), panel: .map) },
            { steps($0, memory) })
    }

    private static func steps(_ stage: Stage, _ memory: Memory) -> Script {
        let nodes = stage.view.totals.nodes
        guard nodes > 2 else { return .impossible("three nodes are needed") }
        let (writer, away, key) = (NodeID(0), NodeID(nodes - 1), stage.key("ghost"))
        let (here, there) = (stage.name(writer), stage.name(away))
        let settings = stage.forgetful(memory == .plain ? 0 : 4)
        let age = settings.deletion.age
        let apart: [Demonstration.Expectation] = [.init(writer, key, nil), .init(away, key, "boo")]
        return .steps([
            stage.beginning(
                "Deletions are forgotten after \(age), "
                    + (memory == .plain
                        ? "by everybody: retention 0."
                        : "but for 4 nodes each, which keep them dormant."),
                settings),
            stage.step(
                "\(here) writes \(key), and mails it to everybody.",
                .write(at: writer, key: key, value: "boo")),
            Demonstration.Step(
                after: stage.passage.times(3),
                "\(there) is cut off, and \(here) deletes \(key): \(there) does not hear of it.",
                [.isolate(away, .both), .delete(at: writer, key: key)],
                expecting: [.init(away, key, "boo")]),
            Demonstration.Step(
                after: age.longer(by: .seconds(2)),
                "The deletion is older than \(age). "
                    + (memory == .plain
                        ? "Nobody remembers it"
                        : "Only its retention nodes remember it, and tell nobody")
                    + "; \(there) holds \(key) still.",
                expecting: apart),
            stage.step(
                "\(there) is heard again, and so is what it holds.", expecting: apart, .heal),
            Demonstration.Step(
                after: .seconds(40),
                memory == .plain
                    ? "\(key) is refused: all had seen it, and \(there) is told to let go of it."
                    : "\(key) met a dormant certificate, which spread again: it stays deleted.",
                expecting: [.init(writer, key, nil), .init(away, key, nil)]),
        ])
    }
}

extension Scenario.Stage {
    /// The protocol in force, but with short memories and frequent comparisons.
    fileprivate func forgetful(_ retention: Int) -> ProtocolSettings {
        var settings = view.lastingSettings
        settings.mail = .on
        settings.conflict = .norm
        settings.antiEntropy.method = settings.antiEntropy.method ?? .checksum
        settings.antiEntropy.interval = .seconds(4)
        settings.deletion.age = .seconds(15)
        settings.deletion.dormantAge = .seconds(600)
        settings.deletion.retention = retention
        return settings
    }
}
