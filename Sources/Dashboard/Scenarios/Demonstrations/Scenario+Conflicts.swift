import ClusterObservation

// What goes wrong when versions are merged in another way than by the norm rule (PROTOCOL.md §3).

extension Scenario {
    /// Both teaching modes, each until it has diverged.
    static let conflicts = [equalClocks, overwritten]

    private static let equalClocks = showing(
        "equal-clocks", letter: "e", summary: "UNSAFE: merged clocks, equal over different values",
        sentence:
            "The winner of a conflict takes the join of both clocks. In four messages two nodes hold "
            + "different values under one clock, and nothing can ever tell them apart.",
        aftermath: conflictAftermath, viewpoint: { _ in .conflict }, mergingClocks)

    private static let overwritten = showing(
        "overwritten", letter: "o",
        summary: "UNSAFE: counted receipts, a value kills its successor",
        sentence:
            "Whoever accepts what it has counts that as an event of its own. A value gets so long a "
            + "clock by travelling that it replaces what was written on top of it.",
        aftermath: conflictAftermath, viewpoint: { _ in .conflict }, countingReceipts)

    /// Long enough to see that comparing tables does not help.
    private static let conflictAftermath = TimeSpan.seconds(30)

    private static func mergingClocks(_ stage: Stage) -> Script {
        guard stage.view.totals.nodes > 2 else { return .impossible("three nodes are needed") }
        let key = stage.key("tie")
        let (one, two, three) = (NodeID(0), NodeID(1), NodeID(2))
        let names = [one, two, three].map(stage.name)
        var merging = stage.quiet
        merging.conflict = .mergeClocksUnsafe
        var everything = stage.view.lastingSettings
        everything.conflict = .mergeClocksUnsafe
        return .steps([
            stage.beginning(
                "UNSAFE from now on: the winner of a conflict takes the join of both clocks. "
                    + "Nothing is sent but what is told here.", merging),
            stage.step(
                "\(names.joined(separator: ", ")) write \(key) without knowing of each other: "
                    + "x, y and z.",
                .write(at: one, key: key, value: "x"), .write(at: two, key: key, value: "y"),
                .write(at: three, key: key, value: "z")),
            stage.step(
                "\(names[1]) hands y to \(names[2]). Both clocks are as long; y wins the tie there, "
                    + "and takes the join.",
                expecting: [.init(one, key, "x"), .init(two, key, "y"), .init(three, key, "z")],
                .hand(key, from: two, to: three)),
            stage.step(
                "\(names[0]) hands x to \(names[1]). In the same way x wins there.",
                expecting: [.init(three, key, "y")],
                .hand(key, from: one, to: two)),
            stage.step(
                "\(names[2]) hands y to \(names[0]). Its clock has become the longer one: y wins.",
                expecting: [.init(two, key, "x")],
                .hand(key, from: three, to: one)),
            stage.step(
                "\(names[2]) hands y to \(names[1]), too. A tie again: x stays, and takes the join.",
                expecting: [.init(one, key, "y")],
                .hand(key, from: three, to: two)),
            stage.step(
                "\(names[0]) holds y and \(names[1]) holds x, under one clock. They meet: each takes "
                    + "the other's for its own.",
                expecting: [.init(one, key, "y"), .init(two, key, "x")],
                .hand(key, from: one, to: two)),
            stage.step(
                "Every layer is on again. Comparing tables finds that they differ, and cannot help. "
                    + "In \(conflictAftermath) the protocol is as it was.",
                expecting: [.init(one, key, "y"), .init(two, key, "x")],
                .setProtocol(everything)),
        ])
    }

    private static func countingReceipts(_ stage: Stage) -> Script {
        guard stage.view.totals.nodes > 1 else { return .impossible("two nodes are needed") }
        let (key, tie) = (stage.key("text"), stage.key("tie"))
        let (one, two) = (NodeID(0), NodeID(1))
        let names = [one, two].map(stage.name)
        var counting = stage.quiet
        counting.conflict = .incrementOnReceiptUnsafe
        return .steps([
            stage.beginning(
                "UNSAFE from now on: who accepts what it has counts an event of its own. Nothing is "
                    + "sent but what is told here.", counting),
            stage.step(
                "\(names[0]) writes \(key)=w1.", .write(at: one, key: key, value: "w1")),
            stage.step(
                "\(names[0]) hands w1 to \(names[1]): new there, so its clock stays as it is.",
                expecting: [.init(one, key, "w1")],
                .hand(key, from: one, to: two)),
            stage.step(
                "\(names[1]) hands w1 back: accepted again, and \(names[0]) counts one more.",
                expecting: [.init(two, key, "w1")],
                .hand(key, from: two, to: one)),
            stage.step(
                "\(names[1]) writes w2 on top of w1, which it knows.",
                .write(at: two, key: key, value: "w2")),
            stage.step(
                "\(names[0]) hands w1 to \(names[1]). By travelling its clock got longer than w2's: "
                    + "w1 replaces what was written on top of it, and w2 is gone.",
                expecting: [.init(one, key, "w1"), .init(two, key, "w2")],
                .hand(key, from: one, to: two)),
            stage.step(
                "Now a tie: both write \(tie) without knowing of each other.",
                expecting: [.init(two, key, "w1")],
                .write(at: one, key: tie, value: "x"), .write(at: two, key: tie, value: "y")),
            stage.step(
                "They hand each other what they wrote. Clocks of one length: neither gives way. "
                    + "In \(conflictAftermath) the protocol is as it was.",
                expecting: [.init(one, tie, "x"), .init(two, tie, "y")],
                .hand(tie, from: one, to: two), .hand(tie, from: two, to: one)),
        ])
    }
}

extension Viewpoint {
    /// The first two nodes beside each other.
    fileprivate static let conflict = Viewpoint(
        selected: NodeID(0), marked: NodeID(1), panel: .divergence)
}
