import Epidemic
import EpidemicSimulation
import Testing

/// What the methods of anti-entropy cost, on tables large enough for their shape to show.
@Suite struct ReconciliationCostTests {
    private func cost(
        _ method: AntiEntropySettings.Method, entries: Int, differences: Int,
        order: DifferenceOrder = .last
    ) throws -> ExchangeCost {
        var pairs = try TablePairs(seed: 1)
        let cell = ReconciliationCase(
            method: method, entries: entries, differences: differences, order: order)
        var pair = try cell.pair(from: &pairs)
        let cost = pair.exchange()
        #expect(cost.ending == .equal)
        #expect(cost.repaired == differences)
        let isEqual = pair.isEqual()
        #expect(isEqual)
        #expect(pair.initiator.entryCount == entries + differences / 2)
        return cost
    }

    @Test(arguments: AntiEntropySettings.Method.allCases)
    func `every method repairs every difference`(method: AntiEntropySettings.Method) throws {
        for (entries, differences) in [(1, 2), (100, 7), (500, 1_000)] {
            _ = try cost(method, entries: entries, differences: differences)
        }
    }

    @Test(arguments: AntiEntropySettings.Method.allCases, DifferenceOrder.allCases)
    func `it does so whenever the differences were written`(
        method: AntiEntropySettings.Method, order: DifferenceOrder
    ) throws {
        for (entries, differences) in [(1, 2), (100, 7), (40, 80)] {
            _ = try cost(method, entries: entries, differences: differences, order: order)
        }
    }

    @Test func `what looks at the latest first is cheap only where the differences are`() throws {
        func bytes(_ order: DifferenceOrder, _ method: AntiEntropySettings.Method) throws -> Int {
            try cost(method, entries: 3_000, differences: 16, order: order).bytes
        }
        for method in [AntiEntropySettings.Method.recent, .peelBack] {
            let last = try bytes(.last, method)
            #expect(try bytes(.spread, method) > 10 * last, "\(method)")
            #expect(try bytes(.first, method) > 10 * last, "\(method)")
        }
        let (last, first) = (try bytes(.last, .hashTree), try bytes(.first, .hashTree))
        #expect(abs(last - first) * 10 < last)
    }

    @Test(arguments: [AntiEntropySettings.Method.checksum, .hashTree, .sketch, .peelBack, .auto])
    func `equal tables take one round trip and less than a hundred bytes`(
        method: AntiEntropySettings.Method
    ) throws {
        let cost = try cost(method, entries: 1_000, differences: 0)
        #expect(cost.roundTrips == 1 && cost.messages == 2)
        #expect(cost.bytes < 100)
    }

    @Test func `a hash tree finds one difference in few bytes and many in few bytes each`() throws {
        #expect(try cost(.hashTree, entries: 2_000, differences: 1).bytes <= 1_500)
        let many = try cost(.hashTree, entries: 2_000, differences: 512)
        #expect(many.bytes <= 450 * 512)
    }

    @Test(arguments: [64, 100, 512])
    func `a sketch takes at most sixty bytes a difference`(differences: Int) throws {
        let cost = try cost(.sketch, entries: 2_000, differences: differences)
        #expect(cost.bytes <= 60 * differences)
    }

    @Test(arguments: [(100, 1), (100, 16), (1_000, 256), (1_000, 1), (1_000, 1_500)])
    func `auto costs at most a quarter more than the better of tree and sketch`(
        entries: Int, differences: Int
    ) throws {
        let tree = try cost(.hashTree, entries: entries, differences: differences)
        let sketch = try cost(.sketch, entries: entries, differences: differences)
        let auto = try cost(.auto, entries: entries, differences: differences)
        #expect(auto.bytes * 4 <= min(tree.bytes, sketch.bytes) * 5)
    }

    @Test func `the updates that are handed over are not counted as finding`() throws {
        let cost = try cost(.sketch, entries: 300, differences: 100)
        // A key of 16 bytes and a value of 16 at least, for every difference.
        #expect(cost.valueBytes > 32 * 100)
    }

    @Test func `two tables differ at most in all that both hold`() {
        #expect(
            ReconciliationCase(method: .full, entries: 100, differences: 200).isPossible)
        #expect(
            !ReconciliationCase(method: .full, entries: 100, differences: 201).isPossible)
    }
}
