import EpidemicMaelstrom

/// Judges a history of a counter: every last read must be the sum of all increments that were acknowledged and
/// of any of those of which nobody knows.
struct CounterChecker {
    /// What the last reads have shown.
    private(set) var finalReads: [Int] = []
    /// Those that no sum explains.
    private(set) var wrong: [Int] = []

    init(_ history: [Operation]) {
        var possible: Set<Int> = [0]
        for operation in history {
            guard let delta = operation.request["delta"]?.integer, operation.mayHaveHappened else {
                continue
            }
            let with = Set(possible.map { $0 + delta })
            possible = operation.answer == nil ? possible.union(with) : with
        }
        for operation in history where operation.isFinal {
            guard let value = operation.answer?["value"]?.integer else { continue }
            finalReads.append(value)
            if !possible.contains(value) { wrong.append(value) }
        }
    }

    /// Whether there were last reads, and all of them can be.
    var isValid: Bool { wrong.isEmpty && !finalReads.isEmpty }
}
