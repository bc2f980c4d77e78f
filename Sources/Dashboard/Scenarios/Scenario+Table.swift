import ClusterObservation

extension Scenario {
    /// All scenarios, in the order of the menu.
    static let all = faults + conflicts + deletions + [narrowBridge]

    /// What goes wrong with nodes and links, and what takes it back.
    private static let faults = [halfDeaf, bridge, halves, lossy, slowLink, churn, healAll]

    private static let halfDeaf = Scenario(
        name: "half-deaf", letter: "d",
        summary: { "\($0.name($0.selected)) hears nobody, and is heard" },
        sentence:
            "Its own news spread, and others' pass it by: feedback never reaches it, so it goes "
            + "on telling what everybody knows. Anti-entropy cannot help it.",
        plan: { .commands([.isolate($0.selected, .deaf)]) })

    private static let bridge = Scenario(
        name: "bridge", letter: "b",
        summary: { "two halves, joined by \($0.crossing.map($0.words) ?? "one link") alone" },
        sentence:
            "Inside a half news is everywhere at once, and then it waits until somebody happens "
            + "to choose the one link: rumors often die out first.",
        plan: { stage in
            guard stage.view.totals.nodes > 1 else { return .impossible("one node has no halves") }
            guard let link = stage.crossing else { return .impossible(Stage.noCrossing) }
            return .commands([.partition(groups: 2), .restore([link, link.reversed])])
        })

    private static let halves = Scenario(
        name: "halves", letter: "p", summary: { _ in "two halves that hear nothing of each other" },
        sentence:
            "Write one key on both sides, then heal: the two values meet, one wins everywhere, "
            + "and the log says why.",
        plan: {
            $0.view.totals.nodes > 1
                ? .commands([.partition(groups: 2)]) : .impossible("one node has no halves")
        })

    private static let lossy = Scenario(
        name: "lossy", letter: "l", isOn: { $0.network?.loss ?? 0 >= lossShown },
        summary: { _ in "three messages of ten get lost" },
        sentence: "Everything takes longer. With feedback a lost contact counts for nothing; where "
            + "every contact counts (blind), nodes are left over. The same again ends it.",
        plan: { stage in
            var network = stage.network
            network.loss = network.loss >= lossShown ? 0 : lossShown
            return .commands([.setNetwork(network)])
        })

    private static let slowLink = Scenario(
        name: "slow-link", letter: "s",
        summary: { "\($0.chosenLink.map($0.words) ?? "one link") takes ten times as long" },
        sentence: "News overtakes what is under way there: when it arrives at last, it is old. The "
            + "link is the one between the marked and the selected node.",
        plan: { stage in
            guard let link = stage.chosenLink else {
                return .impossible(
                    "no link of \(stage.name(stage.selected)) is known: mark its other end with "
                        + stage.model.keyLabel(.mark))
            }
            guard stage.network.latency > .zero else {
                return .impossible(
                    "how long real links take is not known here: the form of the links slows one")
            }
            var slow = stage.network
            slow.latency = slow.latency.times(10)
            return .commands([.setLinks([link, link.reversed], slow)])
        })

    private static let churn = Scenario(
        name: "churn", letter: "c", isOn: { $0.churn != nil },
        summary: { _ in "nodes die and come back by themselves" },
        sentence:
            "About one node of eight is down at any time: what is known survives them, and who "
            + "comes back catches up. The same again ends it.",
        plan: { stage in
            stage.view.capabilities.refusal(of: .churn).map { .impossible($0) }
                ?? .commands([.setChurn(stage.view.churn == nil ? stage.churn : nil)])
        })

    private static let healAll = Scenario(
        name: "heal-all", letter: "h",
        summary: { _ in "every link whole, nothing lost, no churn, all up" },
        sentence:
            "What was broken is whole again, and the nodes of the map are up and thawed: now it "
            + "is to be seen whether all agree in the end.",
        plan: { .commands($0.healing) })

    /// The part of the messages that the lossy network loses.
    private static let lossShown = 0.3
}
