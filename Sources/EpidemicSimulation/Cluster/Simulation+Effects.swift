import ClusterObservation
import Epidemic

// What a replica wants done: carried out in order, and then counted.

extension Simulation {
    /// Lets a replica do something, carries its effects out in order, and moves the totals.
    ///
    /// - Parameter cause: the updates that the message spoke of, when one was the cause.
    mutating func act(
        at index: Int, cause: SpreadSet? = nil,
        _ action: (inout Replica, Instant, inout EffectBuffer) -> Void
    ) {
        var buffer = EffectBuffer()
        swap(&buffer, &spareEffects)
        action(&nodes[index].replica, now, &buffer)
        if configuration.checks == .everyStep, let broken = nodes[index].replica.brokenInvariant {
            preconditionFailure("seed \(configuration.seed), event \(eventCount): \(broken)")
        }
        buffer.forEach { carryOut($0, at: index, cause: cause) }
        buffer.removeAll()
        swap(&buffer, &spareEffects)
        account(for: index)
        if !nodes[index].waiting.isEmpty, nodes[index].replica.readiness.takesWrites {
            writeWaiting(at: index)
        }
    }

    mutating func carryOut(_ effect: Effect, at index: Int, cause: SpreadSet?) {
        switch effect {
        case .persist(let record): nodes[index].disk.apply(record)
        case .send(let message, let peer) where peer.node.index == index:
            tellItself(message, at: index)
        case .send(let message, let peer): send(message, from: index, to: peer, cause: cause)
        case .setTimer(let timer, let moment):
            schedule(.timer(timer, life: nodes[index].life), at: index, max(moment, now))
        case .answer(_, .wrote(let id)): outcome = .wrote(id)
        case .answer(_, .refused(let refusal)): outcome = .refused(refusal)
        // Nobody waits here.
        case .answer(_, .holding): break
        case .requestEpoch:
            let epoch = giveEpoch(to: index)
            act(at: index) { replica, _, effects in replica.take(epoch: epoch, into: &effects) }
        case .trace(let trace): take(trace, at: index)
        }
    }

    /// Moves the totals by what changed at a node.
    mutating func account(for index: Int) {
        let account: ReplicaStanding? =
            nodes[index].condition.isDown
            ? nil : nodes[index].replica.standing()
        guard account != nodes[index].account else { return }
        tally.move(index, from: nodes[index].account, to: account)
        nodes[index].account = account
    }

    /// The simulator counts the epochs of every name, so none is given out twice.
    mutating func giveEpoch(to index: Int) -> UInt64 {
        nodes[index].lastEpoch += 1
        return nodes[index].lastEpoch
    }
}
