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

    /// What spreads the update at a point of the sweep.
    ///
    /// - Throws: `Complaint` about a combination that means nothing.
    func spreading(
        at point: SweepPoint, _ contacts: ExperimentContactOptions
    ) throws(Complaint) -> Spreading {
        guard let removal = point.removal else { return try comparison(at: point, contacts) }
        return .rumors(
            RumorSettings(
                direction: removal.direction(given: point.direction), trigger: point.trigger,
                removal: try removal.removal(heeding: reaction),
                minimization: contacts.counters, echo: echo, limits: point.limits,
                fanOut: point.fanout,
                rounds: point.rounds))
    }

    private func comparison(
        at point: SweepPoint, _ contacts: ExperimentContactOptions
    ) throws(Complaint) -> Spreading {
        let meaningless: [(String, isGiven: Bool)] = [
            ("--removal", removal != Self.removalDefault),
            ("--minimization", contacts.minimization),
            ("--fanout", point.fanout != Defaults.fanout),
            ("--echo \(echo.rawValue)", echo != .sent),
            (reaction.map { "--\($0.rawValue)" } ?? "", reaction != nil),
            ("--trigger \(point.trigger.rawValue)", point.trigger != .periodic),
        ]
        if let first = meaningless.first(where: \.isGiven) {
            throw .wrongUse(
                "\(first.0) has no meaning with --mode anti-entropy, where every node compares its table "
                    + "with one other in every cycle: leave it out")
        }
        return .antiEntropy(
            AntiEntropySettings(
                method: .checksum, direction: point.direction ?? .push, limits: point.limits,
                rounds: point.rounds, interval: RumorSettings().interval))
    }
}
