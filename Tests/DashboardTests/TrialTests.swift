import ClusterObservation
import Testing

@testable import Dashboard

/// What repeating a rumor tells.
struct TrialTests {
    private func view(_ spreads: [SpreadMeasures], at seconds: Double = 100) -> ClusterView {
        var view = Fixture.aligned
        view.time.now = Fixture.moment(seconds)
        view.spreads = spreads
        return view
    }

    private func series(_ views: ClusterView...) -> TrialSeries {
        var series = TrialSeries()
        for view in views { series.take(view) }
        return series
    }

    private func spread(_ number: UInt64, at seconds: Double, missed: Int) -> SpreadMeasures {
        Fixture.spread(number, at: seconds, missed: missed, key: ItemKey("key\(number)"))
    }

    @Test func `A sample has a mean, a deviation and an interval`() throws {
        let sample = try #require(Sample([1, 2, 3, 4]))
        #expect(sample.mean == 2.5)
        #expect(abs(try #require(sample.deviation) - 1.290_994) < 1e-6)
        #expect(abs(try #require(sample.halfWidth) - 3.182 * 1.290_994 / 2) < 1e-4)
        #expect(Sample([7])?.deviation == nil && Sample([]) == nil)
    }

    /// From the tables of Student's distribution.
    @Test(arguments: [
        (1, 12.706), (8, 2.306), (9, 2.262), (20, 2.086), (60, 2.000), (9_999, 1.960),
    ])
    func `Quantiles are those of the tables`(freedom: Int, quantile: Double) {
        #expect(abs(Sample.quantile(freedom: freedom) - quantile) < 6e-3)
    }

    @Test func `Finished spreads are counted, each once`() {
        let two = [spread(2, at: 20, missed: 4), spread(1, at: 10, missed: 0)]
        let series = series(view([two[1]]), view(two), view(two))
        #expect(series.count == 2)
        #expect(series.summary.residue?.mean == 0.125)
        #expect(series.summary.traffic?.mean == 4)
        #expect(series.summary.tLast?.deviation == 0)
    }

    @Test func `A spread that goes on or was disturbed is not counted`() {
        var unfinished = spread(1, at: 10, missed: 3)
        unfinished.isOver = false
        var disturbed = spread(2, at: 20, missed: 3)
        disturbed.isUndisturbed = false
        #expect(series(view([disturbed, unfinished])).count == 0)
    }

    @Test func `Other conditions begin a new count, from their change on`() {
        let first = spread(1, at: 10, missed: 0)
        var other = view([spread(2, at: 120, missed: 0), first], at: 130)
        other.spreadChange = SpreadChange(moment: Fixture.moment(125), cause: .settings)
        var series = series(view([first]), other)
        #expect(series.count == 0, "both began before the change")
        #expect(series.restart == other.spreadChange)
        other.spreads.insert(spread(3, at: 127, missed: 2), at: 0)
        series.take(other)
        #expect(series.count == 1, "it began after the change, whenever that is looked at")
        other.spreadChange = SpreadChange(moment: Fixture.moment(130), cause: .nodes)
        series.take(other)
        #expect(series.count == 0 && series.restart?.cause == .nodes)
    }

    @Test func `What time was turned back before is forgotten, and can be counted again`() {
        let first = spread(1, at: 10, missed: 0)
        let second = spread(2, at: 20, missed: 4)
        var series = series(view([second, first]), view([first], at: 15))
        #expect(series.count == 1 && series.summary.residue?.mean == 0)
        series.take(view([second, first]))
        #expect(series.count == 2)
    }
}
