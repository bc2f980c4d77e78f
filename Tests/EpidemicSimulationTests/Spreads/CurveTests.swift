import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

@Suite struct CurveTests {
    @Test func `a curve begins with the write, ends now, and counts all nodes`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 30)
        cluster.advance(.milliseconds(1_234))
        let written = cluster.write(0, "k", "v")
        for _ in 0..<40 {
            cluster.advance(.milliseconds(431))
            let view = cluster.everything(focus: written)
            let points = try #require(view.curve).points
            let focus = try #require(view.focus)
            #expect(points.first?.moment == .zero + .milliseconds(1_234))
            #expect(points.first?.infected == 1 && points.first?.susceptible == 29)
            #expect(points.last?.moment == view.time.now)
            #expect(points.last?.susceptible == focus.susceptible)
            #expect(points.last?.infected == focus.infected)
            #expect(points.last?.removed == focus.removed)
            #expect(points.last?.superseded == focus.superseded)
            #expect(points.allSatisfy { $0.nodes == 30 })
            #expect(zip(points, points.dropFirst()).allSatisfy { $0.moment < $1.moment })
        }
    }

    @Test(arguments: [1, 2, 7, 50])
    func `a curve has as many points as were asked for`(wanted: Int) throws {
        var cluster = try SimulatedCluster.checked(nodes: 60)
        var interest = Interest(focus: cluster.write(0, "k", "v"))
        interest.curveMax = wanted
        cluster.advance(.seconds(40))
        let points = try #require(cluster.observe(interest).curve).points
        #expect(points.count == wanted)
        #expect(points.last?.moment == cluster.observe(interest).time.now)
        if wanted > 1 { #expect(points.first?.moment == .zero) }
    }

    /// A point of a made-up curve: as many infected as the number says.
    private func point(_ number: Int) -> CurvePoint {
        CurvePoint(
            moment: Moment(nanoseconds: Int64(number)), round: Double(number), susceptible: 0,
            infected: number, removed: 0)
    }

    @Test func `a long history keeps every so-manieth change, the first and the last`() {
        var history = CurveHistory(first: point(0))
        let last = 100_000
        for number in 1...last { history.note(point(number)) }
        let points = history.points(.max, now: point(last))
        #expect(points.count <= CurveHistory.pointsMax + 1)
        #expect(points.count >= CurveHistory.pointsMax / 4)
        #expect(points.first == point(0) && points.last == point(last))
        let gaps = zip(points, points.dropFirst()).map { $1.infected - $0.infected }
        #expect(gaps.allSatisfy { $0 <= 2 * last / (CurveHistory.pointsMax / 2) })
    }

    @Test func `while nothing changes nothing is kept, and changes of one moment are one`() {
        var history = CurveHistory(first: point(1))
        var same = point(1)
        for moment in 2..<9 {
            same.moment = Moment(nanoseconds: Int64(moment))
            history.note(same)
        }
        #expect(history.points(.max, now: same) == [point(1), same])
        var more = point(9)
        history.note(more)
        more.infected = 30
        history.note(more)
        #expect(history.points(.max, now: more) == [point(1), more])
    }
}
