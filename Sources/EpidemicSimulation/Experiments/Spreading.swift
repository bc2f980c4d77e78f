import Epidemic

/// What spreads the update of an experiment: one layer alone.
public enum Spreading: Hashable, Sendable {
    case rumors(RumorSettings)
    case antiEntropy(AntiEntropySettings)

    /// How the rounds of different nodes stand to each other.
    public var rounds: Rounds {
        switch self {
        case .rumors(let rumors): rumors.rounds
        case .antiEntropy(let comparison): comparison.rounds
        }
    }

    /// Whether nobody ever loses interest.
    var isEndless: Bool {
        switch self {
        case .rumors(let rumors): rumors.removal == .never
        case .antiEntropy: true
        }
    }

    /// This layer, and all others switched off.
    var settings: Settings {
        let cache = CacheSettings(length: 0, interval: nil)
        return switch self {
        case .rumors(let rumors):
            Settings(rumors: rumors, cache: cache, antiEntropy: AntiEntropySettings(method: nil))
        case .antiEntropy(let comparison):
            Settings(rumors: nil, cache: cache, antiEntropy: comparison)
        }
    }
}
