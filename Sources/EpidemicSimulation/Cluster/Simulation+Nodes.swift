import ClusterObservation
import Epidemic

// The life of nodes: they are added, killed, restarted, frozen and thawed.

extension Simulation {
    /// Adds an empty node at the end of the roster and starts it.
    mutating func addNode() -> NodeID {
        let index = nodes.count
        let changed = network.addNode()
        appendNode(index)
        enterSpreads(index)
        for other in changed where other != index && configuration.discovery == .list {
            nodes[other].replica.change(peers: network.links.peers(of: other))
        }
        start(index, .arriving)
        return NodeID(index)
    }

    /// Makes a node without starting it.
    mutating func appendNode(_ index: Int) {
        let id = ReplicaID(name: .node(index), epoch: 1)
        nodes.append(
            SimulatedNode(
                replica: Replica(
                    id: id, peers: network.links.peers(of: index), settings: shared,
                    seed: seed(of: index, life: 0)),
                disk: DurableState(id: id), lastEpoch: 1))
        nodes[index].replica.peerNames = .simulated
        giveMembership(to: index)
        spreads.addNode()
    }

    /// Sets a node's timers and counts it in.
    ///
    /// - Parameter birth: those that begin with the cluster are ready at once.
    mutating func start(_ index: Int, _ birth: Birth = .founding) {
        openRegistry(at: index)
        act(at: index) { replica, now, effects in
            replica.start(birth, now: now, into: &effects)
        }
    }

    /// The node is gone at once; its disk stays.
    mutating func kill(_ index: Int) {
        countHeldVersions(of: index, by: -1)
        // Its machine goes on, and writes back what it has.
        nodes[index].sync()
        nodes[index].condition = .down(since: now)
        nodes[index].disk.lastLived = time(of: index)
        leaving.removeAll { $0 == index }
        down.insert(index, at: down.firstIndex { $0 > index } ?? down.count)
        let held = nodes[index].held
        nodes[index].held = []
        nodes[index].waiting = []
        for event in held { schedule(event, at: index, now) }
        exchanges.drop(NodeID(index))
        closeRegistry(at: index)
        leaveSpreads(index)
        account(for: index)
    }

    /// The node comes back with what was durable, or empty and in a new epoch.
    mutating func restart(_ index: Int, _ data: RestartData) {
        nodes[index].life += 1
        down.removeAll { $0 == index }
        fallen.removeAll { $0 == index }
        if data == .lost {
            let id = ReplicaID(name: .node(index), epoch: giveEpoch(to: index))
            nodes[index].disk = DurableState(id: id)
        }
        if !clocks.isEmpty { readClock(of: index, data) }
        readDisk(of: index)
        giveMembership(to: index)
        nodes[index].condition = .up
        nodes[index].sent = 0
        nodes[index].received = 0
        nodes[index].sentRate = MessageRate()
        nodes[index].receivedRate = MessageRate()
        nodes[index].lastExchange = nil
        countHeldVersions(of: index, by: 1)
        enterSpreads(index)
        start(index, data == .kept ? .returning : .arriving)
    }

    /// The replica holds what was durable, and nothing else.
    mutating func readDisk(of index: Int) {
        nodes[index].replica = Replica(
            restoring: nodes[index].disk, peers: network.links.peers(of: index), settings: shared,
            seed: seed(of: index, life: nodes[index].life))
        nodes[index].replica.peerNames = .simulated
    }

    /// The node takes in, in order, what has come since it was frozen.
    mutating func thaw(_ index: Int) {
        nodes[index].condition = .up
        let held = nodes[index].held
        nodes[index].held = []
        for event in held { schedule(event, at: index, now) }
    }

    private mutating func countHeldVersions(of index: Int, by change: Int) {
        let replica = nodes[index].replica
        for entry in replica.entries(0..<replica.entryCount) {
            tally.holds(entry.update.id, by: change)
        }
    }

    private func seed(of index: Int, life: UInt32) -> UInt64 {
        SeededGenerator.seed(configuration.seed, stream: UInt64(index) + 1 + UInt64(life) << 32)
    }
}
