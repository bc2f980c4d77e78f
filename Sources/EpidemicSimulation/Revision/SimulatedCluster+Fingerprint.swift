import ClusterObservation
import Epidemic

extension SimulatedCluster {
    /// What the run has come to: of the moment, of everything that was sent, and of every node's table, what it
    /// has seen, what it keeps of deletions and what is hot there.
    ///
    /// Two runs with one fingerprint came to the same in everything that the counts of messages and bytes and
    /// the tables can tell. Costs as much as there are nodes.
    package var fingerprint: Fingerprint {
        var hasher = FingerprintHasher()
        timeline.simulation.feed(&hasher)
        return hasher.fingerprint
    }
}

extension Simulation {
    fileprivate func feed(_ hasher: inout FingerprintHasher) {
        hasher.feed(now.nanoseconds)
        hasher.feed(eventCount)
        hasher.feed(round)
        hasher.feed(tally.messagesSent)
        hasher.feed(tally.bytesSent)
        hasher.feed(transits.count)
        let counters = messageCounts.counters
        for traffic in counters.traffic {
            for count in [traffic.sent, traffic.arrived, traffic.bytes] { hasher.feed(count) }
        }
        for loss in counters.losses { hasher.feed(loss.count) }
        hasher.feed(nodes.count)
        for node in nodes { node.feed(&hasher) }
    }
}

extension SimulatedNode {
    fileprivate func feed(_ hasher: inout FingerprintHasher) {
        hasher.feed(condition.isDown)
        hasher.feed(replica.id.epoch)
        hasher.feed(Int64(replica.sequence))
        hasher.feed(Int(replica.roundsBegun))
        hasher.feed(replica.hotCount)
        var copy = replica
        let root = copy.root().bits
        hasher.feed(UInt64(truncatingIfNeeded: root >> 64))
        hasher.feed(UInt64(truncatingIfNeeded: root))
        hasher.feed(text: replica.seen.description)
        let space = replica.certificateSpace
        for count in [space.active, space.dormant] { hasher.feed(count) }
        hasher.feed(Int64(space.floor.generation))
        hasher.feed(text: "\(space.floor.current) \(space.floor.previous)")
    }
}

extension FingerprintHasher {
    fileprivate mutating func feed(text: String) {
        feed(bytes: text.utf8, count: text.utf8.count)
    }
}
