import Epidemic
import EpidemicSimulation

// What a report says of a protocol.

extension AlignedExperiment.Spreading {
    var mode: ModeChoice {
        switch self {
        case .rumors: .rumor
        case .antiEntropy: .antiEntropy
        }
    }

    var direction: Direction {
        switch self {
        case .rumors(let rumors): rumors.direction
        case .antiEntropy(let comparison): comparison.direction
        }
    }

    var limits: ContactLimits {
        switch self {
        case .rumors(let rumors): rumors.limits
        case .antiEntropy(let comparison): comparison.limits
        }
    }

    var minimization: Minimization {
        switch self {
        case .rumors(let rumors): rumors.minimization
        case .antiEntropy: .off
        }
    }

    var reaction: Reaction? {
        switch self {
        case .rumors(let rumors): rumors.removal.reaction
        case .antiEntropy: nil
        }
    }

    /// `Rumor mongering: fan-out 1, connection limit 1`.
    var title: String {
        let name =
            switch self {
            case .rumors(let rumors): "Rumor mongering: fan-out \(rumors.fanOut)"
            case .antiEntropy: "Anti-entropy: one comparison a cycle"
            }
        let counters = minimization == .on ? ", minimization" : ""
        guard let connections = limits.connections else { return name + counters }
        return name + counters + ", connection limit \(connections), hunt limit \(limits.hunt.text)"
    }
}

extension ContactLimits.Hunt {
    var text: String {
        switch self {
        case .tries(let tries): "\(tries)"
        case .infinite: "infinite"
        }
    }

    var value: Record.Value {
        switch self {
        case .tries(let tries): .count(tries)
        case .infinite: .text(text)
        }
    }
}
