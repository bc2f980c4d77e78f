import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// What is counted step by step is what a count of the whole cluster finds.
@Suite struct RecountTests {
    @Test(arguments: 40..<54)
    func `the states that are counted are those of the replicas, whatever is done`(
        seed: Int
    ) throws {
        let plan = HuntPlan(seed: UInt64(seed), nodes: 3...10)
        var cluster = try SimulatedCluster(plan.configuration)
        for step in plan.steps.prefix(60) {
            guard case .perform(let command, _) = step.action else { continue }
            // Of what a disk has lost, or gave out twice, a replica remembers less than whoever watched.
            if case .disturb = command { continue }
            cluster.perform(command)
            expectTrueStates(cluster.timeline.simulation, seed)
            cluster.advance(step.wait)
            expectTrueStates(cluster.timeline.simulation, seed)
            expectTrueTraffic(cluster.timeline.simulation, seed)
        }
    }

    private func expectTrueStates(_ simulation: Simulation, _ seed: Int) {
        for place in simulation.spreads.places {
            let spread = simulation.spreads[place]
            var counts: [NodeState: Int] = [:]
            for (index, node) in simulation.nodes.enumerated() where !node.condition.isDown {
                let state = node.replica.state(of: spread.update.header)
                counts[state, default: 0] += 1
                #expect(
                    simulation.spreads.state(of: index, place) == state,
                    "n\(index), \(spread.update), seed \(seed), \(simulation.now)")
            }
            let holders = counts[.infected, default: 0] + counts[.removed, default: 0]
            let living = simulation.nodes.count { !$0.condition.isDown }
            #expect(
                holders <= spread.informed
                    && spread.informed <= living - spread.count(of: .susceptible),
                "\(spread.update), seed \(seed), \(simulation.now)")
            for state in NodeState.allCases {
                #expect(spread.count(of: state) == counts[state] ?? 0, "\(state), seed \(seed)")
            }
        }
    }

    private func expectTrueTraffic(_ simulation: Simulation, _ seed: Int) {
        let transits = simulation.transits.latest(.max)
        for place in simulation.spreads.places {
            let spread = simulation.spreads[place]
            let underWay = transits.count { simulation.spreads.concerns(place, $0.spreading) }
            #expect(spread.underWay == underWay, "\(spread.update), seed \(seed)")
        }
    }
}
