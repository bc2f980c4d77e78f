import ClusterObservation

/// What the exchanges of one method cost that came to an end.
struct MethodCost: Hashable {
    var method: AntiEntropyMethod
    var exchanges = 0
    var repaired = 0
    var roundTrips = 0
    var bytes = 0

    /// The costs of the methods that were used, in the order of all methods.
    static func all(of exchanges: [ExchangeDetail]) -> [MethodCost] {
        AntiEntropyMethod.allCases.compactMap { method in
            var cost = MethodCost(method: method)
            for exchange in exchanges where exchange.method == method {
                guard let report = exchange.report else { continue }
                cost.exchanges += 1
                cost.repaired += report.repairedHere + report.repairedThere
                cost.roundTrips += report.roundTrips
                cost.bytes += exchange.bytes
            }
            return cost.exchanges > 0 ? cost : nil
        }
    }
}
