/// What a node answers to who asks whether it lives, or can be used: what was looked at, and how it is.
struct HealthAnswer {
    /// One thing that has to be so.
    struct Check {
        let name: String
        /// What is wrong; nil when nothing is.
        let trouble: String?
    }

    let checks: [Check]

    var isWell: Bool { checks.allSatisfy { $0.trouble == nil } }

    /// For HTTP.
    var status: String { isWell ? "200 OK" : "503 Service Unavailable" }

    /// A line for each of them.
    var text: String {
        checks.map { "\($0.name): \($0.trouble ?? "ok")\n" }.joined()
    }
}

extension NodeDriver {
    /// Whether it lives: other nodes reach it, and its data is there. That there is an answer at all shows
    /// that its thread goes on. A disk that is full is not among it: to start the node again would not help.
    var liveness: HealthAnswer {
        HealthAnswer(checks: [
            .init(name: "loop", trouble: nil),
            .init(
                name: "gossip",
                trouble: transport.port.isBound ? nil : "a socket is closed; it is bound again"),
            .init(name: "data", trouble: dataTrouble),
        ])
    }

    /// Whether clients can use it: it lives, takes part, knows what the others know, and takes writes.
    var readiness: HealthAnswer {
        let mode = faults.mode == .up ? nil : "the node is \(faults.mode.rawValue)"
        let table = takesWrites ? nil : "the node is yet to learn what the others know"
        let writes = writingHalt(for: .value).map { "refused: \($0.sentence)" }
        return HealthAnswer(
            checks: liveness.checks
                + [
                    .init(name: "mode", trouble: mode), .init(name: "table", trouble: table),
                    .init(name: "writes", trouble: writes),
                ])
    }

    /// What keeps it from its data; nil for nothing.
    private var dataTrouble: String? {
        guard let path = configuration.dataDirectory else { return nil }
        return DiskFacts.trouble(at: path)
    }
}
