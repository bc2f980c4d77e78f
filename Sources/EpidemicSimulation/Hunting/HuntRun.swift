import ClusterObservation
import Epidemic

/// One plan as it is run: the cluster step by step, with the oracle beside it.
///
/// First the steps of the plan are taken, and safety is judged after every event. Then the core is healed while
/// everything else stays as broken as it is, and must become equal; then all is healed, all must become equal,
/// and everything that was acknowledged is looked for. The run ends at the first violation.
public struct HuntRun: Sendable {
    var simulation: Simulation
    var oracle: HuntOracle
    let plan: HuntPlan
    /// What was done so far, those that heal included; what was refused is left out.
    private(set) var taken: [HuntStep] = []
    /// Steps so far, refused or not, and how many of `taken` are not yet those that heal.
    private var stepCount = 0
    private var takenOfPlan = 0
    /// Virtual time since the last step that was taken.
    private var sinceLast = Interval.zero

    /// What became of a run.
    public struct Outcome: Sendable {
        /// The first promise that was broken; nil when none was.
        public let violation: Violation?
        public let tally: HuntTally
        /// What was done, up to the violation, without what was refused; and how many of these steps come
        /// before those that heal.
        public let taken: [HuntStep]
        public let takenOfPlan: Int
        /// How long the run went on after the last of them, up to the violation.
        public let rest: Interval
    }

    /// - Throws: `SimulationError` when the cluster cannot be.
    public init(_ plan: HuntPlan) throws(SimulationError) {
        self.plan = plan
        var configuration = plan.configuration
        configuration.checks = .recorded
        simulation = try Simulation(configuration)
        simulation.testimony = []
        oracle = HuntOracle(nodes: configuration.nodes)
    }

    /// Runs a plan to its end, or to the first violation.
    ///
    /// - Throws: `SimulationError` when the cluster cannot be.
    public static func outcome(of plan: HuntPlan) throws(SimulationError) -> Outcome {
        var run = try HuntRun(plan)
        run.takeSteps()
        run.takenOfPlan = run.taken.count
        if run.isSound { run.healCore() }
        if run.isSound { run.healAll() }
        run.oracle.tally.events = run.simulation.eventCount
        let violation = run.oracle.finding.map {
            Violation(
                kind: $0.kind, sentence: $0.sentence, step: run.stepCount,
                moment: run.simulation.now)
        }
        return Outcome(
            violation: violation, tally: run.oracle.tally, taken: run.taken,
            takenOfPlan: run.takenOfPlan, rest: run.sinceLast)
    }

    /// Whether nothing has been found yet.
    var isSound: Bool { oracle.finding == nil }

    private mutating func takeSteps() {
        for step in plan.steps {
            live(for: step.wait)
            guard isSound else { return }
            take(step.action)
            guard isSound else { return }
        }
    }

    // MARK: Time

    /// Lets virtual time pass, up to the first violation.
    mutating func live(for time: Interval) {
        let end = simulation.now + time
        while let next = simulation.nextMoment, next <= end {
            let before = simulation.now
            _ = simulation.step()
            sinceLast = sinceLast + (simulation.now - before)
            listen()
            guard isSound else { return }
        }
        sinceLast = sinceLast + (end - simulation.now)
        simulation.advanceClock(to: end)
    }

    /// Takes in what replicas have said since the last time.
    private mutating func listen() {
        if let broken = simulation.brokenInvariant { oracle.find(.brokenInvariant, broken) }
        guard let said = simulation.testimony, !said.isEmpty else { return }
        simulation.testimony?.removeAll(keepingCapacity: true)
        oracle.hear(said, of: simulation)
    }

    // MARK: Steps

    /// Does something, and lets the oracle see it.
    mutating func take(_ action: HuntAction) {
        stepCount += 1
        oracle.tally.steps[action.name, default: 0] += 1
        let step = HuntStep(after: sinceLast, action)
        let isTaken =
            switch action {
            case .read(let node, let key, let client): read(key, at: node.index, by: client)
            case .perform(let command, let client): perform(command, by: client)
            }
        if isTaken {
            taken.append(step)
            sinceLast = .zero
        } else {
            oracle.tally.refused += 1
        }
        guard isSound else { return }
        judgeRoots()
    }

    /// - Returns: whether it could be done.
    private mutating func read(_ key: Key, at node: Int, by client: HuntClient) -> Bool {
        guard simulation.nodes.indices.contains(node), simulation.nodes[node].isUp,
            simulation.nodes[node].replica.readiness.takesWrites
        else { return false }
        let held = simulation.nodes[node].replica.entry(of: key)?.update
        oracle.noteRead(key, at: node, by: client, holding: held)
        return true
    }

    /// - Returns: whether it could be done.
    private mutating func perform(_ command: ClusterCommand, by client: HuntClient) -> Bool {
        let node = command.huntNode?.index
        let pending = node.flatMap { place in
            simulation.nodes.indices.contains(place) ? simulation.nodes[place].unsynced : nil
        }
        let before = command.destroys && oracle.tokens.count > 0 ? CopyMap(of: simulation) : nil
        guard simulation.refusal(of: command) == nil else { return false }
        if case .restart(let node, let data) = command {
            oracle.noteRestart(of: node.index, data)
        }
        let result = simulation.perform(command)
        listen()
        if case .refused = result { return false }
        switch (command, result) {
        case (.write(let node, let key, _), .wrote(let id)),
            (.delete(let node, let key), .wrote(let id)):
            oracle.noteWrite(id, of: key, at: node.index, by: client)
        case (.addNode, _): oracle.noteAddedNode()
        case (.disturb(.backUp(let node)), _):
            oracle.noteCopy(ofDisk: node.index, without: pending ?? [])
        case (.disturb(.putBack(let node)), _): oracle.notePutBack(node.index)
        case (.disturb(.cutPower(let node)), _):
            oracle.noteCutPower(
                of: node.index, without: pending ?? [], disk: simulation.nodes[node.index].disk)
        default: break
        }
        if let before {
            let after = CopyMap(of: simulation)
            for key in oracle.tokens.keys {
                oracle.noteLoss(of: key, from: before[key], to: after[key])
            }
        }
        return true
    }

    // MARK: Roots

    /// Equal roots are equal tables, and different roots are different ones.
    func rootLie() -> String? {
        var byRoot: [Digest: Int] = [:]
        for index in simulation.nodes.indices {
            guard let root = simulation.nodes[index].account?.root else { continue }
            guard let other = byRoot[root] else {
                byRoot[root] = index
                continue
            }
            if table(index) != table(other) {
                return "\(simulation.name(other)) and \(simulation.name(index)) have one root "
                    + "and different tables"
            }
        }
        return nil
    }

    private mutating func judgeRoots() {
        if let lie = rootLie() { oracle.find(.rootsLie, lie) }
        if simulation.totals().isConverged, !isOneTable {
            oracle.find(.falselyConverged, "the totals say so, and the tables differ")
        }
    }

    /// Whether the tables of all live nodes are equal.
    var isOneTable: Bool {
        let live = simulation.nodes.indices.filter { !simulation.nodes[$0].condition.isDown }
        guard let first = live.first else { return true }
        let expected = table(first)
        return live.allSatisfy { table($0) == expected }
    }

    func table(_ index: Int) -> [Update] {
        let replica = simulation.nodes[index].replica
        return replica.entries(0..<replica.entryCount).map(\.update)
    }
}

extension ClusterCommand {
    /// The node that it is about.
    fileprivate var huntNode: NodeID? { node }

    /// Whether it can destroy copies of what was written.
    fileprivate var destroys: Bool {
        switch self {
        case .restart(_, .lost), .disturb(.cutPower), .disturb(.putBack), .kill: true
        default: false
        }
    }
}
