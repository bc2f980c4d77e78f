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
        action(&nodes[index].replica, time(of: index), &buffer)
        if configuration.checks != .none { check(index) }
        buffer.forEach { carryOut($0, at: index, cause: cause) }
        buffer.removeAll()
        swap(&buffer, &spareEffects)
        account(for: index)
        if !leaving.isEmpty { goOnLeaving(index) }
        if !nodes[index].waiting.isEmpty, nodes[index].replica.readiness.takesWrites {
            writeWaiting(at: index)
        }
    }

    mutating func carryOut(_ effect: Effect, at index: Int, cause: SpreadSet?) {
        switch effect {
        case .persist(let record): nodes[index].unsynced.append(record)
        case .send(let message, let peer) where peer.node.index == index:
            nodes[index].sync()
            tellItself(message, at: index)
        case .send(let message, let peer):
            nodes[index].sync()
            send(message, from: index, to: peer, cause: cause)
        case .setTimer(let timer, let moment):
            let due = clocks.isEmpty ? moment : moment + lead(of: index) * -1
            schedule(.timer(timer, life: nodes[index].life), at: index, max(due, now))
        case .answer(_, .wrote(let id)):
            nodes[index].sync()
            outcome = .wrote(id)
        case .answer(_, .refused(let refusal)): outcome = .refused(refusal)
        // Nobody waits here.
        case .answer(_, .holding): break
        case .requestEpoch:
            let epoch = giveEpoch(to: index)
            act(at: index) { replica, _, effects in replica.take(epoch: epoch, into: &effects) }
        case .trace(let trace): take(trace, at: index)
        }
    }

    /// Looks at a replica's invariants.
    private mutating func check(_ index: Int) {
        guard let broken = nodes[index].replica.brokenInvariant else { return }
        guard configuration.checks == .recorded else {
            preconditionFailure("seed \(configuration.seed), event \(eventCount): \(broken)")
        }
        brokenInvariant = brokenInvariant ?? "\(name(index)): \(broken)"
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
