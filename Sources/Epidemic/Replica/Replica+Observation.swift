// What whoever carries a replica may see of it. Reading changes nothing.

extension Replica {
    /// What this node is with respect to an update.
    public func state(of update: UpdateHeader) -> EpidemicState {
        if hot.contains(update.id) { return .infected }
        // A dormant certificate is held beside the table.
        guard let held = (store[update.key] ?? certificates.dormant[update.key])?.update else {
            return seen.contains(update.id) ? .forgotten : .susceptible
        }
        if held.id == update.id { return .removed }
        if held.header.wins(over: update) { return .superseded }
        return seen.contains(update.id) ? .undone : .susceptible
    }

    /// The entry of a key.
    public func entry(of key: Key) -> Entry? { store[key] }

    /// The entries at these places of the table, sorted by key.
    public func entries(_ places: Range<Int>) -> [Entry] { store.table.slice(places) }

    /// The entries that come after a key, ascending, at most so many; from the first where it is nil.
    public func entries(after key: Key?, max: Int) -> [Entry] {
        var found: [Entry] = []
        store.table.forEach(after: key) { entry in
            guard found.count < max else { return false }
            found.append(entry)
            return true
        }
        return found
    }

    /// All entries as they are now, to be read in pieces, sorted by key.
    public var reading: TableReading { TableReading(store.table) }

    /// Entries, deleted ones included.
    public var entryCount: Int { store.table.count }

    /// About how many bytes of memory its entries take: keys, values, clocks.
    public var tableBytes: UInt64 { UInt64(store.byteCount) }

    /// Keys that have a value.
    public var valueCount: Int { store.valueCount }

    /// The dormant certificate of a key, if one is kept here.
    public func dormantCertificate(of key: Key) -> Entry? { certificates.dormant[key] }

    /// What the memory of deletions takes.
    public var certificateSpace: CertificateSpace {
        CertificateSpace(
            active: store.table.count - store.valueCount, dormant: certificates.dormant.count,
            floor: certificates.floor)
    }

    /// How far apart its own wall clock and a peer's were at most.
    public var clockLead: Interval { certificates.clockLead }

    /// The dormant certificates at these places, by key.
    public func dormantCertificates(_ places: Range<Int>) -> [Entry] {
        certificates.dormant.slice(places)
    }

    /// Round trips of the exchange that it has under way.
    public var exchangeRoundTrips: Int { exchange?.roundTrips ?? 0 }

    /// Rumors that are hot here.
    public var hotCount: Int { hot.count }

    /// The hot rumors, in the order in which they became hot, at most so many.
    public func rumors(max: Int = .max) -> [RumorStatus] {
        hot.live.prefix(max).map { update, account in
            RumorStatus(
                update: update, counter: Int(account.counter), rounds: Int(account.rounds))
        }
    }

    /// Keys in the cache.
    public var cacheCount: Int { recent.count }

    /// The entries in the cache, most recently modified first.
    public func cachedEntries(max: Int = .max) -> [Entry] {
        recent.entries(in: store.table, max: max)
    }

    /// The digest of the table. Mutating, because it is kept only once somebody has asked.
    public mutating func root() -> Digest { store.root() }

    /// What totals over a cluster need of it. Mutating, as `root()` is.
    public mutating func standing() -> ReplicaStanding {
        ReplicaStanding(root: store.root(), hotRumors: hot.count)
    }

    /// Whether an update would be news if it arrived now. Mutating, because what was learned quietly is
    /// not news for ever.
    public mutating func isNews(_ header: UpdateHeader, now: Instant) -> Bool {
        letQuietRoundPass(now: now)
        return isNews(header)
    }

    /// Rounds begun.
    public var roundsBegun: UInt32 { round.begun }

    /// What must always hold, checked by tests after every step; nil when it does.
    public var brokenInvariant: String? {
        if let broken = store.brokenInvariant ?? hot.brokenInvariant { return broken }
        if let broken = round.past.value?.brokenInvariant { return broken }
        if let broken = discovery.value?.brokenInvariant { return broken }
        if seen.highest(of: id) < sequence { return "\(id) has not seen its own write \(sequence)" }
        for (update, _) in hot.live where store[update.key]?.update.id != update.id {
            return "rumor \(update.id) is hot and not held"
        }
        if recent.count > settings.cache.length { return "the cache is longer than its length" }
        if recent.entries(in: store.table).count != recent.count {
            return "the cache does not hold the \(recent.count) keys that it counts"
        }
        return nil
    }
}

/// What a replica keeps of deletions.
public struct CertificateSpace: Hashable, Sendable {
    /// Certificates in the table.
    public let active: Int
    /// Certificates kept dormant beside it.
    public let dormant: Int
    /// What stands for those that were let go.
    public let floor: Floor
}

/// Where a replica stands, in few words.
public struct ReplicaStanding: Hashable, Sendable {
    public let root: Digest
    public let hotRumors: Int
}

/// One rumor of a hot list, for observers.
public struct RumorStatus: Hashable, Sendable {
    public let update: Update
    /// Rounds in a row that counted against it.
    public let counter: Int
    /// Rounds in which it was spread.
    public let rounds: Int
}
