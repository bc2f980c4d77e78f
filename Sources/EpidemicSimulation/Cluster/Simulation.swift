import ClusterObservation
import Epidemic
import EpidemicWire

/// A cluster of replicas in virtual time: a value.
///
/// It can be copied, compared by what it shows, put back and run again. What happens follows from the
/// configuration and the commands alone; one queue orders everything, and every message travels as
/// bytes.
public struct Simulation: Sendable {
    public let configuration: SimulationConfiguration
    /// Virtual time since the beginning.
    public private(set) var now = Instant.zero
    /// Rounds of the cluster begun.
    public private(set) var round = 0
    /// Events that have happened; the exact place in the run.
    public private(set) var eventCount = 0
    /// The settings in force.
    public internal(set) var settings: Settings

    var shared: SharedSettings
    var nodes: [SimulatedNode] = []
    /// The nodes that are down, ascending.
    var down: [Int] = []
    var network: Network
    var transits = TransitTable()
    var tally = Tally()
    var trace = TraceLog()
    /// The latest updates written, newest first.
    var latestUpdates: [Update] = []
    /// The update that is watched, and whose states are tallied once it was written.
    var focusID: UpdateID?
    var focus: Update?
    var outcome: WriteOutcome?
    private var queue = EventQueue<SimulationEvent>()
    private var generator: SeededGenerator
    /// A buffer that keeps its room from one action to the next.
    private var spareEffects = EffectBuffer()
    /// The time of one message within an aligned contact.
    private var leg = Interval.zero
    /// When the round of the cluster began, and which of its schedules is in force.
    private var roundBegan = Instant.zero
    private var roundSchedule = 0

    /// What became of the write that a command made.
    enum WriteOutcome { case wrote(UpdateID), refused(WriteRefusal) }

    /// - Throws: `SimulationError` naming the first value that cannot be.
    public init(_ configuration: SimulationConfiguration) throws(SimulationError) {
        try configuration.validate()
        self.configuration = configuration
        settings = configuration.settings
        do { shared = try SharedSettings(configuration.settings) } catch { throw .settings(error) }
        let seed = configuration.seed
        generator = SeededGenerator(seed: seed, stream: .simulator)
        var drawing = SeededGenerator(seed: seed, stream: .topology)
        network = Network(
            links: Links(configuration.topology, nodes: configuration.nodes, using: &drawing),
            conditions: configuration.network,
            generator: SeededGenerator(seed: seed, stream: .network))
        for index in 0..<configuration.nodes { appendNode(index) }
        for index in nodes.indices { start(index) }
        scheduleRound()
    }

    /// When the next event happens; nil when nothing ever will.
    public var nextMoment: Instant? { queue.nextMoment }

    // MARK: Time

    /// Lets virtual time pass without an event.
    mutating func advanceClock(to moment: Instant) {
        precondition(moment >= now, "time \(moment.nanoseconds) lies before \(now.nanoseconds)")
        precondition(queue.nextMoment.map { $0 >= moment } ?? true, "an event would be passed over")
        now = moment
    }

    /// What one event was, for whoever keeps time.
    enum Happening: Hashable { case nothing, event, round }

    /// The next event happens.
    mutating func step() -> Happening {
        guard let (moment, event) = queue.take() else { return .nothing }
        now = moment
        eventCount += 1
        switch event {
        case .round(let schedule):
            guard schedule == roundSchedule else { return .event }
            beginRound()
            return .round
        case .node(let index, let event):
            happen(event, at: index)
            return .event
        }
    }

    /// Puts an event of a node in the queue.
    mutating func schedule(_ event: NodeEvent, at index: Int, _ moment: Instant) {
        queue.put(.node(index, event), at: moment)
    }

    // MARK: Rounds of the cluster

    private var isAligned: Bool { settings.rumors?.rounds == .aligned }

    private func roundLength() -> Interval { settings.rumors?.interval ?? .seconds(1) }

    /// Sets when the next round begins; again when the length of rounds has changed.
    mutating func scheduleRound() {
        roundSchedule += 1
        queue.put(
            .round(schedule: roundSchedule), at: max(now, roundBegan + roundLength()))
    }

    private mutating func beginRound() {
        round += 1
        roundBegan = now
        scheduleRound()
        if isAligned { beginAlignedRound() }
    }

    /// All nodes begin their round; then their contacts are made in a random order, each in a stretch of
    /// the round of its own, so that it is carried through before the next.
    private mutating func beginAlignedRound() {
        var contacts: [Int] = []
        for index in nodes.indices where nodes[index].isUp {
            act(at: index) { replica, now, effects in
                let plan = replica.beginAlignedRound(now: now, into: &effects)
                for _ in 0..<plan.contacts { contacts.append(index) }
            }
        }
        contacts.shuffle(using: &generator)
        let stretch = roundLength() / Int64(contacts.count + 1)
        leg = stretch / 8
        for (turn, index) in contacts.enumerated() {
            schedule(
                .contact(round: round, life: nodes[index].life), at: index,
                now + stretch * Int64(turn + 1))
        }
    }

    // MARK: Events of nodes

    private mutating func happen(_ event: NodeEvent, at index: Int) {
        switch nodes[index].condition {
        case .frozen: hold(event, at: index)
        case .down: pass(over: event, at: index)
        case .up: takeIn(event, at: index)
        }
    }

    private mutating func takeIn(_ event: NodeEvent, at index: Int) {
        switch event {
        case .timer(let timer, let life):
            guard life == nodes[index].life else { return }
            act(at: index) { replica, now, effects in
                replica.fire(timer, now: now, into: &effects)
            }
        case .contact(let round, let life):
            guard life == nodes[index].life, round == self.round, isAligned else { return }
            act(at: index) { replica, _, effects in replica.makeContact(into: &effects) }
        case .delivery(let slot): deliver(transits.remove(slot), to: index)
        }
    }

    /// A frozen node takes nothing in; what comes waits, within a bound.
    private mutating func hold(_ event: NodeEvent, at index: Int) {
        if case .delivery(let slot) = event, nodes[index].held.count >= SimulatedNode.heldMax {
            lose(transits.remove(slot), .queueFull)
        } else {
            nodes[index].held.append(event)
        }
    }

    /// What comes to a node that is down is lost.
    private mutating func pass(over event: NodeEvent, at index: Int) {
        if case .delivery(let slot) = event { lose(transits.remove(slot), .receiverDown) }
    }

    private mutating func deliver(_ transit: Transit, to index: Int) {
        guard !network.faults.isCut(transit.link) else { return lose(transit, .cut) }
        nodes[index].received += 1
        let from = Peer(UInt32(transit.link.from.index))
        do {
            let message = try MessageCodec.decode(transit.bytes)
            if case .reply = message { nodes[index].exchangeBytes += transit.bytes.count }
            act(at: index, cause: transit.subjects) { replica, now, effects in
                replica.receive(message, from: from, now: now, into: &effects)
            }
        } catch {
            note(.dropped(name: "malformed message", from: transit.link.from), at: index)
        }
    }

    private mutating func lose(_ transit: Transit, _ reason: LossReason) {
        note(
            .messageLost(to: transit.link.to, transit.kind, reason), at: transit.link.from.index)
    }

    // MARK: Effects

    /// Lets a replica do something, carries its effects out in order, and moves the totals.
    ///
    /// - Parameter cause: the updates that the message spoke of, when one was the cause.
    mutating func act(
        at index: Int, cause: [UpdateID] = [],
        _ action: (inout Replica, Instant, inout EffectBuffer) -> Void
    ) {
        var buffer = EffectBuffer()
        swap(&buffer, &spareEffects)
        action(&nodes[index].replica, now, &buffer)
        if configuration.checks == .everyStep, let broken = nodes[index].replica.brokenInvariant {
            preconditionFailure("seed \(configuration.seed), event \(eventCount): \(broken)")
        }
        for effect in buffer.effects { carryOut(effect, at: index, cause: cause) }
        buffer.removeAll()
        swap(&buffer, &spareEffects)
        account(for: index)
    }

    private mutating func carryOut(_ effect: Effect, at index: Int, cause: [UpdateID]) {
        switch effect {
        case .persist(let record): nodes[index].disk.apply(record)
        case .send(let message, let peer): send(message, from: index, to: peer, cause: cause)
        case .setTimer(let timer, let moment):
            schedule(.timer(timer, life: nodes[index].life), at: index, max(moment, now))
        case .answer(_, .wrote(let id)): outcome = .wrote(id)
        case .answer(_, .refused(let refusal)): outcome = .refused(refusal)
        case .requestEpoch:
            let epoch = giveEpoch(to: index)
            act(at: index) { replica, _, effects in replica.take(epoch: epoch, into: &effects) }
        case .trace(let trace): take(trace, at: index)
        }
    }

    private mutating func send(
        _ message: Message, from index: Int, to peer: Peer, cause: [UpdateID]
    ) {
        let link = DirectedLink(from: NodeID(index), to: NodeID(Int(peer.slot)))
        let bytes = MessageCodec.encode(message)
        nodes[index].sent += 1
        tally.messagesSent += 1
        tally.bytesSent += bytes.count
        if case .request = message { nodes[index].exchangeBytes += bytes.count }
        switch network.send(
            bytes.count, over: link, leg: isAligned && message.isContact ? leg : nil,
            now: now)
        {
        case .lost(let reason):
            note(.messageLost(to: link.to, message.kind, reason), at: index)
        case .arrives(let moments):
            let carried = message.carriedUpdates
            let subjects = carried.map(\.update.id) + message.namedUpdates
            for moment in moments where transits.count < TransitTable.countMax {
                let slot = transits.insert(
                    Transit(
                        link: link, bytes: bytes, kind: message.kind,
                        subjects: subjects.isEmpty ? cause : subjects, updates: carried.count,
                        sent: now, arrives: moment))
                schedule(.delivery(slot: slot), at: link.to.index, moment)
            }
        }
    }

    /// Moves the totals by what changed at a node.
    mutating func account(for index: Int) {
        let account: ReplicaStanding? =
            nodes[index].condition.isDown
            ? nil : nodes[index].replica.standing(for: focus?.header)
        guard account != nodes[index].account else { return }
        tally.move(from: nodes[index].account, to: account)
        nodes[index].account = account
    }

    /// The simulator counts the epochs of every name, so none is given out twice.
    mutating func giveEpoch(to index: Int) -> UInt64 {
        nodes[index].lastEpoch += 1
        return nodes[index].lastEpoch
    }

    /// Notes something in the trace.
    mutating func note(_ kind: TraceEvent.Kind, at index: Int?) {
        trace.append(at: now, round: round, node: index.map { NodeID($0) }, kind)
    }
}

extension SimulatedNode {
    /// Events that wait at a frozen node; further messages are lost.
    static let heldMax = 10_000
}

extension UInt64 {
    // The streams of a run's seed; replicas use those from 1 on.
    fileprivate static let simulator: UInt64 = 1 << 63
    fileprivate static let topology: UInt64 = 1 << 63 | 1
    fileprivate static let network: UInt64 = 1 << 63 | 2
}

extension SimulationConfiguration {
    func validate() throws(SimulationError) {
        guard (1...Self.nodesMax).contains(nodes) else {
            throw .outOfRange(
                name: "nodes", value: "\(nodes)", right: "from 1 to \(Self.nodesMax)")
        }
        do {
            try settings.validate()
            try settings.requireRoom(forContactsOf: nodes)
        } catch { throw .settings(error) }
        do { try topology.validate(nodes: nodes) } catch { throw .topology(error) }
        try network.validate()
    }
}
