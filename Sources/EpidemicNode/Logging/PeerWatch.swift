import Epidemic

/// Which configured peers do not answer, as somebody who looks once a second finds out.
struct PeerWatch {
    /// What is worth telling of the peer at a place.
    enum Event: Hashable {
        /// It was never heard, for so long.
        case neverAnswered(Int, Interval)
        /// It was heard before, and is not any more.
        case wentSilent(Int)
        case cameBack(Int)
    }

    private enum State { case silent, heard, unheard(since: Instant) }

    private var states: [Int: State] = [:]

    /// How long a peer that was never heard is waited for, before it is told of.
    static let patience = Interval.seconds(10)
    /// A peer that was heard before and says nothing for so long is silent.
    static let silence = Interval.seconds(5)

    /// Looks at the peers that are waited for: how long ago each was heard, nil for never.
    mutating func look(_ peers: [(place: Int, silence: Interval?)], now: Instant) -> [Event] {
        peers.compactMap { place, silence in
            switch (states[place, default: .unheard(since: now)], silence) {
            case (.unheard(let since), nil):
                states[place] = .unheard(since: since)
                return now - since >= Self.patience ? .neverAnswered(place, now - since) : nil
            case (.heard, nil), (.silent, nil): return nil
            case (.unheard, let silence?):
                states[place] = silence < Self.silence ? .heard : .silent
                return nil
            case (.heard, let silence?):
                guard silence >= Self.silence else { return nil }
                states[place] = .silent
                return .wentSilent(place)
            case (.silent, let silence?):
                guard silence < Self.silence else { return nil }
                states[place] = .heard
                return .cameBack(place)
            }
        }
    }
}
