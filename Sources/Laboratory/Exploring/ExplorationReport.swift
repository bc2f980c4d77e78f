import Epidemic
import EpidemicSimulation

/// What `outbreak explore` prints.
struct ExplorationReport {
    let command: ExploreCommand
    let result: Exploration.Result
    let seconds: Double
    /// What became of the session that was to be written.
    var session: String?

    var status: ExitStatus {
        if case .found = result.ending { .failed } else { .done }
    }

    /// Whole states a second.
    private var pace: Int { Int(Double(result.states) / max(seconds, 1e-9)) }
}

extension ExplorationReport: StreamedReport {
    var lines: [String] {
        [
            title, "",
            "\(result.states) states, \(result.depth) events deep, \(result.transitions) events between them; "
                + "\(seconds.decimals(1)) s, \(pace) states a second", "",
        ] + verdict + (session.map { ["", $0] } ?? [])
    }

    /// `2 nodes, 1 key, at most 2 writes, 1 deletion, …`.
    private var title: String {
        let bounds = command.bounded.bounds
        let parts = [
            Self.count(bounds.nodes, "node"), Self.count(bounds.keys, "key"),
            "at most " + Self.count(bounds.writes, "write"),
            Self.count(bounds.deletes, "deletion"),
            "\(bounds.operationsInForce) of both",
            Self.count(bounds.copies, "copy", "copies"),
            "\(bounds.ages) × τ1", Self.count(bounds.crashes, "crash", "crashes"),
            Self.count(bounds.arrivals, "arrival"), Self.count(bounds.restarts, "restart"),
        ]
        let deletion = command.settings.deletion
        let planted =
            command.plant.isEmpty
            ? "" : ", without \(command.plant.map(\.rawValue).joined(separator: ", "))"
        return "Every order of events of \(parts.joined(separator: ", "));\n"
            + "\(command.antiEntropy.rawValue), τ1 \(deletion.age), τ2 \(deletion.dormantAge), "
            + "retention \(deletion.retention), \(bounds.timers.rawValue) timers\(planted)"
    }

    private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }

    private var verdict: [String] {
        switch result.ending {
        case .exhausted:
            return [
                "Nothing found. These are all orders within these bounds; of others nothing is said."
            ]
        case .brokenOff:
            return [
                "Nothing found, and broken off: these are the shortest orders within these bounds, not all of "
                    + "them."
            ]
        case .found(let counterexample):
            let steps = counterexample.steps.enumerated().map { "  \($0 + 1). \($1.words)" }
            return ["FOUND \(counterexample.fault.kind.rawValue): \(counterexample.fault.sentence)"]
                + steps
        }
    }

    var records: [Record] {
        let bounds = command.bounded.bounds
        let deletion = command.settings.deletion
        let counterexample: Counterexample? =
            if case .found(let found) = result.ending { found } else { nil }
        let steps = counterexample?.steps ?? []
        return [
            Record([
                .init("nodes", .count(bounds.nodes)), .init("keys", .count(bounds.keys)),
                .init("writes", .count(bounds.writes)), .init("deletes", .count(bounds.deletes)),
                .init("operations", .count(bounds.operationsInForce)),
                .init("copies", .count(bounds.copies)), .init("ages", .count(bounds.ages)),
                .init("crashes", .count(bounds.crashes)),
                .init("arrivals", .count(bounds.arrivals)),
                .init("restarts", .count(bounds.restarts)),
                .init("timers", .text(bounds.timers.rawValue)),
                .init("statesMax", .count(bounds.statesMax)),
                .init("antiEntropy", .text(command.antiEntropy.rawValue)),
                .init("deathCertificateAge", .text("\(deletion.age)")),
                .init("dormantAge", .text("\(deletion.dormantAge)")),
                .init("retention", .count(deletion.retention)),
                .init("planted", .list(command.plant.map(\.rawValue))),
                .init("verdict", .text(result.ending.name)),
                .init("states", .count(result.states)),
                .init("transitions", .count(result.transitions)),
                .init("depth", .count(result.depth)), .init("seconds", .number(seconds)),
                .init("statesPerSecond", .count(pace)),
                .init("violation", counterexample.map { .text($0.fault.kind.rawValue) } ?? .none),
                .init("sentence", counterexample.map { .text($0.fault.sentence) } ?? .none),
                .init("steps", .list(steps.map(\.words))),
            ])
        ]
    }
}

extension Exploration.Result.Ending {
    fileprivate var name: String {
        switch self {
        case .exhausted: "exhausted"
        case .brokenOff: "broken-off"
        case .found: "found"
        }
    }
}
