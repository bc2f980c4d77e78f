// The shared cache: the most recently modified keys, offered every interval to a neighbour.

extension Replica {
    /// Sets the timer of the next sharing. A node with an empty cache has none.
    mutating func scheduleCache(
        now: Instant, first: FirstTime, into effects: inout EffectBuffer
    ) {
        guard let interval = settings.cache.interval, recent.count > 0 else { return }
        set(.cache, at: moment(first, of: interval, after: now), into: &effects)
    }

    /// Offers the cache to a neighbour, who asks for what it lacks.
    mutating func shareCache(now: Instant, into effects: inout EffectBuffer) {
        scheduleCache(now: now, first: .wholeInterval, into: &effects)
        guard let peer = peers.random(using: &generator) else { return }
        cachedEntries().map(\.update.header).forEachBatch(
            of: settings.batchBytes, bytes: \.estimatedBytes
        ) { first, batch in
            effects.send(
                .offer(Offer(purpose: .cache, first: UInt32(first), headers: batch)),
                to: peer)
        }
    }
}
