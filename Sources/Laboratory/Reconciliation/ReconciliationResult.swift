import EpidemicSimulation

/// One cell that was measured, on one pair of tables or on several.
struct ReconciliationResult: Sendable {
    let cell: ReconciliationCase
    /// At least one.
    var trials: [Trial] = []

    /// What one exchange took.
    struct Trial: Sendable {
        let cost: ExchangeCost
        /// How long it took on the wall, both sides together.
        let seconds: Double
    }

    /// Whether both tables are equal now, in every trial.
    var isRepaired: Bool { trials.allSatisfy { $0.cost.ending == .equal } }

    var bytes: Statistics { statistics { Double($0.cost.bytes) } }
    var messages: Statistics { statistics { Double($0.cost.messages) } }
    var roundTrips: Statistics { statistics { Double($0.cost.roundTrips) } }
    /// On the wall.
    var seconds: Statistics { statistics(\.seconds) }

    /// nil where there are none.
    var bytesPerDifference: Double? {
        cell.differences == 0 ? nil : bytes.mean / Double(cell.differences)
    }

    private func statistics(_ number: (Trial) -> Double) -> Statistics {
        Statistics(trials.map(number))
    }
}
