// Where the peers of a replica come from, when they are not a fixed list.

extension Replica {
    /// What it knows of the others; nil where its peers are a fixed list.
    public var membership: Membership? { discovery.value }

    /// Lets it find its peers by itself. Call `start` next.
    public mutating func discover(by plan: MembershipPlan) {
        // A stream of its own: what the replica draws is the same with and without membership.
        let seed = SeededGenerator.seed(UInt64(lastExchange), stream: UInt64(round.number))
        discovery.value = Membership(id: id, plan: plan, seed: seed)
        peers = .list([])
    }

    /// Asks others from now on to be let in, and other registries; the names that were given stand for
    /// these addresses now.
    public mutating func seek(
        seeds: [NodeAddress], registries: [NodeAddress], now: Instant,
        into effects: inout EffectBuffer
    ) {
        discovery.change {
            $0.seek(seeds: seeds, registries: registries, now: now, into: &effects)
        }
        heedMembership(now: now, into: &effects)
    }

    /// Says to the others that it goes, and goes on alone.
    public mutating func leave(now: Instant, into effects: inout EffectBuffer) {
        discovery.change { $0.leave(into: &effects) }
        heedMembership(now: now, into: &effects)
    }

    /// Comes back after it had said that it goes.
    public mutating func rejoin(now: Instant, into effects: inout EffectBuffer) {
        discovery.change { $0.comeBack(now: now, into: &effects) }
        heedMembership(now: now, into: &effects)
    }

    /// The slot of an address that something came from; nil where peers are a fixed list, or when too
    /// many are known.
    public mutating func peer(at address: NodeAddress) -> Peer? {
        discovery.change { $0.peer(at: address) } ?? nil
    }

    /// The slot of an address, if it has one.
    public func knownPeer(at address: NodeAddress) -> Peer? {
        discovery.value?.book.known(at: address)
    }

    /// Asks once more to be let in by those that it was told of and does not know yet.
    public mutating func knock(now: Instant, into effects: inout EffectBuffer) {
        discovery.change { $0.knock(now: now, into: &effects) }
        heedMembership(now: now, into: &effects)
    }

    /// Says to the registries at once that it is here.
    public mutating func registerAgain(now: Instant, into effects: inout EffectBuffer) {
        discovery.change {
            $0.registries.hasten(to: now)
            $0.register(now: now, into: &effects)
        }
        heedMembership(now: now, into: &effects)
    }

    /// The address of a peer that effects name.
    public func address(of peer: Peer) -> NodeAddress? { discovery.value?.book[peer] }

    /// Begins to look for others.
    mutating func startMembership(now: Instant, into effects: inout EffectBuffer) {
        discovery.change { $0.start(now: now, into: &effects) }
        heedMembership(now: now, into: &effects)
    }

    mutating func receive(
        _ message: MembershipMessage, from peer: Peer, now: Instant,
        into effects: inout EffectBuffer
    ) {
        guard discovery.value != nil else {
            return effects.trace(.membership(.dropped(.unserved, from: peer)))
        }
        discovery.change { $0.receive(message, from: peer, now: now, into: &effects) }
        heedMembership(now: now, into: &effects)
    }

    mutating func receive(
        _ message: RegistryMessage, from peer: Peer, now: Instant, into effects: inout EffectBuffer
    ) {
        guard discovery.value != nil else {
            return effects.trace(.membership(.dropped(.unserved, from: peer)))
        }
        discovery.change { $0.receive(message, from: peer, now: now, into: &effects) }
        heedMembership(now: now, into: &effects)
    }

    /// The timer of membership came.
    mutating func fireMembership(now: Instant, into effects: inout EffectBuffer) {
        let status = MemberStatus(
            keys: UInt64(store.valueCount), hotRumors: UInt32(clamping: hot.count),
            root: store.root())
        discovery.change { $0.fire(status, now: now, into: &effects) }
        heedMembership(now: now, into: &effects)
    }

    /// Counts a message among its load.
    mutating func countLoad() { discovery.change { $0.received += 1 } }

    mutating func takeMembershipEpoch() {
        let id = id
        discovery.change { $0.take(id) }
    }

    /// Takes over who can be contacted now, and when the timer is due.
    private mutating func heedMembership(now: Instant, into effects: inout EffectBuffer) {
        if let others = discovery.change({ $0.takePeers() }) ?? nil { peers = .list(others) }
        if let epoch = discovery.value?.earlierEpoch, epoch > id.epoch {
            heedEarlierLife(epoch, into: &effects)
        }
        guard let due = discovery.value?.due else { return timers[.membership] = nil }
        set(.membership, at: max(due, now), into: &effects)
    }
}

extension Membership {
    /// Those who can be contacted, in the order of their slots; nil when they are as they were.
    fileprivate mutating func takePeers() -> [Peer]? {
        guard hasOtherPeers else { return nil }
        hasOtherPeers = false
        guard isPresent else { return [] }
        let peers = table.members.filter(\.record.state.isPresent).map(\.peer).sorted()
        // Two names at one address, until one of them is found dead, are one peer.
        return peers.enumerated().filter { $0 == 0 || peers[$0 - 1] != $1 }.map(\.element)
    }
}
