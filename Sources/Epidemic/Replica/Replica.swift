/// One replica of the table: a value without clock, sockets or chance of its own.
///
/// Events come in through the methods that are named after them, each with `now`; effects are appended
/// to a buffer of the caller, in the order in which they must be carried out. The same events from the
/// same seed give the same effects, in any process. The replica only routes: the store, the hot list,
/// the cache and the exchange are values with rules and invariants of their own.
public struct Replica: Sendable {
    /// The life that it lives.
    public internal(set) var id: ReplicaID
    /// Whom it may contact.
    public internal(set) var peers: PeerSet
    /// The number of its last own write, over all keys.
    public internal(set) var sequence: UInt64 = 0
    /// What it has seen of every origin.
    public internal(set) var seen = SeenClock()
    /// What was not heeded, by name.
    public internal(set) var irregularities = IrregularityCounters()
    /// The protocol, as it is in force; shared by all replicas that were given the same.
    public var settings: Settings { shared.settings }

    /// How rumors spread, without the rest of the settings being copied.
    var rumors: RumorSettings? { shared.rumors }

    // What every message looks at stands together.
    var shared: SharedSettings
    var generator: SeededGenerator
    var round: RoundState
    var hot = HotList()
    var learned = LearnedUpdates()
    var timers = Timers()
    /// Deletions that are remembered beside the table.
    var certificates = Certificates()
    /// Which lives it may forget.
    var lives = Lives()
    /// How long it was away, where that was too long.
    var absence = Aside<Absence>()
    /// What was refused in this event, of the peer whose message it is.
    var refused: [UpdateReference] = []
    /// Whether it has merged by a rule that people learn from.
    var wasTaught = false
    /// How it finds its peers, where they are not a fixed list.
    var discovery = Aside<Membership>()
    /// How it finds out what the others know; nothing once it is ready.
    var arrival = Aside<Arrival>()

    var store = Store()
    var recent: RecentKeys
    /// The exchange under way, behind `exchange`.
    var exchangeAside = Aside<ExchangeState>()
    /// How it hands over what it holds, once it is to end.
    var handOverAside = Aside<HandOver>()
    /// What the last exchanges found.
    var found = FoundDifferences()
    /// Exchanges of others that were accepted since its own last one, where their number is limited.
    var acceptedExchanges = Few<ExchangeCaller>()
    /// Peers that arrive, whose next exchange is answered whatever the limit.
    var newcomers = Aside<[Peer]>()
    /// The number of the last exchange; it starts anywhere, as the rounds' does.
    var lastExchange: ExchangeNumber
    /// Whether exchanges wait for rumors.
    var floods = FloodWatch()
    /// How long it waits for its peers' answers, once it has measured any.
    var patience = Aside<Patience>()
    /// How its peers are called; the shell that knows says so.
    public var peerNames = PeerNames.unknown
    /// What it has heard of other lives of its own.
    var ownLives = Aside<OwnLives>()
    /// Which identities its table holds, while it refuses what was seen.
    var heldIdentities = Aside<HeldIdentities>()
    /// Which own writes may be others elsewhere.
    var doubtful = Aside<DoubtfulWrites>()
    /// Whether it waits for a fresh epoch.
    var identityIsInUse = false

    /// An empty replica.
    ///
    /// - Parameters:
    ///   - id: the life that it lives; never used before for its name.
    ///   - peers: whom it may contact.
    ///   - settings: the protocol.
    ///   - seed: everything random in it follows from the seed.
    public init(id: ReplicaID, peers: PeerSet, settings: SharedSettings, seed: UInt64) {
        self.id = id
        self.peers = peers
        shared = settings
        generator = SeededGenerator(seed: seed)
        let numbers = generator.next()
        round = RoundState(number: UInt32(truncatingIfNeeded: numbers))
        lastExchange = ExchangeNumber(truncatingIfNeeded: numbers >> 32)
        recent = RecentKeys(length: settings.settings.cache.length)
    }

    /// Begins: sets the timers of the layers that are on, and finds out what others know.
    public mutating func start(
        _ birth: Birth = .founding, now: Instant, into effects: inout EffectBuffer
    ) {
        if let interval = roundInterval {
            timers.phase = Interval(nanoseconds: Int64(generator.below(Int(interval.nanoseconds))))
        }
        if hot.count > 0 { noteNews(now: now) }
        certificates.floor.begin(at: now)
        noteAbsence(now: now, into: &effects)
        ageCertificates(now: now, into: &effects)
        noteDueCertificate(into: &effects)
        scheduleRound(now: now, into: &effects)
        scheduleCache(now: now, first: .random, into: &effects)
        scheduleAntiEntropy(now: now, first: .random, into: &effects)
        startMembership(now: now, into: &effects)
        heedEarlierLives(in: seen, into: &effects)
        guard birth != .founding else { return }
        arrive(birth, now: now, into: &effects)
        if birth == .restored { arrival.change { $0.noteNewLife() } }
    }

    /// A message arrived.
    public mutating func receive(
        _ message: Message, from peer: Peer, life: PeerLife = 0, now: Instant,
        into effects: inout EffectBuffer
    ) {
        letQuietRoundPass(now: now)
        if shared.settings.deletion.rules.contains(.expiryAtOnce) {
            ageCertificates(now: now, into: &effects)
        }
        if !message.isAboutMembers { countLoad() }
        if !arrival.isEmpty { keepWrittenAlone() }
        switch message {
        case .push(let push): receive(push, from: peer, now: now, into: &effects)
        case .refusal(let refusal): receive(refusal, from: peer, into: &effects)
        case .feedback(let feedback): receive(feedback, from: peer, now: now, into: &effects)
        case .pull(let contact): servePull(contact, from: peer, now: now, into: &effects)
        case .offer(let offer): receive(offer, from: peer, now: now, into: &effects)
        case .want(let want): receive(want, from: peer, into: &effects)
        case .values(let values): receive(values, from: peer, now: now, into: &effects)
        case .mail(let updates):
            for carried in updates {
                merge(carried, from: peer, by: .mail, now: now, into: &effects)
            }
        case .request(let request): serve(request, from: peer, now: now, into: &effects)
        case .reply(let reply):
            receive(reply, from: peer, life: life, now: now, into: &effects)
        case .membership(let message): receive(message, from: peer, now: now, into: &effects)
        case .registry(let message): receive(message, from: peer, now: now, into: &effects)
        case .arrival(let message):
            receive(message, from: peer, life: life, now: now, into: &effects)
        case .forgotten(let references):
            receive(forgotten: references, from: peer, now: now, into: &effects)
        }
        tellRefused(to: peer, into: &effects)
        if !doubtful.isEmpty { writeDoubtfulAgain(now: now, into: &effects) }
        goOnHandingOver(now: now, into: &effects)
        if !arrival.isEmpty { settleArrival(now: now, into: &effects) }
        scheduleRound(now: now, into: &effects)
    }

    /// A timer that was set has come.
    public mutating func fire(
        _ timer: ReplicaTimer, now: Instant, into effects: inout EffectBuffer
    ) {
        guard timers.take(timer, now: now) else {
            noteIrregular(.staleTimer, from: nil, into: &effects)
            return
        }
        if timer == .certificate || settings.deletion.rules.contains(.expiryAtOnce) {
            ageCertificates(now: now, into: &effects)
        }
        switch timer {
        case .round: beginFreeRound(now: now, into: &effects)
        case .cache: shareCache(now: now, into: &effects)
        case .antiEntropy: beginExchange(now: now, into: &effects)
        case .exchange: losePatience(now: now, into: &effects)
        case .certificate: break
        case .membership: fireMembership(now: now, into: &effects)
        case .arrival: fireArrival(now: now, into: &effects)
        }
        if !doubtful.isEmpty { writeDoubtfulAgain(now: now, into: &effects) }
        goOnHandingOver(now: now, into: &effects)
        scheduleRound(now: now, into: &effects)
    }

    /// Other peers can be contacted from now on.
    public mutating func change(peers: PeerSet) { self.peers = peers }

    /// Counts something that is not heeded, and tells whoever watches.
    mutating func noteIrregular(
        _ irregularity: Irregularity, from peer: Peer?, into effects: inout EffectBuffer
    ) {
        irregularities.count(irregularity)
        effects.trace(.irregular(irregularity, from: peer))
    }
}

/// Settings, stored once for all replicas that run under them.
public final class SharedSettings: Sendable {
    public let settings: Settings
    let rumors: RumorSettings?
    let traits: RumorTraits

    /// - Throws: `SettingsError` when the settings cannot be.
    public init(_ settings: Settings) throws(SettingsError) {
        try settings.validate()
        self.settings = settings
        rumors = settings.rumors
        traits = RumorTraits(settings.rumors)
    }
}
