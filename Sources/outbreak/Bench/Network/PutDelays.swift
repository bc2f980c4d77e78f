import Epidemic
import EpidemicNode
import EpidemicWire
import Laboratory
import Synchronization

/// How long it takes until a put on one of 25 processes is visible on all of them.
///
/// Every node is subscribed to the key. The clock runs from before the put is sent until the last node
/// has told its client of it, so it counts the ways to and from the clients, too. Puts come one at a
/// time, on random nodes, and at random moments of the nodes' rounds.
struct PutDelays {
    static let nodes = 25

    private var delays: [Double] = []
    private var worst: [Double] = []

    private static let key = "put"
    /// Puts of one run.
    private static let putsMax = 200
    /// Milliseconds between a put that is visible everywhere and the next one.
    private static let pause = 20...60

    /// - Throws: `Complaint` when a node ends.
    mutating func measure(
        _ nodes: LaunchedNodes, _ sightings: Sightings, _ plan: BenchPlan
    ) async throws(Complaint) {
        for client in nodes.clients { client.listen(to: Self.key) }
        var generator = SeededGenerator(seed: plan.seed, stream: UInt64(worst.count))
        var sights = sightings.all.makeAsyncIterator()
        var run: [Double] = []
        for number in 0..<min(plan.repeats, Self.putsMax) {
            let pause = Int.random(in: Self.pause, using: &generator)
            try? await Task.sleep(for: .milliseconds(pause))
            let value = "\(delays.count)-\(number)"
            sightings.expect(value)
            let node = generator.below(nodes.clients.count)
            let begin = ContinuousClock.now
            _ = try await nodes.ask(node, ["SET", Self.key, value])
            guard let end = await sights.next() else {
                throw .failed("a node ended before a put was visible on it")
            }
            run.append((end - begin).milliseconds)
        }
        delays += run
        worst.append(run.max() ?? 0)
    }

    /// What was measured, when it was.
    var figures: [Figure] {
        let scene = Figure.Scene.network("put on one of \(Self.nodes) nodes, udp")
        return [
            Figure(
                scene: scene, name: "visible on all", unit: .milliseconds,
                samples: Samples(delays), limit: .median(20)),
            Figure(
                scene: scene, name: "worst put of a run", unit: .milliseconds,
                samples: Samples(worst), limit: .median(250)),
        ]
    }
}

/// On how many nodes a value was seen. Nodes tell of it on threads of their own.
final class Sightings: Sendable {
    /// When each expected value was seen on the last node; ends when a node does.
    let all: AsyncStream<ContinuousClock.Instant>
    private let report: AsyncStream<ContinuousClock.Instant>.Continuation
    private let expected = Mutex<(value: RESPValue, missing: Int)>((.null, 0))
    private let nodes: Int

    init(of nodes: Int) {
        self.nodes = nodes
        (all, report) = AsyncStream.makeStream()
    }

    /// A value will be put.
    func expect(_ value: String) { expected.withLock { $0 = (.text(value), nodes) } }

    /// A node said something.
    func note(_ news: RESPValue?) {
        guard let news else { return report.finish() }
        guard case .push(let parts) = news, parts.count == 3, parts[0] == .text("message") else {
            return
        }
        let isLast = expected.withLock { expected in
            guard parts[2] == expected.value else { return false }
            expected.missing -= 1
            return expected.missing == 0
        }
        if isLast { report.yield(.now) }
    }
}

extension Duration {
    /// In milliseconds.
    var milliseconds: Double {
        Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15
    }
}
