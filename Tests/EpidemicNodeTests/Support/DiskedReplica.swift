import Epidemic

@testable import EpidemicNode

/// A replica on a disk, without a network: what it persists is committed at once.
struct DiskedReplica {
    var replica: Replica
    let disk: Disk
    let found: Disk.Found
    var answers: [Answer] = []
    /// What it persisted last, durable or not.
    var lastRecords: [Persisted] = []
    /// Everything that it sent, in order.
    var sent: [Message] = []

    init(_ path: String, name: ReplicaName = "n1", freshEpoch: UInt64 = 1_000) throws {
        let (disk, state, found) = try Disk.open(path, for: name, freshEpoch: freshEpoch)
        self.disk = disk
        self.found = found
        replica = Replica(
            restoring: state, peers: .list([Peer(0)]),
            settings: try SharedSettings(Settings(mail: .on)), seed: 1)
    }

    mutating func write(_ key: Key, _ value: Value) throws {
        try act { $0.write(key, value, request: 1, now: $1, into: &$2) }
    }

    mutating func delete(_ key: Key) throws {
        try act { $0.delete(key, request: 1, now: $1, into: &$2) }
    }

    mutating func receive(_ message: Message) throws {
        try act { $0.receive(message, from: Peer(0), now: $1, into: &$2) }
    }

    mutating func takeEpoch(_ epoch: UInt64) throws {
        try act { $0.take(epoch: epoch, into: &$2) }
    }

    /// Writes in memory, and dies before anything is durable.
    mutating func writeAndDie(_ key: Key, _ value: Value) {
        var effects = EffectBuffer()
        replica.write(key, value, request: 1, now: .zero, into: &effects)
    }

    private mutating func act(
        _ body: (inout Replica, Instant, inout EffectBuffer) -> Void
    ) throws {
        var effects = EffectBuffer()
        body(&replica, .zero, &effects)
        var records: [Persisted] = []
        for effect in effects {
            switch effect {
            case .persist(let record): records.append(record)
            case .answer(_, let answer): answers.append(answer)
            case .send(let message, _): sent.append(message)
            case .setTimer, .requestEpoch, .trace: break
            }
        }
        lastRecords = records
        try disk.commit(records)
    }
}
