import ClusterObservation
import Epidemic
import EpidemicSimulation

/// A choice of a protocol that mostly is the same for the whole report: a column where it is swept, and
/// words above the table where it is not.
struct Circumstance: Sendable {
    /// The name of its field.
    let key: String
    /// The head of its column.
    let head: String
    let value: @Sendable (ExperimentPlan) -> Record.Value
    /// What is said of it above the table; nil when it goes without saying.
    let words: @Sendable (ExperimentPlan) -> String?
    /// What it is when nothing is asked for. Its field is left out then; nil for a field that never is.
    var usual: Record.Value?

    /// All of them, in their order above the table.
    static let all: [Circumstance] = [
        Circumstance(
            key: "fanout", head: "fan-out", value: { .count($0.spreading.fanOut) },
            words: { $0.spreading.contactsARound }, usual: .count(Defaults.fanout)),
        Circumstance(
            key: "connectionLimit", head: "limit",
            value: { $0.spreading.limits.connections.map { .count($0) } ?? .none },
            words: { $0.spreading.limits.connections.map { "connection limit \($0)" } }),
        Circumstance(
            key: "huntLimit", head: "hunt", value: { $0.spreading.limits.hunt.value },
            words: { plan in
                plan.spreading.limits.connections.map { _ in
                    "hunt limit \(plan.spreading.limits.hunt)"
                }
            }),
        Circumstance(
            key: "topology", head: "topology", value: { .text("\($0.topology)") },
            words: { $0.topology == .full ? "full mesh" : "\($0.topology)" },
            usual: .text("\(Topology.full)")),
        Circumstance(
            key: "spatial", head: "spatial",
            value: { $0.network?.exponent.map { .number($0) } ?? .none },
            words: { $0.network?.exponent.map { "spatial \($0)" } }, usual: Record.Value.none),
        Circumstance(
            key: "networkDraw", head: "drawn for a", value: { .text($0.draw.rawValue) },
            words: { $0.draw == .run ? "drawn anew for each run" : nil },
            usual: .text(NetworkDraw.row.rawValue)),
        Circumstance(
            key: "seed", head: "seed", value: { .whole($0.seed) }, words: { _ in nil }),
        Circumstance(
            key: "rounds", head: "rounds", value: { .text($0.spreading.rounds.rawValue) },
            words: { "\($0.spreading.rounds) rounds" }, usual: .text(Rounds.aligned.rawValue)),
        Circumstance(
            key: "trigger", head: "trigger", value: { .text($0.spreading.trigger.rawValue) },
            words: { plan in
                plan.spreading.rounds == .free ? "trigger \(plan.spreading.trigger)" : nil
            }),
        Circumstance(
            key: "echo", head: "echo", value: { .text($0.spreading.echo.rawValue) },
            words: { $0.spreading.echo == .sent ? nil : "echo \($0.spreading.echo.rawValue)" },
            usual: .text(Echo.sent.rawValue)),
        Circumstance(
            key: "maxCycles", head: "max cycles", value: { .count($0.cyclesMax) },
            words: { plan in
                plan.cyclesMax == Defaults.cyclesMax ? nil : "at most \(plan.cyclesMax) cycles"
            }, usual: .count(Defaults.cyclesMax)),
        .ofNetwork("latency", usual: .text("\(Interval.zero)")) { .text("\($0.latency)") },
        .ofNetwork("jitter", usual: .text("\(Interval.zero)")) { .text("\($0.jitter)") },
        .ofNetwork("loss", usual: .number(0)) { .number($0.loss) },
        .ofNetwork("duplicate", usual: .number(0)) { .number($0.duplication) },
        .ofNetwork("bandwidth", usual: Record.Value.none) {
            $0.bandwidth.map { .count($0) } ?? .none
        },
    ]

    /// How messages fare, which is said only where it is unusual.
    private static func ofNetwork(
        _ name: String, usual: Record.Value,
        _ value: @escaping @Sendable (NetworkConditions) -> Record.Value
    ) -> Circumstance {
        Circumstance(
            key: name, head: name, value: { value($0.conditions) },
            words: { plan in
                let value = value(plan.conditions)
                return value == usual ? nil : "\(name) \(value.text)"
            }, usual: usual)
    }
}

extension [Circumstance] {
    /// Those that differ among the experiments.
    func varying(among experiments: [Experiment]) -> [Circumstance] {
        filter { circumstance in Set(experiments.map { circumstance.value($0.plan) }).count > 1 }
    }

    /// Those that some experiment has not as it usually is.
    func unusual(among experiments: [Experiment]) -> [Circumstance] {
        filter { circumstance in
            guard let usual = circumstance.usual else { return false }
            return experiments.contains { circumstance.value($0.plan) != usual }
        }
    }
}

extension Record.Value {
    /// In a column of a table for people.
    var text: String {
        switch self {
        case .text(let text): text
        case .whole(let number): "\(number)"
        case .number(let number): number.digits(6)
        case .truth(let truth): "\(truth)"
        case .none: "none"
        case .record(let record): record.json
        case .list(let texts): texts.joined(separator: ", ")
        }
    }
}

extension ExperimentPlan {
    var topology: Topology { network?.topology ?? .full }
}
