import Epidemic
import EpidemicMaelstrom
import Foundation

/// A network of nodes in virtual time, written from Maelstrom's documented protocol: clients beside the nodes,
/// latency between them, partitions, crashes, and an account of every message between servers.
struct Bench {
    /// How long a message between servers is on its way.
    enum Latency: Sendable {
        case constant(milliseconds: Int64)
        case exponential(mean: Int64)
    }

    private enum Event {
        case deliver(MaelstromMessage)
        case wake(Int)
    }

    let names: [String]
    let settings: MaelstromSettings
    let topology: OfferedTopology
    private let latency: Latency
    private let seed: UInt64
    private var nodes: [MaelstromNode] = []
    private var wakes: [Int64?]
    private var epochs: [UInt64]
    private var queue = EventQueue<Event>()
    private var generator: SeededGenerator
    private var outbox = MaelstromOutbox()
    private var requests = 0
    private var points = 0
    /// The moment that it is, in nanoseconds.
    private(set) var now: Int64 = 0
    /// Messages that servers have sent to each other.
    private(set) var serverMessages = 0
    /// What the nodes complained of.
    private(set) var complaints: [String] = []
    private(set) var history: [Operation] = []
    /// Whether what a node sends to another does not arrive.
    var isCut: (_ source: Int, _ destination: Int) -> Bool = { _, _ in false }

    init(
        nodes count: Int, _ settings: MaelstromSettings, topology: OfferedTopology = .total,
        latency: Latency, seed: UInt64
    ) throws {
        names = (0..<count).map { "n\($0)" }
        self.settings = settings
        self.topology = topology
        self.latency = latency
        self.seed = seed
        wakes = Array(repeating: nil, count: count)
        epochs = Array(repeating: 1, count: count)
        generator = SeededGenerator(seed: seed, stream: 1)
        for place in 0..<count {
            nodes.append(try MaelstromNode(settings, epoch: 1, seed: seed))
            begin(place)
        }
    }

    /// A number from the bench's own chance.
    mutating func draw(below bound: Int) -> Int { generator.below(bound) }

    mutating func draw() -> Double { generator.unit() }

    // MARK: Time

    /// Lets everything happen up to a moment.
    mutating func run(until moment: Int64) {
        while let next = queue.nextTime, next <= moment, let (time, event) = queue.takeFirst() {
            now = time
            switch event {
            case .deliver(let message): deliver(message)
            case .wake(let place): wake(place)
            }
        }
        now = moment
    }

    private mutating func wake(_ place: Int) {
        guard wakes[place] == now else { return }
        wakes[place] = nil
        nodes[place].advance(to: Instant(nanoseconds: now), into: &outbox)
        send(from: place)
    }

    private mutating func deliver(_ message: MaelstromMessage) {
        guard let source = place(of: message.source), let place = place(of: message.destination),
            !isCut(source, place)
        else { return }
        nodes[place].receive(message, now: Instant(nanoseconds: now), into: &outbox)
        send(from: place)
    }

    // MARK: Messages

    private func place(of name: String) -> Int? {
        name.hasPrefix("n") ? Int(name.dropFirst()) : nil
    }

    /// Sends what a node wants sent.
    ///
    /// - Returns: what it answered to a client.
    @discardableResult private mutating func send(from place: Int) -> MaelstromMessage? {
        var answer: MaelstromMessage?
        for message in outbox.messages {
            if message.destination.hasPrefix("n") {
                serverMessages += 1
                queue.add(.deliver(message), at: now + delay())
            } else {
                answer = message
            }
        }
        complaints += outbox.complaints
        outbox.removeAll()
        if let due = nodes[place].due {
            let moment = max(due.nanoseconds, now + 1)
            if wakes[place].map({ moment < $0 }) ?? true {
                wakes[place] = moment
                queue.add(.wake(place), at: moment)
            }
        }
        return answer
    }

    private mutating func delay() -> Int64 {
        switch latency {
        case .constant(let milliseconds): return milliseconds * 1_000_000
        case .exponential(let mean):
            // Whole milliseconds, as the workbench draws them.
            return Int64(-log(1 - generator.unit()) * Double(mean)) * 1_000_000
        }
    }

    // MARK: Clients

    /// A client beside a node asks it something, and the answer stands in the history.
    @discardableResult
    mutating func ask(_ place: Int, _ request: JSONObject, isFinal: Bool = false) -> Operation {
        let invoked = nextPoint()
        let answer = answer(of: place, to: request)
        let outcome: Operation.Outcome
        switch answer?["type"]?.string {
        case "error": outcome = .failed(code: answer?["code"]?.integer ?? 0)
        case nil: outcome = .unknown
        default: outcome = .ok(answer ?? [:])
        }
        let operation = Operation(
            request: request, invoked: invoked, completed: nextPoint(), outcome: outcome,
            isFinal: isFinal)
        history.append(operation)
        return operation
    }

    private mutating func nextPoint() -> Operation.Point {
        points += 1
        return Operation.Point(index: points, time: now)
    }

    /// The answer of a node to a question that is no part of the history. It goes by way of its text.
    mutating func answer(of place: Int, to request: JSONObject) -> JSONObject? {
        requests += 1
        var body = request
        body.append("msg_id", .integer(requests))
        let line = MaelstromMessage(from: "c\(place)", to: names[place], body: body).line
        nodes[place].receive(
            line: Array(line.utf8), now: Instant(nanoseconds: now), into: &outbox)
        guard let answer = send(from: place)?.body else { return nil }
        precondition(answer["in_reply_to"]?.integer == requests, "an answer to another request")
        return answer
    }

    /// A node loses its memory and begins anew, in a later life.
    mutating func crash(_ place: Int) throws {
        epochs[place] += 1
        nodes[place] = try MaelstromNode(settings, epoch: epochs[place], seed: seed)
        wakes[place] = nil
        begin(place)
    }

    /// The workbench tells a node who takes part and whose neighbour it is.
    private mutating func begin(_ place: Int) {
        _ = answer(
            of: place,
            to: [
                "type": "init", "node_id": .string(names[place]),
                "node_ids": .array(names.map { .string($0) }),
            ])
        guard settings.workload == nil || settings.workload == .broadcast else { return }
        var map = JSONObject()
        for (place, name) in names.enumerated() {
            let neighbours = topology.neighbours(of: place, among: names.count)
            map.append(name, .array(neighbours.map { .string(names[$0]) }))
        }
        _ = answer(of: place, to: ["type": "topology", "topology": .object(map)])
    }
}
