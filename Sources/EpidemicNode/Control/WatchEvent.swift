import Epidemic
import EpidemicWire

/// Something that happened in a replica, as a feed tells it.
struct WatchEvent {
    private let moment: Instant
    private let kind: String
    private let update: Update?
    private let peer: String?
    private let detail: String

    /// nil for what a feed does not tell.
    init?(_ trace: Trace, at moment: Instant, in book: AddressBook) {
        self.moment = moment
        switch trace {
        case .wrote(let update, _): (kind, self.update, peer, detail) = ("wrote", update, nil, "")
        case .received(let update, let peer, let layer, let hops, _):
            (kind, self.update, self.peer) = ("received", update, book.name(of: peer))
            detail = "\(layer) \(hops)"
        case .outdated(let update, let peer, let layer, _):
            (kind, self.update, self.peer) = ("outdated", update, book.name(of: peer))
            detail = "\(layer)"
        case .cooled(let update, let reason):
            (kind, self.update, peer, detail) = ("cooled", update, nil, "\(reason)")
        case .diverged(let update, _):
            (kind, self.update, peer, detail) = ("diverged", update, nil, "")
        case .tookEpoch(let id): (kind, update, peer, detail) = ("epoch", nil, nil, "\(id.epoch)")
        case .exchangeBegan, .exchangeEnded, .irregular: return nil
        }
    }

    /// Moment, kind, peer, detail, and the update as it travels.
    var answer: RESPValue {
        .array([
            .integer(moment.nanoseconds), .text(kind), peer.map { .text($0) } ?? .null,
            .text(detail), update.map { .bulk(UpdateCodec.encode($0)) } ?? .null,
        ])
    }
}
