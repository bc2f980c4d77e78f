import EpidemicNode
import Laboratory

/// How fast real nodes are: processes of this program on loopback, with the defaults of a node.
///
/// Everything is measured on fresh processes several times; all of them end with the run, however it
/// ends.
@MainActor
enum NetworkBenchmark {
    nonisolated static let scenes = runs * (1 + TransportKind.allCases.count + 1)
    private nonisolated static let runs = 3

    /// - Throws: `Complaint` when a process cannot be started or ends by itself.
    static func measure(
        _ plan: BenchPlan, _ report: inout BenchReport
    ) async throws(Complaint) {
        var (idle, puts) = (IdleCosts(), PutDelays())
        for _ in 0..<runs {
            try await measureCrowd(plan, &idle, &puts)
            report.advance()
        }
        try report.add(puts.figures + idle.figures)
        for transport in TransportKind.allCases {
            var flow = UpdateFlow(transport)
            for _ in 0..<runs {
                try await flow.measure()
                report.advance()
            }
            try report.add(flow.figures)
        }
        var clients = RedisClients()
        for _ in 0..<runs {
            try await clients.measure()
            report.advance()
        }
        try report.add(clients.figures)
    }

    /// What the nodes cost while nobody asks them anything, and then how long puts take among them.
    private static func measureCrowd(
        _ plan: BenchPlan, _ idle: inout IdleCosts, _ puts: inout PutDelays
    ) async throws(Complaint) {
        let sightings = Sightings(of: PutDelays.nodes)
        let nodes = try await LaunchedNodes(PutDelays.nodes, .udp) { sightings.note($0) }
        defer { nodes.end() }
        try await idle.measure(nodes)
        try await puts.measure(nodes, sightings, plan)
    }
}

extension Figure.Scene {
    /// A situation of real nodes.
    static func network(_ name: String) -> Figure.Scene {
        Figure.Scene(benchmark: "network", name: name)
    }
}

extension Benchmark {
    /// How fast real nodes are.
    static let network = Benchmark(
        name: "network", scenes: NetworkBenchmark.scenes, measure: NetworkBenchmark.measure)
}
