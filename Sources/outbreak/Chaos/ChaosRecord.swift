import Synchronization

/// What all who take part in a run write down.
final class ChaosRecord: Sendable {
    let oracle: Mutex<ChaosOracle>
    let health: Mutex<ChaosHealth>
    let operations = Mutex(0)
    private let start = ContinuousClock.now
    private let counts = Mutex<[Count: Int]>([:])
    private let lines = Mutex<[String]>([])
    private let troubles = Mutex<[String]>([])

    /// What is counted.
    enum Count: Hashable {
        case written, deleted, nothingToDelete, read, refused, unknown, hostilePacket
        case fault(ChaosFault.Kind)
    }

    init(disks: [Bool]) {
        oracle = Mutex(ChaosOracle(nodes: disks.count))
        health = Mutex(ChaosHealth(disks: disks, spreading: .seconds(3)))
    }

    /// The time since the run began.
    var now: Duration { ContinuousClock.now - start }

    func count(_ what: Count) { counts.withLock { $0[what, default: 0] += 1 } }
    func number(of what: Count) -> Int { counts.withLock { $0[what] ?? 0 } }

    /// A fault is over.
    func note(_ fault: ChaosFault, from begin: Duration) {
        let names = fault.nodes.map { "n\($0 + 1)" }.joined(separator: " ")
        let line =
            "\(begin.inSeconds)…\(now.inSeconds) \(fault.kind.rawValue) \(names) "
            + "variant \(fault.variant)"
        lines.withLock { $0.append(line) }
    }

    /// What went wrong, and when.
    var faults: [String] { lines.withLock { $0 } }

    /// Something went otherwise than it should.
    func complain(_ text: String) {
        let line = "\(now.inSeconds): \(text)"
        troubles.withLock { $0.append(line) }
    }

    var complaints: [String] { troubles.withLock { $0 } }
}
