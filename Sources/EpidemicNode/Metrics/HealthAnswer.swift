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
    /// Whether it lives: other nodes reach it, and it can write to its disk. That there is an answer at
    /// all shows that its thread goes on.
    var liveness: HealthAnswer {
        HealthAnswer(checks: [
            .init(name: "loop", trouble: nil),
            .init(
                name: "gossip",
                trouble: transport.port.isBound ? nil : "a socket is closed; it is bound again"),
            .init(name: "disk", trouble: diskTrouble),
        ])
    }

    /// Whether clients can use it: it lives, takes part, and knows what the others know.
    var readiness: HealthAnswer {
        let mode = faults.mode == .up ? nil : "the node is \(faults.mode.rawValue)"
        let table = takesWrites ? nil : "the node is yet to learn what the others know"
        return HealthAnswer(
            checks: liveness.checks
                + [.init(name: "mode", trouble: mode), .init(name: "table", trouble: table)])
    }

    /// What keeps it from writing to its disk; nil for nothing.
    private var diskTrouble: String? {
        guard let path = configuration.dataDirectory else { return nil }
        return DiskFacts.trouble(at: path)
    }
}
