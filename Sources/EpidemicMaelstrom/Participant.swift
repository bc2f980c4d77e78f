import Epidemic
import EpidemicWire

/// A node that knows who takes part: one replica, its timers, and what is told when.
struct Participant: Sendable {
    let settings: MaelstromSettings
    let roster: Roster
    /// Which start of this node it is: by this the others know its messages from those of an earlier one.
    private let start: PeerLife
    private(set) var replica: Replica
    private(set) var contents = Contents()
    private var effects = EffectBuffer(interests: [.trace, .timers])
    /// When each timer of the replica is due, by raw value.
    private var timers: [Instant?] = Array(repeating: nil, count: ReplicaTimer.allCases.count)
    private var relay: Relay?
    private var ledger = LetterLedger()
    private var repair: RepairSchedule
    /// Whether it is comparing its table with another's.
    private var isComparing = false
    /// Begun by plan, from a number drawn: one partner comes after the other.
    private var comparisons: Int
    /// The number of the last identifier that was given out.
    private var lastIdentifier: UInt64 = 0

    init(
        _ roster: Roster, _ settings: MaelstromSettings, protocol shared: SharedSettings,
        epoch: UInt64, seed: UInt64, now: Instant, into outbox: inout MaelstromOutbox
    ) {
        guard let name = ReplicaName(roster.names[roster.own]) else {
            preconditionFailure("\(roster.names[roster.own]) is in a roster")
        }
        self.settings = settings
        self.roster = roster
        start = PeerLife(truncatingIfNeeded: epoch)
        // Nodes that were given one seed draw other numbers each.
        var generator = SeededGenerator(seed: seed, stream: UInt64(roster.own))
        replica = Replica(
            id: ReplicaID(name: name, epoch: epoch), peers: .list(roster.others),
            settings: shared, seed: generator.next())
        relay = Relay(settings, roster)
        repair = RepairSchedule(settings.repair, now: now, seed: generator.next())
        comparisons = generator.below(roster.names.count)
        replica.start(now: now, into: &effects)
        settle(now: now, into: &outbox)
    }

    /// When it wants to be called next.
    var due: Instant? {
        let own = [relay?.due, isComparing || repairPartners.isEmpty ? nil : repair.due]
        return (timers + own).compactMap(\.self).min()
    }

    /// Does what is due.
    mutating func advance(to now: Instant, into outbox: inout MaelstromOutbox) {
        for timer in ReplicaTimer.allCases {
            guard let moment = timers[Int(timer.rawValue)], moment <= now else { continue }
            timers[Int(timer.rawValue)] = nil
            replica.fire(timer, now: now, into: &effects)
            settle(now: now, into: &outbox)
        }
        for place in relay?.lanes.indices ?? 0..<0 { tell(place, now: now, into: &outbox) }
        guard let partner = repairPartner(now: now) else { return }
        repair.begin(now: now)
        replica.exchange(with: partner, now: now, into: &effects)
        settle(now: now, into: &outbox)
    }

    /// The workbench says whom each node shall talk to.
    mutating func take(neighbours names: [String]) {
        let neighbours = names.compactMap(roster.peer)
        guard settings.dissemination == .gossip, !neighbours.isEmpty else { return }
        replica.change(peers: .list(neighbours))
    }

    // MARK: What clients want

    /// Writes a key of the table.
    ///
    /// - Throws: `RequestRefusal`.
    mutating func write(
        _ key: TableKey, _ value: Value, now: Instant, into outbox: inout MaelstromOutbox
    ) throws(RequestRefusal) {
        replica.write(key.key, value, request: 0, now: now, into: &effects)
        let answer = effects.lastAnswer
        settle(now: now, into: &outbox)
        guard case .refused(let refusal)? = answer else { return }
        switch refusal {
        case .keyTooLong(let count):
            throw .abort("a key takes \(count) bytes; at most \(Limits.keyBytesMax) are kept")
        case .valueTooLong(let count):
            throw .abort("a value takes \(count) bytes; at most \(Limits.valueBytesMax) are kept")
        case .identityInUse, .arriving:
            throw .unavailable("this node is taking a new identity")
        case .clock(let error): throw .abort("the clock of this write cannot be: \(error)")
        }
    }

    /// The life that it lives, as it stands in keys.
    var life: String { replica.id.description }

    /// An identifier that nobody else gives out: of this life, and counted in it.
    mutating func nextIdentifier() -> String {
        lastIdentifier += 1
        return UpdateID(origin: replica.id, sequence: lastIdentifier).description
    }

    // MARK: What other nodes say

    /// A message of another node's replica came.
    ///
    /// - Throws: `WireError`.
    mutating func receive(
        _ content: ReplicaMessage.Content, from peer: Peer, now: Instant,
        into outbox: inout MaelstromOutbox
    ) throws(WireError) {
        let message = try MessageCodec.decode(content.frame, at: WireClock(now))
        replica.receive(message, from: peer, life: content.life, now: now, into: &effects)
        settle(now: now, into: &outbox)
        guard let letter = content.letter, case .mail(let updates) = message else { return }
        relay?.noteLetter(from: peer, updates.map(\.update.key), now: now)
        ledger.note(letter, from: peer)
        guard ledger.lacking == nil else { return repair.noteGap(now: now) }
        repair.noteNoGap()
        if peer == relay?.upstream, relay?.isConfirmed(now: now) == true {
            repair.noteProof(now: now)
        }
    }

    // MARK: What the replica wants

    private mutating func settle(now: Instant, into outbox: inout MaelstromOutbox) {
        while effects.count > 0 {
            switch effects.takeFirst() {
            case .send(let message, let peer): send(message, to: [peer], now: now, into: &outbox)
            case .setTimer(let timer, let moment): timers[Int(timer.rawValue)] = moment
            case .requestEpoch: replica.take(epoch: freshEpoch(now: now), into: &effects)
            case .trace(let event): heed(event, now: now)
            case .answer, .persist: break
            }
        }
    }

    /// One that is above all that were heard of, and of this moment where the clock is right.
    private func freshEpoch(now: Instant) -> UInt64 {
        max(
            replica.id.epoch + 1, replica.epochHeard + 1,
            UInt64(max(0, now.nanoseconds / 1_000_000)))
    }

    private mutating func heed(_ event: Trace, now: Instant) {
        switch event {
        case .wrote(let update, _): noteNew(update, .own, now: now)
        case .received(let update, _, let layer, _, _):
            noteNew(update, layer == .antiEntropy ? .repair : .letter, now: now)
        case .exchangeBegan: isComparing = true
        case .exchangeEnded(let peer, let outcome):
            isComparing = false
            repair.noteEnd(outcome, now: now)
            if outcome.ending != .abandoned { ledger.forgive(peer) }
            if outcome.ending == .equal, peer == relay?.upstream { relay?.noteAgreement() }
        default: break
        }
    }

    private mutating func noteNew(_ update: Update, _ origin: Lane.Origin, now: Instant) {
        contents.note(update)
        relay?.note(update.key, origin, now: now)
        repair.noteChange(now: now)
    }

    // MARK: Telling and comparing

    /// Sends what is due on a lane, in as many letters as it needs.
    private mutating func tell(
        _ place: Int, now: Instant, into outbox: inout MaelstromOutbox
    ) {
        guard var relay, let due = relay.lanes[place].due, due <= now else { return }
        let peers = relay.lanes[place].peers
        var batch: [Carried] = []
        var size = 0
        func post() {
            guard !batch.isEmpty else { return }
            send(
                .mail(batch), letter: relay.nextLetter(of: place), to: peers, now: now,
                into: &outbox)
            batch = []
            size = 0
        }
        for key in relay.take(from: place, now: now) {
            guard let entry = replica.entry(of: key) else { continue }
            let update = entry.update
            batch.append(
                Carried(update: update, hops: entry.hops + 1, activation: entry.activation))
            size += update.key.bytes.count + (update.content.value?.bytes.count ?? 0)
            if batch.count == Limits.updatesPerMessageMax || size > Limits.messageBytesTarget {
                post()
            }
        }
        post()
        self.relay = relay
    }

    private func send(
        _ message: Message, letter: UInt64? = nil, to peers: [Peer], now: Instant,
        into outbox: inout MaelstromOutbox
    ) {
        let frame = MessageCodec.encode(message, at: WireClock(now))
        var body: JSONObject = [
            "type": .string(ReplicaMessage.type), "frame": .string(Base64.encode(frame)),
            "life": .integer(UInt64(start)),
        ]
        if let letter { body.append("letter", .integer(letter)) }
        for peer in peers {
            outbox.messages.append(
                MaelstromMessage(
                    from: roster.names[roster.own], to: roster.name(of: peer), body: body))
        }
    }

    /// Whom it may compare its table with. At the hub nobody: all others compare theirs with it.
    private var repairPartners: [Peer] {
        guard let relay else { return roster.others }
        if let upstream = relay.upstream { return [upstream] }
        switch settings.dissemination {
        case .hub, .gossip: return []
        case .tree:
            let branches = Branches(nodes: roster.names.count)
            return roster.peers(at: branches.heads)
        }
    }

    /// Whom it compares its table with now; nil when nothing is due.
    private mutating func repairPartner(now: Instant) -> Peer? {
        let partners = repairPartners
        guard !partners.isEmpty, !isComparing, repair.due <= now else { return nil }
        if let peer = ledger.lacking { return peer }
        comparisons += 1
        return partners[comparisons % partners.count]
    }
}
