import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// The panel with the curve.
struct CurveTests {
    private func screen(
        _ view: ClusterView, _ size: Size = Fixture.size, _ glyphs: GlyphSet = .unicode
    ) -> String {
        var driver = Driver(size: size, view: view)
        driver.go(to: .curve)
        driver.press("z")
        return driver.screen(glyphs)
    }

    @Test func `Time is in rounds where all nodes have the same, and else in seconds`() {
        #expect(screen(Fixture.aligned).contains(" rounds "))
        #expect(screen(Fixture.view()).contains("5.0 s "))
        #expect(!screen(Fixture.aligned).contains("5.0 s "))
    }

    @Test func `Theory is drawn where it applies, and else the reason is told`() {
        #expect(screen(Fixture.aligned).contains("╌╌ predicted for rumors alone"))
        var alone = Fixture.aligned
        alone.settings.cache.interval = nil
        alone.settings.antiEntropy.method = nil
        #expect(screen(alone).contains("╌╌ predicted ─"))
        #expect(screen(Fixture.view()).contains("not predicted: rounds are not aligned"))
        let changes: [((inout ClusterView) -> Void, String)] = [
            ({ $0.settings.rumors = nil }, "rumors are off"),
            ({ $0.topology = .ring }, "no full mesh"),
            ({ $0.totals.down = 1 }, "nodes are down"), ({ $0.totals.cuts = 2 }, "links are cut"),
            ({ $0.network?.loss = 0.1 }, "messages get lost"),
        ]
        for (change, reason) in changes {
            var view = Fixture.aligned
            change(&view)
            #expect(screen(view).contains("not predicted: \(reason)"), "\(reason)")
            #expect(Driver(view: view).model.curve.course == nil, "\(reason)")
        }
    }

    /// Reference simulation of Table 1, k = 3, n = 1000: residue .01069, traffic 4.533, t_ave 10.017.
    @Test func `The course has the measures of Table 1`() throws {
        var view = Fixture.aligned
        view.totals = ClusterTotals(nodes: 1_000, agreeing: 1_000)
        let course = PredictedCourse(try #require(view.predictionFromStart), from: 0)
        #expect(abs(course.residue - 0.010_69) < 1e-4)
        #expect(abs(course.traffic - 4.533) < 0.005)
        #expect(abs(try #require(course.tAve) - 10.017) < 0.02)
    }

    @Test func `A course begins where the conditions changed last`() throws {
        var view = Fixture.aligned
        let middle = try #require(view.curve?.points[5])
        view.curve?.predictedFrom = middle
        let course = try #require(Driver(view: view).model.curve.course)
        #expect(course.points[0].round == middle.round)
        #expect(abs(course.points[0].susceptible - Double(middle.susceptible)) < 1e-9)
    }

    @Test func `The axis does not grow while nothing changes`() {
        let curve = Fixture.curve([(0, 14, 1), (8, 10, 5), (9, 10, 5)])
        let later = Fixture.curve([(0, 14, 1), (8, 10, 5), (900, 10, 5)])
        let time = CurveTime(of: curve, nil)
        #expect(time.span(of: curve.points, expected: nil) == 9)
        #expect(time.span(of: later.points, expected: nil) == 10)
    }

    @Test func `The measures stand beside the prediction and the mean of those before`() {
        var view = Fixture.aligned
        view.spreads = (1...4).map {
            Fixture.spread($0, at: Double($0), missed: $0 < 3 ? 0 : 4, key: ItemKey("k\($0)"))
        }
        let rows = screen(view).split(separator: "\n").map {
            $0.split(separator: " ").filter { $0 != "│" }
        }
        #expect(rows.contains(["so", "far", "0.400", "1.13", "2.13", "2.40", "4.00"]))
        #expect(rows.contains { $0.first == "predicted" })
        #expect(rows.contains(["mean", "of", "4", "0.125", "4.00", "4.50", "5.00", "9.00"]))
        #expect(rows.contains(["std", "dev", "0.144", "0.00", "0.00", "0.00", "0.00"]))
    }

    @Test func `When rumors have died the panel tells whom they reached, and who knows it now`() {
        var view = Fixture.view()
        #expect(screen(view).contains(" know 9/15 "))
        #expect(!screen(view).contains("died"))
        view.curve?.measures.isOver = true
        #expect(!screen(view).contains("died"))
        view.focus?.susceptible = 0
        view.focus?.infected = 0
        view.focus?.removed = 15
        view.focus?.informed = 15
        #expect(screen(view).contains(" rumors died at 9/15 · know 15/15 "))
        let rows = screen(view).split(separator: "\n").map { $0.split(separator: " ") }
        #expect(rows.contains { $0.contains("rumors") && $0.contains("0.400") })
        #expect(rows.contains { $0.contains("now") && $0.contains("0") && $0.contains("–") })
        var small = Driver(size: Size(columns: 80, rows: 24), view: view)
        small.go(to: .curve)
        #expect(small.screen().contains("residue 0.400, now 0 · m 1.13"))
        view.settings.rumors = nil
        #expect(screen(view).contains(" over at 9/15 · know 15/15 "))
    }

    @Test func `Those that hold an update that wins have a line of their own`() throws {
        var view = Fixture.view()
        #expect(!screen(view).contains("◌"))
        let last = try #require(view.curve?.points.last)
        view.curve?.points.append(
            CurvePoint(
                moment: Fixture.moment(7.5), round: 3.5, susceptible: last.susceptible - 5,
                infected: last.infected, removed: last.removed, superseded: 5))
        #expect(screen(view).contains("◌ R"))
    }

    @Test func `Without a spread the panel says how to get one`() {
        var view = Fixture.view()
        view.curve = nil
        view.spreads = []
        #expect(screen(view).contains("no update to follow yet: make one with u"))
        #expect(screen(view).contains("none counted yet: n repeats the rumor, N keeps on"))
    }

    @Test func `Only a curve that is to be seen is asked for, and spreads always`() {
        var driver = Driver(size: Size(columns: 80, rows: 24))
        #expect(driver.model.interest.curveMax == 0 && driver.model.interest.spreadsMax > 0)
        driver.go(to: .curve)
        #expect(driver.model.interest.curveMax >= 80)
    }
}
