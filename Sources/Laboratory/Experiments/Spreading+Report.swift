import Epidemic
import EpidemicSimulation

// What a report says of a protocol.

extension Spreading {
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

    var trigger: Trigger {
        switch self {
        case .rumors(let rumors): rumors.trigger
        case .antiEntropy: .periodic
        }
    }

    var limits: ContactLimits {
        switch self {
        case .rumors(let rumors): rumors.limits
        case .antiEntropy(let comparison): comparison.limits
        }
    }

    var fanOut: Int {
        switch self {
        case .rumors(let rumors): rumors.fanOut
        case .antiEntropy: Defaults.fanout
        }
    }

    var minimization: Minimization {
        switch self {
        case .rumors(let rumors): rumors.minimization
        case .antiEntropy: .off
        }
    }

    var echo: Echo {
        switch self {
        case .rumors(let rumors): rumors.echo
        case .antiEntropy: .sent
        }
    }

    var reaction: Reaction? {
        switch self {
        case .rumors(let rumors): rumors.removal.reaction
        case .antiEntropy: nil
        }
    }

    /// The name of the layer.
    var name: String {
        switch self {
        case .rumors: "Rumor mongering"
        case .antiEntropy: "Anti-entropy"
        }
    }

    /// How many peers a node contacts in a round.
    var contactsARound: String {
        switch self {
        case .rumors(let rumors): "fan-out \(rumors.fanOut)"
        case .antiEntropy: "one comparison a cycle"
        }
    }
}

extension ContactLimits.Hunt {
    var value: Record.Value {
        switch self {
        case .tries(let tries): .count(tries)
        case .infinite: .text("\(self)")
        }
    }
}
