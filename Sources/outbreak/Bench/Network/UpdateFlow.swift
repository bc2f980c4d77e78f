import EpidemicNode
import EpidemicWire
import Laboratory

/// How many updates a second are visible on the other of two nodes while one is written to as fast as
/// it takes writes.
///
/// Every write is of a new key, so that each must arrive and none can stand for another. The clock runs
/// from the first write until the other node holds all keys.
struct UpdateFlow {
    private let transport: TransportKind
    private var rates: [Double] = []
    private var lost: [Double] = []

    private static let updates = 300_000
    /// Keys of one command, and commands that wait for their answers.
    private static let batch = 100
    private static let window = 8
    /// How long updates may be missing before they are lost.
    private static let patience = Duration.seconds(20)

    init(_ transport: TransportKind) { self.transport = transport }

    /// - Throws: `Complaint` when a node ends.
    mutating func measure() async throws(Complaint) {
        let nodes = try await LaunchedNodes(2, transport)
        defer { nodes.end() }
        let commands = Self.commands
        let begin = ContinuousClock.now
        let writer = Task { await Self.write(commands, to: nodes.clients[0]) }
        let seen = try await Self.watch(nodes.clients[1], since: begin)
        if let complaint = await writer.value { throw complaint }
        rates.append(Double(seen.count) * 1_000 / (seen.moment - begin).milliseconds)
        lost.append(Double(Self.updates - seen.count))
    }

    /// What was measured, when it was.
    var figures: [Figure] {
        let scene = Figure.Scene.network("updates of one of 2 nodes, \(transport.rawValue)")
        let aim: Double =
            switch transport {
            case .udp: 100_000
            case .tcp: 200_000
            }
        return [
            Figure(
                scene: scene, name: "visible on the other", unit: .perSecond,
                samples: Samples(rates), limit: .medianAtLeast(aim)),
            Figure(
                scene: scene, name: "lost of \(Self.updates)", unit: .updates,
                samples: Samples(lost), limit: .worst(0)),
        ]
    }

    /// What is written, made before the clock runs.
    private static var commands: [[String]] {
        stride(from: 0, to: updates, by: batch).map { first in
            ["MSET"] + (first..<first + batch).flatMap { ["key-\($0)", "value-\($0)"] }
        }
    }

    /// Writes everything, with some commands under way at any time.
    private static func write(_ commands: [[String]], to client: ControlClient) async -> Complaint?
    {
        await withTaskGroup(of: Complaint?.self) { group in
            for (number, command) in commands.enumerated() {
                if number >= window, let complaint = await group.next() ?? nil {
                    return complaint
                }
                group.addTask {
                    do throws(Complaint) {
                        _ = try await client.answer(to: command)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            return await group.first { $0 != nil } ?? nil
        }
    }

    /// Counts what a node holds until it is everything, or nothing came for a while.
    ///
    /// - Returns: how many keys it holds, and since when.
    private static func watch(
        _ client: ControlClient, since begin: ContinuousClock.Instant
    ) async throws(Complaint) -> (count: Int, moment: ContinuousClock.Instant) {
        var (count, moment) = (0, begin)
        while count < updates, moment.duration(to: .now) < patience {
            if case .integer(let held) = try await client.answer(to: ["DBSIZE"]), held > count {
                (count, moment) = (Int(held), .now)
            }
            try? await Task.sleep(for: .milliseconds(2))
        }
        return (count, moment)
    }
}
