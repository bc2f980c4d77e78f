import ClusterObservation
import Epidemic

/// A message on its way through the simulated network: bytes, as a real network would carry them.
struct Transit: Sendable {
    /// Ascending by the order of sending, from 1; copies of a repeated message share it.
    let number: Int
    let link: DirectedLink
    let bytes: [UInt8]
    let kind: MessageKind
    /// The updates that it carries or speaks of, so that it can be told for whom it matters.
    let subjects: SpreadSet
    /// Those that it spreads: that it carries or offers as rumor or mail.
    let spreading: SpreadSet
    /// How many updates it carries with their contents.
    let updates: Int
    let sent: Instant
    var arrives: Instant
    /// Whether it was sent once and is the second to arrive, which is no transfer of its own.
    var isCopy = false
    /// Its place in the log of messages; every copy has its own.
    var record = 0
    /// Which of the lives of its sender sent it.
    var life: PeerLife = 0

    /// How far it has come, 0 … 1.
    func progress(at now: Instant) -> Double {
        let length = (arrives - sent).inSeconds
        return length > 0 ? min(1, max(0, (now - sent).inSeconds / length)) : 1
    }
}

/// The messages under way, in slots that are used again, linked from the latest sent to the earliest.
struct TransitTable: Sendable {
    /// Messages under way; further ones are lost.
    static let countMax = 1_000_000

    private struct Slot {
        var transit: Transit?
        /// The slots of the messages sent before and after; -1 for none.
        var earlier = -1
        var later = -1
    }

    private var slots: [Slot] = []
    private var free: [Int] = []
    private var latest = -1
    private(set) var count = 0
    /// Updates carried by all of them.
    private(set) var updates = 0

    /// Puts a message under way.
    mutating func insert(_ transit: Transit) -> Int {
        count += 1
        updates += transit.updates
        let slot = free.popLast() ?? slots.count
        if slot == slots.count { slots.append(Slot()) }
        slots[slot] = Slot(transit: transit, earlier: latest, later: -1)
        if latest >= 0 { slots[latest].later = slot }
        latest = slot
        return slot
    }

    /// The message of a slot; nil where there is none.
    subscript(slot: Int) -> Transit? { slots[slot].transit }

    /// A message goes on from now on, and takes as long as it would have taken.
    mutating func postpone(_ slot: Int, to now: Instant) {
        guard let transit = slots[slot].transit else { return }
        slots[slot].transit?.arrives = now + (transit.arrives - transit.sent)
    }

    /// Takes a message off the network.
    mutating func remove(_ slot: Int) -> Transit {
        guard let transit = slots[slot].transit else {
            preconditionFailure("slot \(slot) holds no message under way")
        }
        let (earlier, later) = (slots[slot].earlier, slots[slot].later)
        if earlier >= 0 { slots[earlier].later = later }
        if later >= 0 { slots[later].earlier = earlier } else { latest = earlier }
        slots[slot] = Slot()
        free.append(slot)
        count -= 1
        updates -= transit.updates
        return transit
    }

    /// Messages under way, the latest sent first, at most so many.
    func latest(_ wanted: Int) -> [Transit] {
        var found: [Transit] = []
        var slot = latest
        while slot >= 0, found.count < wanted {
            if let transit = slots[slot].transit { found.append(transit) }
            slot = slots[slot].earlier
        }
        return found
    }
}

extension Message {
    /// The kind that people tell apart.
    var kind: MessageKind {
        switch self {
        case .push: .rumor
        case .feedback, .refusal: .feedback
        case .pull: .pull
        case .offer(let offer): offer.purpose.isCache ? .cache : .pull
        case .want(let want): want.purpose.isCache ? .cache : .pull
        case .values(let values): values.purpose.isCache ? .cache : .rumor
        case .mail: .mail
        case .forgotten: .feedback
        case .request, .reply: .antiEntropy
        case .membership, .registry: .membership
        case .arrival: .antiEntropy
        }
    }

    /// The updates that it carries with their contents.
    var carriedUpdates: [Carried] {
        switch self {
        case .push(let push): push.updates
        case .values(let values): values.updates
        case .mail(let updates): updates
        case .request(let request): request.values
        case .reply(let reply): reply.body.updates
        case .feedback, .pull, .offer, .want, .refusal, .forgotten, .membership, .registry,
            .arrival:
            []
        }
    }

    /// The updates that it names without their contents.
    var namedUpdates: [UpdateReference] {
        switch self {
        case .offer(let offer): offer.headers.map { UpdateReference(key: $0.key, id: $0.id) }
        case .want(let want): want.wanted
        case .forgotten(let references): references
        case .push, .feedback, .refusal, .pull, .values, .mail, .request, .reply, .membership,
            .registry, .arrival:
            []
        }
    }

    /// Whether it is part of a contact of rumor mongering.
    var isContact: Bool {
        if case .forgotten = self { return false }
        switch kind {
        case .rumor, .feedback, .pull: return true
        case .mail, .cache, .antiEntropy, .membership: return false
        }
    }
}

extension TransferPurpose {
    fileprivate var isCache: Bool {
        switch self {
        case .cache: true
        case .pull: false
        }
    }
}
