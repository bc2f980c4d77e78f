@testable import Epidemic

/// A few replicas on a bench: every message waits until the test delivers or loses it.
struct Bench {
    var replicas: [Replica]
    var now = Instant.zero
    /// Messages under way, in the order in which they were sent.
    var mail: [Letter] = []
    var traces: [(node: Int, trace: Trace)] = []
    var answers: [Answer] = []
    var disks: [DurableState]
    /// What is sent to these is lost.
    var isDeaf: Set<Int> = []
    private var acts = 0
    /// How often each was started anew.
    private var lives: [PeerLife]
    private var timers: [(node: Int, timer: ReplicaTimer, moment: Instant)] = []

    struct Letter {
        let from: Int
        let to: Int
        let message: Message
        var life: PeerLife = 0
    }

    init(nodes: Int, settings: Settings = .silent, seed: UInt64 = 1) throws {
        let shared = try SharedSettings(settings)
        let ids = (0..<nodes).map { ReplicaID(name: ReplicaName("n\($0)")!, epoch: 1) }
        replicas = ids.enumerated().map { index, id in
            Replica(
                id: id, peers: .mesh(size: UInt32(nodes), own: Peer(UInt32(index))),
                settings: shared, seed: seed + UInt64(index))
        }
        disks = ids.map { DurableState(id: $0) }
        lives = ids.map { _ in 0 }
        for node in replicas.indices { replicas[node].peerNames = .numbered("n") }
        for node in replicas.indices { act(node) { $0.start(now: $1, into: &$2) } }
    }

    /// Lets a replica do something and takes its effects in.
    mutating func act(
        _ node: Int, _ action: (inout Replica, Instant, inout EffectBuffer) -> Void
    ) {
        var effects = EffectBuffer()
        action(&replicas[node], now, &effects)
        acts += 1
        // Checking costs the size of the table; large tables are checked now and then.
        let isWhole = replicas[node].settings.clocks == .all
        if isWhole, replicas[node].entryCount < 64 || acts % 512 == 0 {
            precondition(replicas[node].brokenInvariant == nil, replicas[node].brokenInvariant!)
        }
        for effect in effects { take(effect, from: node) }
    }

    mutating func write(_ node: Int, _ key: Key, _ value: Value) {
        act(node) { $0.write(key, value, request: 0, now: $1, into: &$2) }
    }

    mutating func delete(_ node: Int, _ key: Key) {
        act(node) { $0.delete(key, request: 0, now: $1, into: &$2) }
    }

    /// Hands an update to a replica as if a peer had sent it by some layer.
    mutating func hand(_ update: Update, to node: Int, from peer: Int, by layer: Layer = .mail) {
        act(node) { replica, now, effects in
            replica.merge(
                Carried(update: update, hops: 1), from: Peer(UInt32(peer)), by: layer, now: now,
                into: &effects)
            replica.tellRefused(to: Peer(UInt32(peer)), into: &effects)
        }
    }

    /// A replica is gone, and comes back with what was durable.
    mutating func restart(_ node: Int, _ birth: Birth = .founding) throws {
        let old = replicas[node]
        replicas[node] = Replica(
            restoring: disks[node], peers: old.peers, settings: old.shared, seed: 99)
        replicas[node].peerNames = .numbered("n")
        lives[node] += 1
        timers.removeAll { $0.node == node }
        act(node) { $0.start(birth, now: $1, into: &$2) }
    }

    /// Delivers the oldest message.
    mutating func deliverNext() {
        let letter = mail.removeFirst()
        if !isDeaf.contains(letter.to) { deliver(letter) }
    }

    mutating func deliver(_ letter: Letter) {
        act(letter.to) {
            $0.receive(
                letter.message, from: Peer(UInt32(letter.from)), life: letter.life, now: $1,
                into: &$2)
        }
    }

    /// Delivers until nothing is under way.
    mutating func deliverAll() { while !mail.isEmpty { deliverNext() } }

    /// Lets time pass to the next timer, fires it, and delivers what follows.
    mutating func runNextTimer() {
        guard let place = timers.indices.min(by: { timers[$0].moment < timers[$1].moment }) else {
            return
        }
        let timer = timers.remove(at: place)
        now = max(now, timer.moment)
        act(timer.node) { $0.fire(timer.timer, now: $1, into: &$2) }
    }

    /// Fires timers and delivers until a moment.
    mutating func run(until moment: Instant) {
        while let next = timers.map(\.moment).min(), next <= moment {
            runNextTimer()
            deliverAll()
        }
        now = max(now, moment)
    }

    /// Runs an anti-entropy exchange begun by a node with whoever it chooses, to its end.
    mutating func exchange(from node: Int) {
        act(node) { $0.beginExchange(now: $1, into: &$2) }
        deliverAll()
    }

    var roots: Set<Digest> {
        mutating get { Set(replicas.indices.map { replicas[$0].root() }) }
    }

    func value(_ node: Int, _ key: Key) -> Value? {
        replicas[node].entry(of: key)?.update.content.value
    }

    private mutating func take(_ effect: Effect, from node: Int) {
        switch effect {
        case .send(let message, let peer):
            mail.append(
                Letter(from: node, to: Int(peer.slot), message: message, life: lives[node]))
        case .setTimer(let timer, let moment): timers.append((node, timer, moment))
        case .trace(let trace): traces.append((node, trace))
        case .answer(_, let answer): answers.append(answer)
        case .persist(let record): disks[node].apply(record)
        case .requestEpoch: act(node) { $0.take(epoch: $0.id.epoch + 1, into: &$2) }
        }
    }
}

extension Settings {
    /// Every layer off, so that only what a test does happens.
    static let silent = Settings(
        rumors: nil, mail: .off, repair: .quiet, cache: CacheSettings(length: 8, interval: nil),
        antiEntropy: AntiEntropySettings(method: nil))

    /// Rumor mongering alone.
    static func rumors(_ rumors: RumorSettings) -> Settings {
        var settings = Settings.silent
        settings.rumors = rumors
        return settings
    }

    /// Anti-entropy alone, begun by the test.
    static func antiEntropy(_ method: AntiEntropySettings.Method) -> Settings {
        var settings = Settings.silent
        settings.antiEntropy = AntiEntropySettings(method: method, interval: .seconds(86_400))
        settings.deletion.age = Limits.certificateAgeMax
        return settings
    }
}

extension ReplicaID {
    static func test(_ name: String, epoch: UInt64 = 1) -> ReplicaID {
        ReplicaID(name: ReplicaName(name)!, epoch: epoch)
    }
}

extension VectorClock {
    /// A clock over a, b, c, …; zeros are left out.
    static func test(_ counts: UInt64...) -> VectorClock { test(counts) }

    static func test(_ counts: [UInt64]) -> VectorClock {
        let names = ["a", "b", "c", "d"]
        let components = zip(names, counts).filter { $0.1 > 0 }
            .map { Component(replica: .test($0.0), count: $0.1) }
        return try! VectorClock(components)
    }
}

extension Update {
    static func test(
        _ key: Key = "k", _ value: Value, _ clock: VectorClock, by origin: String,
        _ sequence: UInt64 = 1
    ) -> Update {
        Update(
            key: key, content: .value(value), clock: clock,
            id: UpdateID(origin: .test(origin), sequence: sequence))
    }
}
