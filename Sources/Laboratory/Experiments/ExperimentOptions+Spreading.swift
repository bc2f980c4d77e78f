import Epidemic
import EpidemicSimulation

extension ExperimentOptions {
    /// The rules of removal that are swept; anti-entropy has none.
    var removals: [RemovalRule?] {
        switch mode {
        case .rumor: removal.values.map { $0 }
        case .antiEntropy: [nil]
        }
    }

    /// What spreads the update.
    ///
    /// - Throws: `Complaint` about a combination that means nothing.
    func spreading(
        _ direction: Direction?, _ removal: RemovalRule?, _ contacts: ContactOptions
    ) throws(Complaint) -> AlignedExperiment.Spreading {
        guard let removal else { return try comparison(direction, contacts) }
        return .rumors(
            RumorSettings(
                direction: removal.direction(given: direction), trigger: trigger,
                removal: try removal.removal(heeding: reaction),
                minimization: contacts.counters, limits: contacts.limits, fanOut: fanout,
                rounds: .aligned))
    }

    private func comparison(
        _ direction: Direction?, _ contacts: ContactOptions
    ) throws(Complaint) -> AlignedExperiment.Spreading {
        let meaningless: [(String, isGiven: Bool)] = [
            ("--minimization", contacts.minimization), ("--fanout", fanout != Defaults.fanout),
            (reaction.map { "--\($0.rawValue)" } ?? "", reaction != nil),
            ("--trigger \(trigger.rawValue)", trigger != .periodic),
        ]
        if let first = meaningless.first(where: \.isGiven) {
            throw .wrongUse(
                "\(first.0) has no meaning with --mode anti-entropy, where every node compares its table "
                    + "with one other in every cycle: leave it out")
        }
        return .antiEntropy(
            AntiEntropySettings(
                method: .checksum, direction: direction ?? .push, limits: contacts.limits,
                rounds: .aligned))
    }

    /// The network on which partners are chosen by distance; nil for the full mesh.
    ///
    /// - Throws: `SimulationError` when it cannot be.
    func network(nodes: Int, seed: UInt64) throws(SimulationError) -> SpatialNetwork? {
        guard let spatial else { return nil }
        return try SpatialNetwork(topology, nodes: nodes, exponent: spatial, seed: seed)
    }
}
