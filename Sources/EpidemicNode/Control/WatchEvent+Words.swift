import ClusterObservation
import Epidemic
import EpidemicWire

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
            let moment = parts[0].number, case .array(let words) = parts[1],
            let kind = Kind(words: words.compactMap(\.word))
        else { return nil }
        self.moment = Instant(nanoseconds: Int64(moment))
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
        case .returned(let event): ["returned", event.rawValue]
        case .tookEpoch: ["epoch"]
        case .wasAway(let length): ["away", "\(length.nanoseconds)"]
        case .exchangeBegan(let method): ["compares", method.rawValue]
        case .exchangeEnded(let outcome, let bytes): ["compared"] + outcome.words + ["\(bytes)"]
        }
    }

    fileprivate init?(words: [String]) {
        let numbers = words.dropFirst().map { (Int($0) ?? -1).tellable }
        let layer = numbers.first.flatMap { Layer(rawValue: UInt8(clamping: $0)) }
        switch (words.first, numbers.count) {
        case ("wrote", 0): self = .wrote
        case ("received", 2):
            guard let layer else { return nil }
            self = .received(layer, hops: numbers[1].countable)
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
        case ("returned", 1):
            guard let event = words.last.flatMap(TraceEvent.ReturnEvent.init(rawValue:)) else {
                return nil
            }
            self = .returned(event)
        case ("away", 1): self = .wasAway(Interval(nanoseconds: Int64(numbers[0])))
        case ("epoch", 0): self = .tookEpoch
        case ("compares", 1):
            guard let method = AntiEntropySettings.Method(rawValue: words[1]) else { return nil }
            self = .exchangeBegan(method)
        case ("compared", 7):
            guard let outcome = ExchangeOutcome(words: Array(words.dropFirst().dropLast())) else {
                return nil
            }
            self = .exchangeEnded(outcome, bytes: numbers[6].countable)
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
        case .knownToAll: ["known-to-all"]
        case .superseded: ["superseded"]
        case .expired: ["expired"]
        case .switchedOff: ["off"]
        }
    }

    fileprivate init?(words: [String]) {
        let simple: [CoolingReason] = [
            .coin, .timeToLive, .decay, .pushThenPull, .medianCounter, .knownToAll, .superseded,
            .expired, .switchedOff,
        ]
        if words.first == "counter", words.count == 2, let count = Int(words[1]) {
            self = .counter(count.countable)
        } else if let reason = simple.first(where: { $0.words == words }) {
            self = reason
        } else {
            return nil
        }
    }
}

extension ExchangeOutcome {
    fileprivate var words: [String] {
        let counts = [repairedHere, repairedThere, roundTrips, messages]
        return [method.rawValue, ending.word] + counts.map { "\($0)" }
    }

    fileprivate init?(words: [String]) {
        let counts = words.dropFirst(2).compactMap { Int($0)?.countable }
        guard counts.count == 4, let method = AntiEntropySettings.Method(rawValue: words[0]),
            let ending = Ending.all.first(where: { $0.word == words[1] })
        else { return nil }
        self.init(
            method: method, ending: ending, repairedHere: counts[0], repairedThere: counts[1],
            roundTrips: counts[2], messages: counts[3])
    }
}

extension ExchangeOutcome.Ending {
    fileprivate static let all: [Self] = [.equal, .different, .abandoned, .refused]

    fileprivate var word: String {
        switch self {
        case .equal: "equal"
        case .different: "different"
        case .abandoned: "abandoned"
        case .refused: "refused"
        }
    }
}
