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
        case tookEpoch
    }

    /// nil for what a feed does not tell.
    init?(_ trace: Trace, at moment: Instant, in book: AddressBook) {
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
        case .reactivated(let update):
            (kind, self.update, peer) = (.certificate(.reactivated), update, nil)
        case .wentDormant(let update):
            (kind, self.update, peer) = (.certificate(.dormant), update, nil)
        case .discarded(let update, _):
            (kind, self.update, peer) = (.certificate(.discarded), update, nil)
        case .exchangeBegan, .exchangeEnded, .irregular, .membership: return nil
        }
    }
}

// The words of a feed.

extension WatchEvent {
    /// Moment, words of the kind, peer, and the update as it travels.
    var answer: RESPValue {
        .array([
            .integer(moment.nanoseconds), .array(kind.words.map { .text($0) }),
            peer.map { .text($0) } ?? .null,
            update.map { .bulk(UpdateCodec.encode($0)) } ?? .null,
        ])
    }

    /// Reads what `answer` writes; nil for anything else.
    init?(_ value: RESPValue) {
        guard case .array(let parts) = value, parts.count == 4,
            case .integer(let moment) = parts[0], case .array(let words) = parts[1],
            let kind = Kind(words: words.compactMap(\.word))
        else { return nil }
        self.moment = Instant(nanoseconds: moment)
        self.kind = kind
        peer = parts[2].word
        update = parts[3].block.flatMap { try? UpdateCodec.decode($0) }
    }
}

extension WatchEvent.Kind {
    fileprivate var words: [String] {
        switch self {
        case .wrote: ["wrote"]
        case .received(let layer, let hops): ["received", "\(layer.rawValue)", "\(hops)"]
        case .outdated(let layer): ["outdated", "\(layer.rawValue)"]
        case .cooled(let reason): ["cooled"] + reason.words
        case .diverged: ["diverged"]
        case .certificate(let event): ["certificate", event.rawValue]
        case .tookEpoch: ["epoch"]
        }
    }

    fileprivate init?(words: [String]) {
        let numbers = words.dropFirst().map { Int($0) ?? -1 }
        let layer = numbers.first.flatMap { Layer(rawValue: UInt8(clamping: $0)) }
        switch (words.first, numbers.count) {
        case ("wrote", 0): self = .wrote
        case ("received", 2):
            guard let layer else { return nil }
            self = .received(layer, hops: numbers[1])
        case ("outdated", 1):
            guard let layer else { return nil }
            self = .outdated(layer)
        case ("cooled", _):
            guard let reason = CoolingReason(words: Array(words.dropFirst())) else { return nil }
            self = .cooled(reason)
        case ("diverged", 0): self = .diverged
        case ("certificate", 1):
            guard let event = words.last.flatMap(TraceEvent.CertificateEvent.init(rawValue:)) else {
                return nil
            }
            self = .certificate(event)
        case ("epoch", 0): self = .tookEpoch
        default: return nil
        }
    }
}

extension CoolingReason {
    fileprivate var words: [String] {
        switch self {
        case .counter(let count): ["counter", "\(count)"]
        case .coin: ["coin"]
        case .timeToLive: ["ttl"]
        case .decay: ["decay"]
        case .pushThenPull: ["push-then-pull"]
        case .medianCounter: ["median-counter"]
        case .superseded: ["superseded"]
        case .expired: ["expired"]
        case .switchedOff: ["off"]
        }
    }

    fileprivate init?(words: [String]) {
        let simple: [CoolingReason] = [
            .coin, .timeToLive, .decay, .pushThenPull, .medianCounter, .superseded, .expired,
            .switchedOff,
        ]
        if words.first == "counter", words.count == 2, let count = Int(words[1]) {
            self = .counter(count)
        } else if let reason = simple.first(where: { $0.words == words }) {
            self = reason
        } else {
            return nil
        }
    }
}

extension RESPValue {
    /// The text of a bulk string.
    var word: String? { block.map { String(decoding: $0, as: UTF8.self) } }

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

    var number: Int? {
        if case .integer(let number) = self { return Int(number) }
        return nil
    }
}
