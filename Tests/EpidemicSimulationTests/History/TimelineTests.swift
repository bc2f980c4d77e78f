import ClusterObservation
import Epidemic
import EpidemicSimulation
import Testing

/// A run is its seed and its commands; an earlier moment is reached by replaying.
@Suite struct TimelineTests {
    /// A cluster to which things are done at odd moments.
    private func eventful() throws -> SimulatedCluster {
        var cluster = try SimulatedCluster.checked(nodes: 6)
        _ = cluster.write(0, "colour", "red")
        cluster.advance(.milliseconds(2_345))
        cluster.perform(.kill(NodeID(3)))
        cluster.advance(.milliseconds(1_111))
        cluster.perform(.partition(groups: 2))
        _ = cluster.write(5, "colour", "blue")
        cluster.advance(.milliseconds(3_210))
        cluster.perform(.heal)
        cluster.perform(.restart(NodeID(3), .lost))
        cluster.advance(.milliseconds(2_222))
        return cluster
    }

    @Test func `the same seed and commands give the same trace`() throws {
        var first = try eventful()
        var second = try eventful()
        #expect(first.traceText() == second.traceText())
        #expect(first.everything() == second.everything())
    }

    @Test func `what happened in a step by hand is told, until time moves in another way`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        _ = cluster.write(0, "k", "v")
        #expect(cluster.observe(Interest()).time.step == nil)
        var arrivals = 0
        for _ in 0..<200 {
            let before = cluster.everything()
            cluster.perform(.stepEvent)
            let after = cluster.everything()
            let step = try #require(after.time.step)
            guard case .arrival(let link, let kind) = step else { continue }
            arrivals += 1
            #expect(before.messages.contains { $0.link == link && $0.kind == kind })
            let receiver = link.to.index
            #expect(after.rows[receiver].received == before.rows[receiver].received + 1)
        }
        #expect(arrivals > 10)
        cluster.perform(.stepRound)
        let view = cluster.observe(Interest())
        #expect(view.time.step == .round(view.time.round))
        cluster.perform(.resume)
        cluster.advance(.milliseconds(1))
        #expect(cluster.observe(Interest()).time.step == nil)
    }

    @Test func `another seed gives another trace`() throws {
        var first = try SimulatedCluster.checked(seed: 1)
        var second = try SimulatedCluster.checked(seed: 2)
        _ = first.write(0, "k", "v")
        _ = second.write(0, "k", "v")
        first.advance(.seconds(10))
        second.advance(.seconds(10))
        #expect(first.traceText() != second.traceText())
    }

    @Test func `back and forward again arrives at the same state, commands included`() throws {
        var cluster = try eventful()
        let now = cluster.everything().time.now
        let before = cluster.traceText()
        let roots = cluster.everything().rows.map(\.root)
        for _ in 0..<5 { cluster.perform(.backRound) }
        let there = cluster.everything().time
        #expect(there.round == 3 && there.hasFuture && there.isPaused)
        cluster.perform(.resume)
        cluster.advance(now - there.now)
        #expect(cluster.traceText() == before)
        #expect(cluster.everything().rows.map(\.root) == roots)
        #expect(!cluster.everything().time.hasFuture)
    }

    @Test func `back goes to the beginning of the round before, and not before the beginning`()
        throws
    {
        var cluster = try SimulatedCluster.checked(nodes: 3)
        cluster.advance(.milliseconds(3_500))
        for round in [2, 1, 0] {
            #expect(cluster.result(of: .backRound) == .done)
            let time = cluster.everything().time
            #expect(time.round == round)
            #expect(time.now == .zero + .seconds(Int64(round)))
        }
        guard case .refused? = cluster.result(of: .backRound) else {
            Issue.record("it went back before the beginning")
            return
        }
    }

    @Test func `a moment of the past is gone to, just after what happened then, and forth again`()
        throws
    {
        var cluster = try eventful()
        let end = cluster.everything().time.now
        let before = cluster.traceText()
        let killed = Moment.zero + .milliseconds(2_345)
        #expect(cluster.result(of: .goTo(killed)) == .done)
        let there = cluster.everything()
        #expect(there.time.now == killed && there.time.hasFuture && there.time.isPaused)
        #expect(there.totals.down == 1)
        let later = killed + .milliseconds(1_111)
        #expect(cluster.result(of: .goTo(later)) == .done)
        #expect(cluster.everything().totals.groups == 2 && cluster.everything().time.now == later)
        #expect(cluster.result(of: .goTo(end)) == .done)
        #expect(cluster.traceText() == before && !cluster.everything().time.hasFuture)
    }

    @Test func `what was gone to is what was there, at every moment`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        _ = cluster.write(0, "k", "v")
        var shots: [(Moment, [TableRoot], Int)] = []
        for _ in 0..<40 {
            cluster.advance(.milliseconds(777))
            let view = cluster.everything()
            shots.append((view.time.now, view.rows.map(\.root), view.totals.messagesSent))
        }
        for (moment, roots, sent) in shots.reversed() + shots {
            #expect(cluster.result(of: .goTo(moment)) == .done)
            let view = cluster.everything()
            #expect(view.time.now == moment && view.rows.map(\.root) == roots)
            #expect(view.totals.messagesSent == sent)
        }
    }

    @Test func `what has not happened yet cannot be gone to`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 3)
        cluster.advance(.seconds(3))
        guard case .refused? = cluster.result(of: .goTo(.zero + .seconds(4))) else {
            Issue.record("it went ahead of the run")
            return
        }
        #expect(cluster.everything().time.now == .zero + .seconds(3))
        #expect(!cluster.everything().time.isPaused)
    }

    @Test func `something new in the past truncates the future`() throws {
        var cluster = try eventful()
        for _ in 0..<6 { cluster.perform(.backRound) }
        _ = cluster.write(2, "shape", "round")
        #expect(!cluster.everything().time.hasFuture)
        cluster.perform(.resume)
        expectConvergence(of: &cluster, within: 200)
        for node in 0..<6 {
            #expect(cluster.value(node, "shape") == "round")
            #expect(cluster.value(node, "colour") == "red")
        }
        #expect(cluster.everything().totals.down == 0)
    }

    @Test func `looking changes nothing`() throws {
        var looked = try eventful()
        var unlooked = looked
        for _ in 0..<20 {
            _ = looked.everything(
                focus: UpdateIdentity(origin: looked.everything().rows[0].identity, sequence: 1))
            looked.advance(.milliseconds(100))
        }
        unlooked.advance(.seconds(2))
        #expect(looked.traceText() == unlooked.traceText())
    }

    @Test func `a step is one event, and a round ends at its boundary`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        _ = cluster.write(0, "k", "v")
        cluster.perform(.stepEvent)
        let first = cluster.everything().time
        #expect(first.isPaused)
        #expect(first.now > .zero)
        cluster.perform(.stepRound)
        #expect(cluster.everything().time.now == .zero + .seconds(1))
        cluster.perform(.stepRound)
        #expect(cluster.everything().time.round == 2)
    }

    @Test func `long runs keep few copies and still go all the way back`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 3)
        _ = cluster.write(0, "k", "v")
        cluster.advance(.seconds(300))
        for round in stride(from: 299, through: 0, by: -1) {
            cluster.perform(.backRound)
            #expect(cluster.everything().time.round == round)
        }
        #expect(cluster.value(0, "k") == nil || cluster.everything().time.now == .zero)
    }

    @Test func `another length of rounds counts from the round under way`() throws {
        var settings = Settings()
        settings.rumors?.interval = .seconds(600)
        var cluster = try SimulatedCluster.checked(nodes: 3, settings: settings)
        cluster.advance(.seconds(10))
        settings.rumors?.interval = .seconds(1)
        cluster.perform(.setProtocol(settings))
        cluster.advance(.milliseconds(1_500))
        #expect(cluster.everything().time.round == 2)
    }

    @Test func `paused time stands still, whatever elapses`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 3)
        cluster.perform(.pause)
        let stoodStill = cluster.elapse(.seconds(5)) { true }
        #expect(stoodStill == .whole)
        #expect(cluster.everything().time.now == .zero)
        cluster.perform(.resume)
        cluster.perform(.setSpeed(0.5))
        let keptUp = cluster.elapse(.seconds(4)) { true }
        #expect(keptUp == .whole)
        #expect(cluster.everything().time.now == .zero + .seconds(2))
        let keptUpStill = cluster.elapse(.seconds(100)) { false }
        #expect(keptUpStill == .late)
        #expect(cluster.everything().time.isLagging)
    }

    @Test
    func `time stops where the spreading that is awaited is over, once, and the rest can pass`()
        throws
    {
        var cluster = try SimulatedCluster.checked()
        let written = cluster.write(0, "k", "v")
        let update = try #require(written)
        let interest = Interest().wanting {
            $0.awaited = update
            $0.spreadsMax = 1
        }
        _ = cluster.observe(interest)
        var before = cluster
        let passage = cluster.advance(.seconds(600))
        let left = try #require(passage.left)
        let end = cluster.observe(interest)
        #expect(end.time.now + left == .zero + .seconds(600))
        #expect(end.spreads.first?.isOver == true)
        // Not a moment earlier.
        let earlier = Interval(nanoseconds: (end.time.now - .zero).nanoseconds - 1)
        let lead = before.advance(earlier)
        #expect(lead == .whole)
        #expect(before.observe(interest).spreads.first?.isOver == false)
        // It is over: nothing is waited for any more.
        let rest = cluster.advance(left)
        #expect(rest == .whole)
        #expect(cluster.observe(interest).time.now == .zero + .seconds(600))
    }
}
