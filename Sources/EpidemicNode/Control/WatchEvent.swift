import ClusterObservation
import Epidemic
import EpidemicWire

/// Something that happened in a replica, as a feed tells it.
struct WatchEvent: Hashable, Sendable {
    let moment: Instant
    let kind: Kind
    /// The update that it is about.
    let update: Update?
    /// The name of the other node.
    let peer: String?

    /// What happened.
    enum Kind: Hashable, Sendable {
        case wrote
        case received(Layer, hops: Int)
        case outdated(Layer)
        case cooled(CoolingReason)
        case diverged
        case certificate(TraceEvent.CertificateEvent)
        case returned(TraceEvent.ReturnEvent)
        case tookEpoch
        case wasAway(Interval)
        case exchangeBegan(AntiEntropySettings.Method)
        case exchangeEnded(ExchangeOutcome, bytes: Int)
    }

    /// nil for what a feed does not tell.
    ///
    /// - Parameter bytes: what the messages of the exchange that this node began last amount to.
    init?(_ trace: Trace, at moment: Instant, in book: AddressBook, exchanged bytes: Int) {
        self.moment = moment
        switch trace {
        case .wrote(let update, _): (kind, self.update, peer) = (.wrote, update, nil)
        case .received(let update, let peer, let layer, let hops, _):
            (kind, self.update, self.peer) = (
                .received(layer, hops: hops), update, book.name(of: peer)
            )
        case .outdated(let update, let peer, let layer, _):
            (kind, self.update, self.peer) = (.outdated(layer), update, book.name(of: peer))
        case .cooled(let update, let reason):
            (kind, self.update, peer) = (.cooled(reason), update, nil)
        case .diverged(let update, _): (kind, self.update, peer) = (.diverged, update, nil)
        case .tookEpoch: (kind, update, peer) = (.tookEpoch, nil, nil)
        case .wasAway(let absence):
            (kind, update, peer) = (.wasAway(absence.length), nil, nil)
        case .reactivated(let update):
            (kind, self.update, peer) = (.certificate(.reactivated), update, nil)
        case .wentDormant(let update):
            (kind, self.update, peer) = (.certificate(.dormant), update, nil)
        case .discarded(let update, _):
            (kind, self.update, peer) = (.certificate(.discarded), update, nil)
        case .cameBack(let update, let peer):
            (kind, self.update, self.peer) = (.returned(.taken), update, book.name(of: peer))
        case .refused(let update, let peer):
            (kind, self.update, self.peer) = (.returned(.refused), update, book.name(of: peer))
        case .letGo(let update, let peer):
            (kind, self.update, self.peer) = (.returned(.letGo), update, book.name(of: peer))
        case .exchangeBegan(let peer, let method):
            (kind, update, self.peer) = (.exchangeBegan(method), nil, book.name(of: peer))
        case .exchangeEnded(let peer, let outcome):
            (kind, update, self.peer) = (
                .exchangeEnded(outcome, bytes: bytes), nil, book.name(of: peer)
            )
        case .irregular, .membership, .arrival: return nil
        }
    }
}

extension RESPValue {
    /// The text of a bulk string, or of one for people.
    var word: String? {
        if case .verbatim(let text) = self { return text }
        return block.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of a bulk string.
    var block: [UInt8]? {
        if case .bulk(let bytes) = self { return bytes }
        return nil
    }

    /// The members of an array.
    var items: [RESPValue] {
        if case .array(let values) = self { return values }
        return []
    }

    /// The value of a map's key.
    subscript(key: String) -> RESPValue? {
        guard case .map(let pairs) = self else { return nil }
        return pairs.first { $0.key == .text(key) }?.value
    }

    /// A whole number; what no clock tells is cut to what one might, so that it can be reckoned with.
    var number: Int? {
        if case .integer(let number) = self { return Int(number).tellable }
        return nil
    }

    /// How many of something there are: not negative, and little enough to be added up.
    var count: Int? { number?.countable }
}

extension Int {
    /// The nearest number that a moment in nanoseconds may have, within ±2⁶².
    var tellable: Int { Swift.min(Swift.max(self, -1 << 62), 1 << 62) }

    /// The nearest count that thousands of nodes may tell without their sum being too large, below 2⁴⁸.
    var countable: Int { Swift.min(Swift.max(self, 0), 1 << 48) }
}
