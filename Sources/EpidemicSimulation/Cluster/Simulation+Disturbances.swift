import ClusterObservation
import Epidemic

// What befalls nodes and links from outside, as it befalls real ones.

extension Simulation {
    /// How long a node that leaves may take to pass on what it holds.
    private static let leavingMax = Interval.seconds(10)
    /// How many others it asks, one after the other.
    private static let heirsMax = 16

    mutating func carryOut(_ disturbance: Disturbance) {
        switch disturbance {
        case .cutPower(let node):
            nodes[node.index].unsynced = []
            kill(node.index)
        case .backUp(let node): backups[node.index] = nodes[node.index].disk
        case .putBack(let node): putBack(node.index)
        case .leave(let node): leave(node.index)
        case .clog(let links): network.faults.clog(links)
        case .unclog(let links): network.faults.unclog(links)
        case .setClock(let node, let ahead):
            clocks[node.index, default: SimulatedClock()].wallLead = ahead
        }
    }

    /// The disk holds what it held when it was copied. Nobody knows of it but who reads it.
    private mutating func putBack(_ index: Int) {
        guard var copy = backups[index] else { return }
        copy.lastLived = copy.lastLived ?? nodes[index].disk.lastLived
        nodes[index].disk = copy
    }

    // MARK: Leaving

    private mutating func leave(_ index: Int) {
        leaving.insert(index, at: leaving.firstIndex { $0 > index } ?? leaving.count)
        queue.put(
            .departure(index, life: nodes[index].life), at: now + Self.leavingMax)
        var others = network.links.neighbours(of: index).map { Peer(UInt32($0)) }
        others.shuffle(using: &generator)
        act(at: index) { replica, now, effects in
            replica.beginHandOver(into: &effects)
            for peer in others.prefix(Self.heirsMax) {
                replica.handOver(to: peer, now: now, into: &effects)
            }
        }
    }

    /// Ends a node that leaves once somebody has taken over what it holds, or nobody will.
    mutating func goOnLeaving(_ index: Int) {
        guard leaving.contains(index), nodes[index].isUp,
            let handOver = nodes[index].replica.handOver,
            handOver.confirmedBy != nil || handOver.isIdle
        else { return }
        depart(index)
    }

    /// Its time is over.
    mutating func endLeaving(_ index: Int, life: UInt32) {
        let isUp = !nodes[index].condition.isDown
        guard leaving.contains(index), nodes[index].life == life, isUp else { return }
        depart(index)
    }

    private mutating func depart(_ index: Int) {
        leaving.removeAll { $0 == index }
        act(at: index) { replica, now, effects in replica.leave(now: now, into: &effects) }
        kill(index)
    }

    // MARK: Clogged links

    /// A message waits on a direction that is clogged.
    mutating func holdBack(_ transit: Transit) {
        let waiting = heldBack[transit.link]?.count ?? 0
        guard waiting < SimulatedNode.heldMax else {
            spreads.noteUnderWay(transit.spreading, by: -1)
            return lose(transit, .queueFull)
        }
        heldBack[transit.link, default: []].append(transits.insert(transit))
    }

    /// What waited on directions that are clogged no more goes on, each message for as long as it would have
    /// taken, in the order of the directions.
    mutating func releaseUnclogged() {
        let free = heldBack.keys.filter { !network.faults.isClogged($0) }.sorted()
        for link in free {
            for slot in heldBack.removeValue(forKey: link) ?? [] {
                transits.postpone(slot, to: now)
                guard let transit = transits[slot] else { continue }
                schedule(.delivery(slot: slot), at: link.to.index, transit.arrives)
            }
        }
    }
}

extension SimulatedNode {
    /// Everything that was persisted is durable.
    @inline(__always) mutating func sync() {
        if !unsynced.isEmpty { writeBack() }
    }

    private mutating func writeBack() {
        for record in unsynced { disk.apply(record) }
        unsynced = []
    }
}
