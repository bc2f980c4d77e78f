import ClusterObservation
import Epidemic
import EpidemicWire

// The way of a message: it is sent, it is under way, and it is delivered or lost.

extension Simulation {
    /// A replica sends a message.
    ///
    /// - Parameter cause: the updates that the message which it answers spoke of.
    mutating func send(
        _ message: Message, from index: Int, to peer: Peer, cause: SpreadSet?
    ) {
        let link = DirectedLink(from: NodeID(index), to: peer.node)
        let bytes = MessageCodec.encode(message, at: wireClock(of: index))
        countSent(message, bytes: bytes.count, from: index)
        if case .refusal(let refusal) = message, refusal.updates > 0, let cause {
            takeBack(refused: cause, at: index)
        }
        noteExchangeMessage(message, bytes: bytes.count, from: index, to: peer.node.index)
        let passage = network.send(
            bytes.count, over: link, leg: isAligned && message.isContact ? leg : nil, now: now)
        let content = subjects(of: message)
        let transit = Transit(
            number: tally.messagesSent, link: link, bytes: bytes, kind: message.kind,
            subjects: content.isEmpty ? cause ?? content : content,
            spreading: message.spreads ? content : spreads.none,
            updates: message.carriedUpdates.count, sent: now, arrives: now, life: nodes[index].life)
        noteSending(transit.message, passage)
        switch passage {
        case .lost(let reason): noteLoss(of: logged(transit, until: now), reason)
        case .arrives(let moments):
            for (place, moment) in moments.enumerated() {
                var copy = logged(transit, until: moment)
                copy.isCopy = place > 0
                putUnderWay(copy)
            }
        }
    }

    /// One copy of a message, taken into the log.
    private mutating func logged(_ transit: Transit, until moment: Instant) -> Transit {
        var copy = transit
        copy.arrives = moment
        copy.record = messageLog.send(copy)
        return copy
    }

    private mutating func countSent(_ message: Message, bytes: Int, from index: Int) {
        nodes[index].sent += 1
        nodes[index].sentRate.count(at: now)
        tally.messagesSent += 1
        tally.bytesSent += bytes
        messageCounts.send(message.kind, bytes: bytes)
        countTransfers(message)
        if case .request = message { nodes[index].exchangeBytes += bytes }
    }

    private mutating func putUnderWay(_ transit: Transit) {
        guard transits.count < TransitTable.countMax else { return lose(transit, .queueFull) }
        spreads.noteUnderWay(transit.spreading, by: 1)
        if network.faults.isClogged(transit.link) { return holdBack(transit) }
        let slot = transits.insert(transit)
        schedule(.delivery(slot: slot), at: transit.link.to.index, transit.arrives)
    }

    /// Takes a message off the network.
    mutating func takeOff(_ slot: Int) -> Transit {
        let transit = transits.remove(slot)
        spreads.noteUnderWay(transit.spreading, by: -1)
        return transit
    }

    /// A message has arrived.
    mutating func deliver(_ transit: Transit, to index: Int) {
        guard !network.faults.isCut(transit.link) else { return lose(transit, .cut) }
        nodes[index].received += 1
        nodes[index].receivedRate.count(at: now)
        messageCounts.arrive(transit.kind)
        messageLog.arrive(transit.record, at: now)
        note(.arrived(transit.message), of: NodeID(index))
        let from = Peer(UInt32(transit.link.from.index))
        do {
            let message = try MessageCodec.decode(transit.bytes, at: wireClock(of: index))
            guard !serveRegistry(message, at: index, from: from) else { return }
            if !transit.isCopy { judge(message, at: index) }
            if case .reply = message { nodes[index].exchangeBytes += transit.bytes.count }
            act(at: index, cause: transit.isCopy ? nil : transit.subjects) {
                replica, now, effects in
                replica.receive(
                    message, from: from, life: transit.life, now: now, into: &effects)
            }
            switch message {
            case .request, .reply, .arrival: recountDeletions(at: index)
            default: break
            }
        } catch {
            messageCounts.countMalformed()
            note(
                .dropped(name: MessageCounts.malformedName, from: transit.link.from), at: index)
        }
    }

    /// A message that was under way does not arrive.
    mutating func lose(_ transit: Transit, _ reason: LossReason) {
        network.traffic.lost(over: transit.link)
        note(.lost(transit.message, reason), of: nil)
        noteLoss(of: transit, reason)
    }

    private mutating func noteLoss(of transit: Transit, _ reason: LossReason) {
        messageCounts.lose(reason)
        messageLog.lose(transit.record, at: now, reason)
        note(
            .messageLost(to: transit.link.to, transit.kind, reason), at: transit.link.from.index)
    }
}
