import ClusterObservation
import Epidemic

// How nodes find each other, where their peers are not a fixed list.

extension Simulation {
    /// The node beside whose replica the registry runs: killing it kills the registry.
    static let registryNode = 0

    /// Lets the replica of a node find its peers by itself, if it has to.
    mutating func giveMembership(to index: Int) {
        guard configuration.discovery != .list else { return }
        var plan = MembershipPlan(
            address: NodeAddress(slot: UInt32(index)),
            seeds: configuration.discovery == .peer ? drawSeeds(for: index) : [],
            registries: configuration.discovery == .registry
                ? [NodeAddress(slot: UInt32(Self.registryNode))] : [],
            settings: configuration.membership)
        plan.expectsOthers = configuration.nodes > 1
        nodes[index].replica.discover(by: plan)
    }

    /// Some that stood in the roster before it: whom somebody who starts a node would name.
    private mutating func drawSeeds(for index: Int) -> [NodeAddress] {
        let known = index > 0 ? index : nodes.count
        var seeds: [NodeAddress] = []
        for _ in 0..<3 {
            let other = generator.below(known)
            let address = NodeAddress(slot: UInt32(other))
            if other != index, !seeds.contains(address) { seeds.append(address) }
        }
        return seeds
    }

    /// The registry begins anew whenever its node starts: it keeps nothing on disk.
    mutating func openRegistry(at index: Int) {
        guard configuration.discovery == .registry, index == Self.registryNode else { return }
        registry = Registry(lease: configuration.membership.probeInterval * 4)
    }

    mutating func closeRegistry(at index: Int) {
        if index == Self.registryNode { registry = nil }
    }

    /// A message to the registry arrived at a node.
    ///
    /// - Returns: whether it was one, and so is not for the replica.
    mutating func serveRegistry(_ message: Message, at index: Int, from peer: Peer) -> Bool {
        guard case .registry(let request) = message, index == Self.registryNode else {
            return false
        }
        if case .listing = request { return false }
        guard let answer = registry?.receive(request, now: now) else { return true }
        send(.registry(answer), from: index, to: peer, cause: nil)
        return true
    }

    /// What a node tells itself needs no network.
    mutating func tellItself(_ message: Message, at index: Int) {
        guard case .registry(let request) = message,
            let answer = registry?.receive(request, now: now)
        else { return }
        act(at: index) { replica, now, effects in
            replica.receive(
                .registry(answer), from: Peer(UInt32(index)), now: now, into: &effects)
        }
    }

    /// What a node came to believe of the others.
    mutating func take(_ trace: MembershipTrace, at index: Int) {
        switch trace {
        case .believes(let id, let state, let before):
            note(.membership(.believes(id, state, before: before)), at: index)
        case .refuted(let state): note(.membership(.refuted(state)), at: index)
        case .registry(let state, _): note(.membership(.registry(state)), at: index)
        case .dropped(let event, let peer):
            messageCounts.count(event)
            guard event.isWorthTelling else { return }
            note(.dropped(name: event.name, from: peer?.node), at: index)
        }
    }

    /// What a node knows of the others; nil where its peers are a fixed list.
    func membership(of index: Int) -> MembershipView? {
        guard let membership = nodes[index].replica.membership else { return nil }
        return MembershipView(
            membership, at: now,
            registryNode: configuration.discovery == .registry ? NodeID(Self.registryNode) : nil
        ) { $0.peer.node }
    }
}

extension MembershipEvent {
    /// Whether it stands in the log. What belongs to every healthy membership is only counted.
    fileprivate var isWorthTelling: Bool {
        switch self {
        case .probe, .probeFailed, .doubted, .suspected, .refuted, .declaredDead, .reconnect,
            .challenged, .unexpectedAnswer, .forgotten:
            false
        case .wrongTarget, .tableFull, .tooManyRelays, .nameTaken, .unserved: true
        }
    }
}
