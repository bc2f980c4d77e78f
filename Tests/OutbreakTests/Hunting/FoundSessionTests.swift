import ClusterObservation
import Epidemic
import EpidemicSimulation
import Foundation
import Testing

@testable import Laboratory

/// Runs that were found, as files that open in the dashboard and can be judged again.
@Suite struct FoundSessionTests {
    @Test func `the options of a cluster that was drawn make it again`() throws {
        for seed in UInt64(0)..<60 {
            var drawn = HuntPlan(seed: seed, nodes: 3...9, planting: [.floorAtWrite]).configuration
            let command = try RunCommand.parse(drawn.arguments)
            drawn.checks = .none
            #expect(try command.configuration(seed: seed) == drawn)
        }
    }

    @Test func `everything that is done in a hunt can be said in a script and read again`() throws {
        for seed in UInt64(0)..<60 {
            for step in HuntPlan(seed: seed, nodes: 3...9).steps {
                guard case .perform(let command, _) = step.action else { continue }
                let words = try #require(DoneCommand.words(command))
                #expect(DoneCommand.read(words) == command)
                let line = ScriptCommand.perform(command).line
                #expect(try ScriptParser.steps(of: line).map(\.command) == [.perform(command)])
            }
        }
    }

    @Test(arguments: [
        "do", "do write", "do kill n", "do kill n1 n2", "do restart n1", "do cut n1", "do cut n1>x",
        "do set-network 1s", "do partition two", "do set-protocol --removal sometimes",
        "do set-clock n1 1s sideways",
    ])
    func `what means nothing is refused with what would be right`(line: String) throws {
        let error = #expect(throws: ScriptError.self) { try ScriptParser.steps(of: line) }
        #expect(error?.description.contains("something done to the cluster") == true)
    }

    @Test func `a run that was found fails the same when its file is judged, and opens at the end`()
        throws
    {
        var found: (HuntPlan, HuntRun.Outcome)?
        for seed in UInt64(1)..<40 where found == nil {
            let plan = HuntPlan(seed: seed, nodes: 3...6, planting: [.floorAtWrite])
            let outcome = try HuntRun.outcome(of: plan)
            if outcome.violation != nil { found = (plan, outcome) }
        }
        let (plan, outcome) = try #require(found)
        let path = NSTemporaryDirectory() + "found-\(UInt64.random(in: 0 ... .max)).session"
        try FoundSession.text(plan, outcome).write(
            toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try Replay(of: SavedSession(path: path), tolerance: .current).isSame)
        let again = try HuntRun.outcome(of: FoundSession(path: path).plan)
        #expect(again.violation?.kind == outcome.violation?.kind)
        #expect(again.violation?.moment == outcome.violation?.moment)
        #expect(again.violation?.sentence == outcome.violation?.sentence)
        let session = try SavedSession(path: path)
        let configuration = try session.run().configuration(seed: plan.configuration.seed)
        var cluster = try SimulatedCluster(configuration)
        for step in session.script.steps {
            switch step.command {
            case .advance(let time): cluster.advance(time)
            case .perform(let command): cluster.perform(command)
            default: Issue.record("\(step)")
            }
        }
        let now = cluster.observe(Interest()).time.now
        #expect(now == outcome.violation?.moment)
    }
}
