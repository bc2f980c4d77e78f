import Epidemic

extension Trace {
    /// The update that became the winner of its key here.
    var accepted: Update? {
        switch self {
        case .wrote(let update, _), .received(let update, _, _, _, _): update
        // A deletion that counts again is told as one that arrives.
        case .reactivated(let update): update
        case .outdated, .cooled, .wentDormant, .discarded, .exchangeBegan, .exchangeEnded,
            .irregular, .diverged, .tookEpoch, .membership, .arrival, .cameBack, .refused, .letGo,
            .wasAway:
            nil
        }
    }
}
