import Epidemic

/// Begins the nodes of an explored cluster.
struct NodeMaker: Sendable {
    let bounds: ExplorationBounds
    let settings: SharedSettings

    /// A bench without nodes.
    func bench(at now: Instant) -> Workbench {
        Workbench(at: now, keepsDisks: bounds.restarts > 0)
    }

    /// A node begins empty, as this life.
    func begin(
        _ id: ReplicaID, _ birth: Birth = .founding, at node: Int, on bench: inout Workbench
    ) {
        let replica = Replica(
            id: id, peers: peers(of: node), settings: settings, seed: seed(node, life: id.epoch))
        start(replica, birth, DurableState(id: id), at: node, on: &bench)
    }

    /// A node begins again with what was durable.
    func restart(_ disk: DurableState, at node: Int, on bench: inout Workbench) {
        let replica = Replica(
            restoring: disk, peers: peers(of: node), settings: settings,
            seed: seed(node, life: disk.id.epoch))
        start(replica, .founding, disk, at: node, on: &bench)
    }

    private func start(
        _ replica: Replica, _ birth: Birth, _ disk: DurableState, at node: Int,
        on bench: inout Workbench
    ) {
        var replica = replica
        replica.peerNames = .simulated
        bench.put(replica, bounds.restarts > 0 ? disk : nil, at: node)
        bench.act(node) { $0.start(birth, now: $1, into: &$2) }
    }

    private func peers(of node: Int) -> PeerSet {
        .mesh(size: UInt32(bounds.nodes), own: Peer(UInt32(node)))
    }

    /// As in a simulation of seed 1, so that a way through the events can be shown in one.
    private func seed(_ node: Int, life: UInt64) -> UInt64 {
        SeededGenerator.seed(1, stream: UInt64(node) + 1 + (life - 1) << 32)
    }
}
