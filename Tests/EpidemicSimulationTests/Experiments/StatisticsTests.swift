import EpidemicSimulation
import Testing

@Suite struct StatisticsTests {
    @Test func `the mean and the standard deviation are those worked out by hand`() {
        // Distances from 5 are −3 −1 −1 −1 0 0 2 4: squares 32, over 7.
        let statistics = Statistics([2, 4, 4, 4, 5, 5, 7, 9])
        #expect(statistics.count == 8)
        #expect(abs(statistics.mean - 5) < 1e-12)
        #expect(abs(statistics.sd - (32.0 / 7).squareRoot()) < 1e-12)
    }

    @Test func `one number has no spread, and none has no mean`() {
        #expect(Statistics([3]).mean == 3)
        #expect(Statistics([3]).sd == 0)
        #expect(Statistics([]).mean == 0)
        #expect(Statistics([]).count == 0)
    }

    @Test func `a large offset takes nothing from the spread`() {
        #expect(abs(Statistics([1e9 + 1, 1e9 + 2, 1e9 + 3]).sd - 1) < 1e-6)
    }
}
