import ClusterObservation
import Epidemic

/// What must stay the same for spreads to be counted together, and when it became another last.
struct SpreadCircumstances: Sendable {
    private let settings: Settings
    private let network: NetworkConditions
    private let nodes: Int
    private let cuts: Int
    /// The last change; nil while there was none.
    var change: SpreadChange?

    init(of simulation: Simulation) {
        settings = simulation.settings
        network = simulation.network.conditions
        nodes = simulation.nodes.count - simulation.down.count
        cuts = simulation.network.cutCount
        change = simulation.circumstances?.change
    }

    /// The first thing that is another.
    func difference(from other: SpreadCircumstances) -> SpreadChange.Cause? {
        if settings != other.settings { return .settings }
        if network != other.network { return .network }
        if nodes != other.nodes { return .nodes }
        return cuts != other.cuts ? .links : nil
    }
}

extension Simulation {
    /// Notes whether spreads go by something else now.
    mutating func noteCircumstances() {
        var current = SpreadCircumstances(of: self)
        if let cause = circumstances?.difference(from: current) {
            current.change = SpreadChange(moment: now, cause: cause)
        }
        circumstances = current
    }
}
