/// What one replica knows of the others, and how it finds out: SWIM with the local health of Lifeguard.
///
/// A value in the style of `Replica`: events come in with `now`, effects go to a buffer of the caller.
/// It has one timer, due when anything is due, and a generator of its own, so that a replica draws alike
/// with and without it.
public struct Membership: Sendable {
    public internal(set) var plan: MembershipPlan
    /// What it says of itself.
    public internal(set) var own: MemberRecord
    /// How often each thing happened.
    public internal(set) var counters = MembershipCounters()
    var generator: SeededGenerator
    var table = MemberTable()
    var forgotten = ForgottenMembers()
    var book = AddressBook()
    var news = NewsQueue()
    var health = LocalHealth()
    var ownReport: StatusReport?
    var probe: Probe?
    var relays: [Relay] = []
    var registries = RegistryLinks()
    /// Whom to probe, the next one last; refilled in random order when it is empty.
    var probeOrder: [ReplicaID] = []
    var lastProbeNumber: ProbeNumber
    /// When somebody last answered, so that both directions are known to work.
    var lastAnswer: Instant?
    var schedule = MembershipSchedule()
    /// Messages that the replica took in since the last report of its status.
    var received = 0
    var lastReport = Instant.zero
    /// The highest epoch of an earlier life of its own that it heard of; 0 for none.
    var earlierEpoch: UInt64 = 0
    /// Whether the members that are present, or where they are, changed since the replica asked.
    var hasOtherPeers = true

    var settings: MembershipSettings { plan.settings }
    var name: ReplicaName { own.id.name }

    init(id: ReplicaID, plan: MembershipPlan, seed: UInt64) {
        self.plan = plan
        own = MemberRecord(id: id, address: plan.address)
        generator = SeededGenerator(seed: seed)
        lastProbeNumber = ProbeNumber(truncatingIfNeeded: generator.next())
        registries.change(to: plan.registries, now: .zero)
    }

    /// The others, sorted by name. Lives that are over are not told where another one of the name is
    /// present.
    public var members: [Member] {
        table.members.filter { $0.record.state.isPresent || !isLived($0.record.id.name) }
    }

    /// Whether a life of a name is present.
    func isLived(_ name: ReplicaName) -> Bool {
        name == self.name && isPresent
            || table.lives(of: name).contains { $0.record.state.isPresent }
    }

    /// The others that are present under this member's own name.
    public var namesakes: [Member] {
        table.lives(of: name).filter(\.record.state.isPresent)
    }

    /// Whether any registry answers; nil where there is none.
    public var registryState: RegistryState? { registries.state }

    /// How much it mistrusts itself: 0 when it is well, at most 8.
    public var troubles: Int { health.troubles }

    /// Whether it goes about with the others, or has said that it goes.
    public var isPresent: Bool { own.state == .alive }

    /// Whether others are there to be found: it was told where, or that they will find it.
    var awaitsOthers: Bool {
        isPresent && (plan.expectsOthers || !plan.seeds.isEmpty || !plan.registries.isEmpty)
    }

    // MARK: Events

    /// Begins: asks to be let in.
    mutating func start(now: Instant, into effects: inout EffectBuffer) {
        schedule.begin(settings, now: now, using: &generator)
        registries.hasten(to: now)
        schedule[.registry] = registries.earliest
        news.add(.init(id: own.id, kind: .liveness))
        knock(now: now, into: &effects)
    }

    /// A message arrived.
    mutating func receive(
        _ message: MembershipMessage, from peer: Peer, now: Instant,
        into effects: inout EffectBuffer
    ) {
        guard isPresent else { return }
        noteHeard(peer, now: now)
        switch message {
        case .ping(let ping): answer(ping, to: peer, now: now, into: &effects)
        case .ack(let number, let news):
            take(news, from: peer, now: now, into: &effects)
            noteAck(number, from: peer, now: now, into: &effects)
        case .pingRequest(let request): relay(request, for: peer, now: now, into: &effects)
        case .nack(let number): noteNack(number, from: peer, now: now, into: &effects)
        case .news(let news): take(news, from: peer, now: now, into: &effects)
        case .exchange(let exchange): merge(exchange, from: peer, now: now, into: &effects)
        }
        askForgotten(peer, now: now, into: &effects)
    }

    /// The timer came: does everything that is due, in this order.
    mutating func fire(
        _ status: @autoclosure () -> MemberStatus, now: Instant, into effects: inout EffectBuffer
    ) {
        guard isPresent else { return }
        judgeProbe(now: now, into: &effects)
        endRelays(now: now, into: &effects)
        endSuspicions(now: now, into: &effects)
        if schedule.take(.probe, now: now) { beginProbe(now: now, into: &effects) }
        if schedule.take(.status, now: now) { report(status(), now: now) }
        if schedule.take(.exchange, now: now) { beginExchange(now: now, into: &effects) }
        if schedule.take(.reconnect, now: now) { reconnect(now: now, into: &effects) }
        if schedule.take(.registry, now: now) { register(now: now, into: &effects) }
        if schedule.take(.news, now: now) { spreadNews(into: &effects) }
    }

    // MARK: Sending

    func send(_ message: MembershipMessage, to peer: Peer, into effects: inout EffectBuffer) {
        effects.send(.membership(message), to: peer)
    }

    /// The slot of an address; nil when there is no room for one more.
    mutating func peer(at address: NodeAddress) -> Peer? {
        let table = table
        return book.peer(at: address) { peer in table.member(at: peer) != nil }
    }

    /// Counts something that is not heeded, and tells whoever watches.
    mutating func noteDropped(
        _ event: MembershipEvent, from peer: Peer?, into effects: inout EffectBuffer
    ) {
        counters.count(event)
        effects.trace(.membership(.dropped(event, from: peer)))
    }

    // MARK: Time

    /// The earliest moment at which anything is due; nil once it has said that it goes.
    var due: Instant? {
        guard isPresent else { return nil }
        let moments = [
            schedule.earliest, probe?.nextMoment, relays.map(\.end).min(),
            table.members.compactMap { $0.suspicion?.end }.min(),
        ]
        return moments.compactMap { $0 }.min()
    }
}
