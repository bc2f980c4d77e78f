import Laboratory

/// What came of a run, or has come of it so far.
struct ChaosReport: Sendable {
    let setup: ChaosSetup
    let verdict: ChaosVerdict
    /// What happened otherwise than it should, beside what the oracle judges.
    let complaints: [String]
    /// What went wrong, and when.
    let faults: [String]
    /// How long it has lasted.
    let length: Duration
    /// What is known once the cluster was healed; nil before.
    let end: End?
    private let counts: [(name: String, label: String, number: Int)]

    /// What is known once the cluster was healed.
    struct End: Sendable {
        /// How long it took until all nodes were ready, and from then on until all tables were equal; nil when
        /// they were not after a minute.
        let readiness: Duration
        let agreement: Duration?
        let memory: [ChaosMemory]
        /// What all nodes together have counted of what is not regular.
        let counters: [String: Int]
    }

    init(_ record: ChaosRecord, of setup: ChaosSetup, _ verdict: ChaosVerdict, end: End?) {
        (self.setup, self.verdict, self.end) = (setup, verdict, end)
        (complaints, faults, length) = (record.complaints, record.faults, record.now)
        let keys = record.oracle.withLock { $0.events.count }
        let numbers: [(String, String, Int)] = [
            ("writes", "writes acknowledged", record.number(of: .written)),
            ("deletions", "deletions acknowledged", record.number(of: .deleted)),
            ("keys", "keys", keys), ("reads", "reads", record.number(of: .read)),
            (
                "nothingToDelete", "deletions of nothing", record.number(of: .nothingToDelete)
            ),
            ("refused", "refused", record.number(of: .refused)),
            ("unknown", "of unknown outcome", record.number(of: .unknown)),
            ("hostilePackets", "hostile packets", record.number(of: .hostilePacket)),
        ]
        let kinds = ChaosFault.Kind.allCases.map { kind in
            (kind.fieldName, kind.rawValue, record.number(of: .fault(kind)))
        }
        counts = (numbers + kinds).map { (name: $0.0, label: $0.1, number: $0.2) }
    }

    /// How many of something there were, by its name in records; nil for a name that is none.
    func number(of name: String) -> Int? { counts.first { $0.name == name }?.number }

    /// Whether the tables agreed in time.
    var agreed: Bool { end?.agreement.map { $0 <= setup.agreementMax } ?? false }

    /// Whether nothing was found.
    var isGood: Bool {
        verdict.violations.isEmpty && complaints.isEmpty && agreed
            && end?.memory.allSatisfy(\.isFlat) ?? false
    }
}

extension ChaosReport: StreamedReport {
    var lines: [String] {
        [
            "\(setup.nodes) nodes, seed \(setup.seed): \(seconds(length)) s, "
                + (end == nil ? "not to its end" : isGood ? "nothing found" : "faults found"),
            counts.map { "\($0.number) \($0.label)" }.joined(separator: ", "),
            "lost \(verdict.lost), came back \(verdict.resurrected), violations in all "
                + "\(verdict.violations.count); counted apart: \(verdict.destroyed) events of which every "
                + "copy may have been destroyed, \(verdict.keysTouched) keys touched by that",
        ] + (end.map(lines) ?? []) + verdict.violations.map { "violation: \($0)" } + complaints
    }

    private func lines(of end: End) -> [String] {
        let odd = end.counters.filter { !Self.isTraffic($0.key) }
        let agreement =
            end.agreement.map {
                "\(seconds($0)) s (at most \(seconds(setup.agreementMax)) s)"
            }
            ?? "more than a minute"
        return [
            "all ready \(seconds(end.readiness)) s after the heal, one root after \(agreement)",
            "memory by thirds: " + end.memory.map { "\($0)" }.joined(separator: ", "),
            "counters: "
                + odd.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
                .joined(separator: ", "),
        ]
    }

    private static func isTraffic(_ counter: String) -> Bool {
        ["messages", "packets", "bytes"].contains(where: counter.hasPrefix)
    }

    private func seconds(_ duration: Duration) -> String { duration.inSeconds.decimals(2) }

    var records: [Record] {
        let fields: [Record.Field] =
            [
                .init("nodes", .count(setup.nodes)), .init("seed", .whole(setup.seed)),
                .init("seconds", .number(length.inSeconds)), .init("finished", .truth(end != nil)),
                .init("found", .count(verdict.violations.count + complaints.count)),
                .init("lost", .count(verdict.lost)),
                .init("cameBack", .count(verdict.resurrected)),
                .init("destroyed", .count(verdict.destroyed)),
                .init("keysTouched", .count(verdict.keysTouched)),
                .init("readySeconds", end.map { .number($0.readiness.inSeconds) } ?? .none),
                .init("agreementSeconds", number(end?.agreement)),
                .init("agreementSecondsMax", .number(setup.agreementMax.inSeconds)),
            ] + counts.map { .init($0.name, .count($0.number)) }
        return [Record(fields)]
    }

    private func number(_ duration: Duration?) -> Record.Value {
        duration.map { .number($0.inSeconds) } ?? .none
    }
}
