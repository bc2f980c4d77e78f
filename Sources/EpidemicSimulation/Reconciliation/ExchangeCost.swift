import Epidemic
import EpidemicWire

/// What one exchange took, every message encoded as on a network.
public struct ExchangeCost: Hashable, Sendable {
    /// Bytes of all messages, but for the updates that they hand over.
    public internal(set) var bytes = 0
    /// Bytes of these updates: keys, clocks and values.
    public internal(set) var valueBytes = 0
    public internal(set) var messages = 0
    public internal(set) var roundTrips = 0
    /// Entries that were changed on either side.
    public internal(set) var repaired = 0
    /// How it ended; nil before that.
    public internal(set) var ending: ExchangeOutcome.Ending?

    /// Nothing yet.
    public init() {}
}

extension TablePair {
    /// Carries one exchange to its end.
    public mutating func exchange() -> ExchangeCost {
        var cost = ExchangeCost()
        var effects = EffectBuffer(interests: [.trace, .timers])
        initiator.start(now: .zero, into: &effects)
        let beginning = effects.compactMap(\.beginning).first
        effects.removeAll()
        guard let beginning else { return cost }
        initiator.fire(.antiEntropy, now: beginning, into: &effects)
        while let message = Self.take(from: &effects, &cost) {
            peer.receive(message, from: Self.initiatorPeer, now: beginning, into: &effects)
            guard let answer = Self.take(from: &effects, &cost) else { break }
            initiator.receive(answer, from: Self.answeringPeer, now: beginning, into: &effects)
        }
        return cost
    }

    /// The message among the effects, once it has been through the codec and was counted.
    private static func take(
        from effects: inout EffectBuffer, _ cost: inout ExchangeCost
    ) -> Message? {
        var sent: Message?
        for effect in effects {
            switch effect {
            case .send(let message, _): sent = message
            case .trace(.exchangeEnded(_, let outcome)): cost.note(outcome)
            case .persist, .setTimer, .answer, .requestEpoch, .trace: break
            }
        }
        effects.removeAll()
        return sent.map { cost.carry($0) }
    }
}

extension ExchangeCost {
    fileprivate mutating func note(_ outcome: ExchangeOutcome) {
        ending = outcome.ending
        roundTrips = outcome.roundTrips
        repaired = outcome.repairedHere + outcome.repairedThere
    }

    /// Counts a message and gives what arrives of it.
    fileprivate mutating func carry(_ message: Message) -> Message {
        let frame = MessageCodec.encode(message, at: WireClock(.zero))
        let bare = MessageCodec.encode(message.withoutUpdates, at: WireClock(.zero)).count
        messages += 1
        bytes += bare
        valueBytes += frame.count - bare
        do {
            return try MessageCodec.decode(frame, at: WireClock(.zero))
        } catch {
            preconditionFailure("a message does not survive its own codec: \(error)")
        }
    }
}

extension Message {
    /// The same step of an exchange with nothing handed over.
    fileprivate var withoutUpdates: Message {
        switch self {
        case .request(let request):
            .request(
                ExchangeRequest(
                    exchange: request.exchange, step: request.step, attempt: request.attempt,
                    values: [],
                    body: request.body, direction: request.direction))
        case .reply(let reply):
            .reply(
                ExchangeReply(
                    exchange: reply.exchange, step: reply.step, attempt: reply.attempt,
                    repaired: reply.repaired,
                    body: reply.body.withoutUpdates))
        case .push, .feedback, .pull, .refusal, .offer, .want, .values, .mail, .forgotten,
            .membership, .registry, .arrival:
            self
        }
    }
}

extension ExchangeReply.Body {
    fileprivate var withoutUpdates: Self {
        switch self {
        case .range(let through, let wanted, _):
            .range(through: through, wanted: wanted, updates: [])
        case .fetched: .fetched([])
        case .compared, .recent, .delivered, .refused, .nodes, .otherDepth, .leaves, .peeled,
            .symbols:
            self
        }
    }
}

extension Effect {
    /// When the timer of anti-entropy comes.
    fileprivate var beginning: Instant? {
        if case .setTimer(.antiEntropy, let moment) = self { moment } else { nil }
    }
}
