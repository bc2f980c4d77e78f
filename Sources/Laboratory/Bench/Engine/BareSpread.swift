import Epidemic

/// The same epidemic on bare arrays, without replicas, messages or a table: what the engine's speed stands
/// beside, as the physical mark.
struct BareSpread {
    private var counters: [Int]
    private var isInfected: [Bool]
    private var isRemoved: [Bool]
    private let limit: Int
    private var generator: SeededGenerator

    init(nodes: Int, limit: Int, seed: UInt64) {
        counters = Array(repeating: 0, count: nodes)
        isInfected = Array(repeating: false, count: nodes)
        isRemoved = isInfected
        isInfected[0] = true
        self.limit = limit
        generator = SeededGenerator(seed: seed)
    }

    /// Cycles until nobody spreads: everybody who is infected as one begins tells one other, in a random
    /// order; whom nobody was glad of for so many cycles in a row is removed.
    mutating func run() {
        var spreaders = [0]
        while !spreaders.isEmpty {
            let before = isInfected
            for node in spreaders.shuffled(using: &generator) {
                let draw = generator.below(counters.count - 1)
                let partner = draw < node ? draw : draw + 1
                counters[node] = before[partner] ? counters[node] + 1 : 0
                isInfected[partner] = true
                isRemoved[node] = counters[node] == limit
            }
            spreaders = counters.indices.filter { isInfected[$0] && !isRemoved[$0] }
        }
    }

    /// The part of all that was never told.
    var residue: Double {
        Double(isInfected.count { !$0 }) / Double(isInfected.count)
    }
}
