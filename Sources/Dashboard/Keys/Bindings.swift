import TerminalUI

/// The key table: the one source of what keys do, the hint line, the help and the manual.
public struct Bindings: Hashable, Sendable {
    /// One record for each action, in the order in which they are told.
    public internal(set) var records: [Binding]

    /// The table as it is without a configuration file.
    public static let standard = Bindings(
        records: tableAndNodes + network + time + views + forms + program)

    /// The record of an action.
    public subscript(action: KeyAction) -> Binding {
        guard let place = records.indices.first(where: { records[$0].action == action }) else {
            preconditionFailure("action \(action.rawValue) is missing in the key table")
        }
        return records[place]
    }

    /// What a key does in a context, while a panel has the keys.
    func binding(of key: Key, in context: Binding.Context, on panel: PanelID) -> Binding? {
        records.first { $0.works(in: context, on: panel) && $0.keys.contains(key) }
    }
}

extension Bindings {
    private static let tableAndNodes: [Binding] = [
        Binding(
            .update, ["u"], "update",
            "Write a key at the selected node; Enter, Enter takes "
                + "what is proposed.", .table, needs: [.changes, .upNode]),
        Binding(
            .delete, ["d"], "delete", "Delete a key at the selected node.", .table,
            needs: [.changes, .upNode], hint: .minor),
        Binding(
            .repeatRumor, ["n"], "new rumor",
            "Write the watched key at the selected node once more, with another value, and follow it.",
            .table, needs: [.changes, .upNode], hint: .minor),
        Binding(
            .keepRepeating, ["N"], "repeat",
            "Do so again and again, each time when the last rumor is over; N or Esc ends it. The curve "
                + "keeps count.", .table, needs: [.changes, .upNode], hint: .absent),
        Binding(
            .kill, ["k"], "kill", "Kill the selected node.", .nodes,
            needs: [.changes, .ability(.killNodes), .upNode]),
        Binding(
            .restart, ["r"], "restart", "Restart the selected node with its data.", .nodes,
            needs: [.changes, .ability(.killNodes), .downNode]),
        Binding(
            .restartEmpty, ["R"], "restart empty",
            "Restart the selected node without its data, in a new epoch.", .nodes,
            needs: [.changes, .ability(.killNodes), .downNode], hint: .absent),
        Binding(
            .freeze, ["t"], "freeze",
            "Freeze the selected node, or thaw it: it keeps what it has, and does nothing.", .nodes,
            needs: [.changes, .upNode], hint: .minor),
        Binding(
            .isolate, ["i"], "isolate",
            "Make the selected node deaf, or mute, or both: choose from a list.", .nodes,
            needs: [.changes, .ability(.changeNetwork)], hint: .minor),
        Binding(
            .addNode, ["a"], "add", "Add a node, and select it.", .nodes,
            needs: [.changes, .ability(.addNodes)], hint: .absent),
    ]

    private static let network: [Binding] = [
        Binding(
            .mark, ["m"], "mark",
            "Mark the selected node as one end of a link, or take the mark "
                + "away.", .network, hint: .minor),
        Binding(
            .cut, ["c"], "cut",
            "Cut the link between the marked and the selected node, both ways, "
                + "or restore it; in Links only the direction under the cursor.", .network,
            needs: [.changes, .ability(.changeNetwork), .linkChosen]),
        Binding(
            .cutBoth, ["C"], "both ways",
            "Cut the link under the cursor both ways, or restore it.", .network,
            on: [.links], needs: [.changes, .ability(.changeNetwork), .linkChosen]),
        Binding(
            .partition, ["p"], "partition",
            "Split the cluster into groups that cannot hear each "
                + "other.", .network, needs: [.changes, .ability(.changeNetwork)], hint: .minor),
        Binding(
            .heal, ["h"], "heal", "Restore every link: none is cut, or lossy or slow by itself.",
            .network,
            needs: [.changes, .ability(.changeNetwork)]),
        Binding(
            .network, ["l"], "loss",
            "Set loss, latency, jitter, duplication and bandwidth of all "
                + "links; in Links of the one under the cursor.", .network,
            needs: [.changes, .ability(.changeNetwork), .linkUnderCursor], hint: .minor),
        Binding(
            .scenario, ["b"], "scenarios",
            "Choose a scenario: half-deaf node, bridge, lossy network, slow link, churn.", .network,
            needs: [.changes, .ability(.changeNetwork)]),
        Binding(
            .loss, [], "loss", "Set the part of the messages that gets lost on every link.",
            .network,
            needs: [.changes, .ability(.changeNetwork)], hint: .absent),
        Binding(
            .latency, [], "latency", "Set the time that messages take on every link.", .network,
            needs: [.changes, .ability(.changeNetwork)], hint: .absent),
        Binding(
            .set, ["e"], "protocol",
            "Change the settings of the protocol; the form says what is in force.", .network,
            needs: [.changes], hint: .minor),
        Binding(
            .undo, ["U"], "undo", "Take back the last fault or change of settings.", .network,
            needs: [.changes, .ability(.undo), .undoable], hint: .minor),
    ]

    private static let time: [Binding] = [
        Binding(
            .pause, ["space"], "pause", "Pause, or go on.", .time, needs: [.ability(.pause)]),
        Binding(
            .stepEvent, ["."], "step", "Pause, and let just one event happen.", .time,
            needs: [.ability(.step)]),
        Binding(
            .stepRound, [">"], "round", "Pause at the beginning of the next round.", .time,
            needs: [.ability(.step)], hint: .minor),
        Binding(
            .backRound, ["<"], "back",
            "Go back to the beginning of the round before; a new action "
                + "there replaces what came after.", .time, needs: [.ability(.turnBack)],
            hint: .minor),
        Binding(
            .faster, ["+", "="], "faster", "Twice as fast, up to 1000 times.", .time,
            needs: [.ability(.changeSpeed)], hint: .absent),
        Binding(
            .slower, ["-"], "slower", "Half as fast, down to 1/1000.", .time,
            needs: [.ability(.changeSpeed)], hint: .absent),
        Binding(
            .speed, [], "speed", "Let time pass so many times as fast as outside.", .time,
            needs: [.ability(.changeSpeed)], hint: .absent),
        Binding(
            .go, [], "go", "Go to a moment of the past.", .time, needs: [.ability(.turnBack)],
            hint: .absent),
    ]
}
