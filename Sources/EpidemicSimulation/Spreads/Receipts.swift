/// When the nodes got an update, in rounds since it was written; the origin had it in round 0.
struct Receipts: Sendable {
    /// How many nodes got it; the origin is left out.
    private var count = 0
    private var sum = 0.0
    private var useful = 0.0
    /// The round of the last first receipt.
    private(set) var last: Double?

    /// A node got it for the first time.
    mutating func noteFirst(in round: Double) {
        count += 1
        sum += round
        last = max(last ?? round, round)
    }

    /// A transfer was news to its receiver. Those that reach a node within one of its rounds all are.
    mutating func noteUseful(in round: Double) { useful += round }

    /// It was not, after all: its receiver refused it.
    mutating func takeBackUseful(in round: Double) { useful -= round }

    /// The mean round of first receipt over all nodes that know it, the origin among them; nil while no
    /// other does.
    var tAve: Double? { count > 0 ? sum / Double(count + 1) : nil }

    /// The rounds of all useful transfers over the nodes that know it, as Tables 1 and 2 of Demers et
    /// al. (1987) print it.
    var tAvePrinted: Double? { count > 0 ? useful / Double(count + 1) : nil }
}
