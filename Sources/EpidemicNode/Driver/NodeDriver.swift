import Epidemic
import EpidemicWire
import NIOCore

/// Owns one replica and carries out what it wants, on one event loop and so without a lock.
///
/// Events come in as the loop delivers them, and each is handed to the replica at once. Its effects
/// gather until the end of the *turn*: then everything that the turn persisted is made durable in one
/// commit, and only then is anything of the turn sent or answered. So a thousand pipelined writes cost
/// one flush of the disk, and the contract of `Effect` holds for each of them.
final class NodeDriver {
    let configuration: NodeConfiguration
    let loop: any EventLoop
    /// Where other threads hand in what is for this one.
    let entrance: NodeLoop
    let clock: NodeClock
    var replica: Replica
    var book: AddressBook
    var faults: Faults
    var transport: Transport
    /// What packets travel in.
    let envelope: Envelope
    /// What everybody who watches is told; each forgets itself.
    var observers = Observers()
    var drops: DropCounters { dropCounter.counts }
    /// Told once, when the node cannot go on.
    var onFailure: (DiskError) -> Void = { _ in }
    /// Told when the node knows what the others know, and takes writes from then on.
    var onReady: () -> Void = {}
    /// Told what a peer holds that was asked, with the number of the question.
    var onHolding: (UInt32, Holding) -> Void = { _, _ in }
    /// Told when somebody is heard for the first time, or in a new life.
    var onAcquaintance: (Peer) -> Void = { _ in }
    /// Told when the system had nothing left to take a connection with.
    var onNotAccepted: (NodeError.Purpose, _ reason: String) -> Void = { _, _ in }
    /// What the messages of the exchange that it began last amount to, before they are packed.
    var exchangeBytes = 0
    /// Told what an operator has to know, as often as it comes about.
    var onNotice: (NodeNotice) -> Void = { _ in }
    /// Called once a second.
    var onSecond: () -> Void = {}
    /// Told of packets that keys do not open, and from where they came.
    var onUnopened: (KeyTrouble, SocketAddress) -> Void = { _, _ in }
    /// When it was made.
    let began: Instant
    /// Names that several nodes bear.
    var namesakes = Namesakes()
    /// To which cluster it belongs.
    var naming: ClusterNaming
    /// What it begins with.
    var birth = Birth.arriving
    /// Whom it asked of its own accord before it knew that.
    var asked: Set<SocketAddress> = []
    /// Told after every packet that came in, whatever became of it.
    var onArrival: () -> Void = {}
    /// What keeps others from filling the log.
    var warnings = LogLimiter()
    /// How it ends, once it was asked to.
    var departure: Departure?
    /// Own writes that were made while nobody was there to be told, and that nobody has learned since.
    var loneWrites = 0
    /// Copies of the data that are being written.
    var backups: [BackupInProgress] = []
    /// Connections that have answers to flush at the end of the turn.
    var outlets: [any Outlet] = []

    /// Whom the replica contacts.
    var lastPeers: [Peer]
    var silentPeers = SilentPeers()
    /// How the others are found; nil where they are configured, or nobody has asked yet.
    var discovery: DiscoveryPlan?
    /// Where other nodes reach this one.
    let ownAddress: SocketAddress?
    /// The names that stand for others.
    let names: NameWatch
    /// Drawn for this process, see `Packet.Sender`.
    let process: UInt32
    /// The port at which other nodes reach this one.
    let port: UInt16
    /// The port on which clients are answered; 0 for none.
    var controlPort: UInt16 = 0 { didSet { introduce() } }
    private(set) var disk: Disk?
    /// Whether what it does can be made durable.
    var durability: DurabilityWatch
    /// Told when that changes.
    var onDurability: (DurabilityWatch.Change) -> Void = { _ in }
    private let dropCounter = DropCounter()
    /// How its disk is; nil where there is none.
    var diskFacts: DiskFacts? { disk.map { DiskFacts($0.path, commits: $0.commits) } }
    private var effects: EffectBuffer
    private var timers: NodeTimers?
    private var greetings: Ticker?
    private var clockWatch: Ticker?
    /// The clocks when they were last looked at.
    private var lastReading: ClockReading
    /// How often the wall clock was set while the node ran.
    private(set) var clockSteps: UInt64 = 0
    /// Told how far the wall clock was set.
    var onClockStep: (Interval) -> Void = { _ in }
    private var isTurnOpen = false
    private(set) var life = Life.starting

    /// How far the node is.
    enum Life { case starting, running, ended }

    init(
        _ configuration: NodeConfiguration, on entrance: NodeLoop, port: GossipPort,
        at own: SocketAddress?, disk: Disk?, state: DurableState
    ) throws(NodeError) {
        discovery = configuration.discovery
        ownAddress = own
        names = NameWatch(
            configuration.peers + configuration.join + configuration.registries,
            configuration.lookup, on: entrance)
        self.configuration = configuration
        self.disk = disk
        durability = DurabilityWatch(reserve: configuration.diskReserve)
        self.entrance = entrance
        clock = NodeClock(
            configuration.clocks, after: disk?.clockReading, latest: state.latest)
        began = clock.now
        lastReading = clock.reading
        var state = state
        state.lastLived = disk?.clockReading?.moment
        loop = port.loop
        effects = EffectBuffer(interests: disk == nil ? [.trace, .timers] : .all)
        var generator = SeededGenerator(seed: configuration.seed)
        process = UInt32.random(in: .min ... .max)
        faults = Faults(seed: generator.next())
        book = AddressBook(peers: configuration.peers)
        lastPeers = book.peers(now: clock.now)
        replica = Replica(
            restoring: state, peers: .list(lastPeers),
            settings: try Self.shared(configuration.pathSettings), seed: generator.next())
        self.port = UInt16(clamping: own?.port ?? 0)
        naming = ClusterNaming(
            configuration.clusterName, drawn: ClusterName(drawn: .random(in: .min ... .max)),
            isFirst: configuration.peers.isEmpty && configuration.discovery == nil)
        let dropCounter = dropCounter
        envelope = Envelope(
            configuration.name, start: UInt64(bitPattern: clock.now.nanoseconds),
            keyring: configuration.keyring)
        transport = Transport(
            configuration.transport, port: port,
            sender: Packet.Sender(
                cluster: naming.identity, id: state.id, port: self.port, process: process),
            envelope: envelope,
            drop: { dropCounter.counts.count($0) })
        transport.outgoingFault = { [weak self] in self?.outgoingFault(to: $0) }
        transport.isKnown = { [weak self] in self?.isKnown($0) ?? false }
    }

    private static func shared(_ settings: Settings) throws(NodeError) -> SharedSettings {
        do throws(SettingsError) {
            return try SharedSettings(settings)
        } catch {
            throw .settings(error)
        }
    }

    /// Begins.
    func start() {
        life = .running
        keepClusterName()
        timers = NodeTimers(loop: loop) { [weak self] timer in
            self?.act { $0.fire(timer, now: $1, into: &$2) }
        }
        discover()
        act { $0.start(birth, now: $1, into: &$2) }
        watchNames()
        greet()
        greetings = Ticker(on: loop, after: .milliseconds(200), every: .seconds(1)) {
            [weak self] in
            self?.probeDisk()
            self?.settleName()
            self?.lookForNamesakes()
            self?.refreshPeers()
            self?.greet()
            self?.onSecond()
        }
        lookAtClocks()
        clockWatch = Ticker(on: loop, after: Self.clockInterval, every: Self.clockInterval) {
            [weak self] in self?.lookAtClocks()
        }
    }

    /// How often the wall clock is looked at.
    private static let clockInterval = TimeAmount.seconds(10)
    /// A clock that is drawn nearer to the right time, as servers of time do, is not set.
    private static let clockStepMin = Interval.milliseconds(500)

    /// Looks whether somebody set the wall clock, and notes what time it is for the next start.
    func lookAtClocks() {
        let reading = clock.reading
        let step = lastReading.step(to: reading)
        lastReading = reading
        if step > Self.clockStepMin || step < Self.clockStepMin * -1 {
            clockSteps += 1
            onClockStep(step)
        }
        // Where it cannot be written, nor can anything else, which is told by who writes it.
        try? disk?.note(reading)
    }

    /// Ends: what is durable stays, and nothing more is said.
    func end() {
        guard life != .ended else { return }
        if isDiscovering { act { $0.leave(now: $1, into: &$2) } }
        endTurn()
        if life == .running { lookAtClocks() }
        life = .ended
        timers?.cancelAll()
        greetings = nil
        names.stop()
        departure = nil
        clockWatch = nil
        for backup in backups { backup.discard() }
        transport.close()
        observers.removeAll()
        outlets.removeAll()
        disk = nil
    }

    /// Lets the replica do something. Its effects are carried out at the end of the turn.
    @discardableResult
    func act<Result>(
        _ action: (inout Replica, Instant, inout EffectBuffer) -> Result
    ) -> Result {
        openTurn()
        return action(&replica, clock.now, &effects)
    }

    /// What the replica answered to the last request, which nobody may be told before the turn ends.
    func lastAnswer() -> Answer? { effects.lastAnswer }

    /// What is held of a key.
    ///
    /// The replica is looked at where it stands: to copy its references would cost more than the look-up.
    func entry(of key: Key) -> Entry? { Self.look(at: &replica) { $0.entry(of: key) } }

    /// Whether the replica knows what the others know; before it has begun it knows nothing of them.
    var knowledge: Readiness {
        life == .starting ? .arriving : Self.look(at: &replica) { $0.readiness }
    }

    /// Whether it knows enough to write.
    var takesWrites: Bool { knowledge.takesWrites }

    private static func look<Result>(
        at replica: inout Replica, _ body: (inout Replica) -> Result
    ) -> Result {
        body(&replica)
    }

    /// Something is to be flushed at the end of this turn.
    func openTurn() {
        guard !isTurnOpen, life == .running else { return }
        isTurnOpen = true
        loop.assumeIsolated().execute { self.endTurn() }
    }

    /// Remembers the name of the cluster where data is kept.
    func keepClusterName() {
        guard let disk, naming.isSettled else { return }
        do throws(DiskError) {
            try disk.keep(cluster: naming.identity.name)
        } catch {
            fail(error)
        }
    }

    func count(_ drop: Drop) { dropCounter.counts.count(drop) }

    /// The system had nothing left to take a connection with.
    func noteNotAccepted(_ error: IOError, for purpose: NodeError.Purpose) {
        count(.notAccepted)
        onNotAccepted(purpose, plainReason(error))
    }

    /// Commits, and then sends and answers.
    private func endTurn() {
        isTurnOpen = false
        guard life == .running else { return }
        while effects.count > 0 {
            let batch = effects
            effects.removeAll()
            guard let isDurable = commit(batch) else { return }
            if !isDurable { for outlet in outlets { outlet.takeBack() } }
            let mayTell = isDurable && !durability.holdsOwnWrites
            batch.forEach { mayTell ? carryOut($0) : carryOutUndurable($0) }
        }
        transport.flush()
        let outlets = outlets
        self.outlets.removeAll(keepingCapacity: true)
        for outlet in outlets { outlet.flush() }
        departure?.look()
    }

    /// The node cannot go on: its data is damaged. It ends without another word.
    func fail(_ error: DiskError) {
        life = .ended
        timers?.cancelAll()
        transport.close()
        outlets.removeAll()
        onFailure(error)
    }

    func carryOut(_ effect: Effect) {
        switch effect {
        case .answer(let number, .holding(let holding)):
            onHolding(UInt32(truncatingIfNeeded: number), holding)
        case .persist, .answer: break
        case .send(let message, let peer): send(message, to: peer)
        case .setTimer(let timer, let moment): timers?.set(timer, at: clock.deadline(moment))
        case .requestEpoch: takeFreshEpoch()
        case .trace(let trace):
            switch trace {
            case .exchangeBegan: exchangeBytes = 0
            case .wrote: noteWrite()
            case .exchangeEnded(_, let outcome) where outcome.ending.isWhole: loneWrites = 0
            default: break
            }
            if case .arrival(let event) = trace, event.makesReady { onReady() }
            observers.tell(trace, at: clock.now)
        }
    }

    /// Its identity is in use elsewhere, or nobody can say that it is not: it lives under another from now on.
    ///
    /// It is greater than every epoch heard of its name, whatever the wall clock says; and two copies that
    /// take one at once hardly ever take the same.
    func takeFreshEpoch() {
        let wall = NodeClock.wallMilliseconds()
        let past = max(replica.id.epoch, replica.epochHeard)
        if past > wall, past - wall > Self.lagTold {
            onNotice(.clockBehind(milliseconds: past - wall))
        }
        let epoch = max(wall, past + 1) + UInt64(process % 16)
        act { replica, _, effects in replica.take(epoch: epoch, into: &effects) }
        introduce()
    }

    /// How far behind the epoch of an earlier life the wall clock may be without a word.
    private static let lagTold: UInt64 = 1_000

    /// What packets say of their sender follows who it is now.
    func introduce() {
        transport.writer = PacketWriter(
            sender: Packet.Sender(
                cluster: naming.identity, id: replica.id, port: port, process: process,
                control: controlPort))
    }

    /// Takes part, or does not.
    func change(mode: NodeMode) {
        guard faults.mode != mode else { return }
        faults.mode = mode
        timers?.isHeld = mode == .frozen
        if mode != .frozen { timers?.resume() }
        if mode == .up { greet() }
    }
}

extension ArrivalEvent {
    /// Whether writes are taken from then on.
    fileprivate var makesReady: Bool {
        switch self {
        case .learned, .together, .alone, .first: true
        case .began, .reissued: false
        }
    }
}

/// Something that holds answers back until the turn that made them has ended.
protocol Outlet: AnyObject {
    func flush()
    /// What was written in this turn could not be made durable, and must not be acknowledged.
    func takeBack()
}
