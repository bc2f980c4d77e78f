// How a replica ends in good order.

extension Replica {
    /// How its handing over stands; nil while it does not end.
    public var handOver: HandOver? { handOverAside.value }

    /// Begins to end: it takes no more exchanges of others, who may end, too, and would count on it.
    public mutating func beginHandOver(into effects: inout EffectBuffer) {
        guard handOverAside.isEmpty else { return }
        endExchange(.abandoned, into: &effects)
        handOverAside.value = HandOver()
    }

    /// A peer is there to take over what this replica holds.
    public mutating func handOver(
        to peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        handOverAside.change { $0.add(peer) }
        goOnHandingOver(now: now, into: &effects)
    }

    /// Asks the next peer, when the last one has been found not to do.
    mutating func goOnHandingOver(now: Instant, into effects: inout EffectBuffer) {
        guard !handOverAside.isEmpty, exchange == nil,
            let peer = handOverAside.change({ $0.next() }) ?? nil
        else { return }
        mailRumors(to: peer, into: &effects)
        beginHandOverExchange(with: peer, now: now, into: &effects)
    }

    /// What is hot goes ahead, by mail, because that makes it hot there. Whether it arrives, the exchange
    /// shows.
    private mutating func mailRumors(to peer: Peer, into effects: inout EffectBuffer) {
        var bytes = 0
        let rumors = hot.liveCarried.prefix { carried in
            bytes += carried.estimatedBytes
            return bytes <= Limits.roundBytesTarget
        }
        Array(rumors).forEachBatch(of: settings.batchBytes, bytes: \.estimatedBytes) { _, batch in
            effects.send(.mail(batch), to: peer)
        }
    }
}
