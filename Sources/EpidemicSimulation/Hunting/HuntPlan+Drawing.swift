import ClusterObservation
import Epidemic

extension HuntPlan {
    /// The most nodes that a cluster of a plan grows to.
    public static let nodesMax = 12

    /// Draws a plan from a seed: the cluster, its settings, and what is done to it.
    ///
    /// - Parameters:
    ///   - seed: everything follows from it.
    ///   - nodes: how many nodes the cluster may begin with, 2 … `nodesMax`.
    public init(seed: UInt64, nodes: ClosedRange<Int>) {
        self.init(seed: seed, nodes: nodes, planting: [])
    }

    /// The same with rules of the protocol switched off, to see whether that is found.
    package init(seed: UInt64, nodes: ClosedRange<Int>, planting faults: [PlantedFault]) {
        var drawing = PlanDrawing(seed: seed, nodes: nodes)
        var configuration = drawing.configuration(seed: seed)
        for fault in faults { fault.plant(in: &configuration.settings) }
        var steps = drawing.steps()
        for place in steps.indices where !faults.isEmpty {
            guard case .perform(.setProtocol(var settings), let client) = steps[place].action
            else { continue }
            for fault in faults { fault.plant(in: &settings) }
            steps[place].action = .perform(.setProtocol(settings), client: client)
        }
        self.init(configuration: configuration, steps: steps, core: drawing.core(configuration))
    }
}

/// Draws a plan. It knows roughly how the cluster stands, so that most of what it draws can be done.
///
/// Not everything goes wrong in every run: each draws which kinds of fault there are and how dense they come, so
/// that rare combinations are met as well as crowds (swarm testing, Groce et al., ISSTA 2012).
struct PlanDrawing {
    private var generator: SeededGenerator
    private let nodesAtFirst: Int
    private var roster: [Standing]
    private var clogged: [[DirectedLink]] = []
    private var values = 0
    private let keys: Int
    /// What the plan concentrates on; nil for nothing.
    private let drill: Drill?
    private let kinds: [Kind]
    private let pace: [Interval]
    private let length: Int
    /// How long deletions are remembered, in the whole run.
    private let deletion: DeletionSettings
    private var age: Interval { deletion.age }
    /// The nodes whose clocks were set; once each, so that they stay near each other.
    private var isSet: Set<Int> = []

    private enum Standing { case up, frozen, down }

    /// What can be done.
    enum Kind: CaseIterable {
        case death, emptyRestart, powerCut, rollback, freeze, cut, partition, isolation, clog, links
        case network, clock, join, leave, protocolChange, contact
    }

    /// No wait is longer, or most of a run would be spent waiting.
    private static let waitMax = Interval.seconds(20)
    private static let stepsMin = 60
    private static let stepsMax = 160

    init(seed: UInt64, nodes: ClosedRange<Int>) {
        var generator = SeededGenerator(seed: seed, stream: .hunt)
        drill =
            generator.below(3) == 0 ? Drill.allCases[generator.below(Drill.allCases.count)] : nil
        let nodesMax = max(nodes.lowerBound, min(nodes.upperBound, drill?.nodesMax ?? .max))
        nodesAtFirst = nodes.lowerBound + generator.below(nodesMax - nodes.lowerBound + 1)
        roster = Array(repeating: .up, count: nodesAtFirst)
        keys = 1 + generator.below(drill == nil ? 3 : 2)
        let odds = 1 + generator.below(4)
        let drawnKinds = Kind.allCases.filter { _ in generator.below(4) < odds }
        kinds = drill?.kinds ?? drawnKinds
        let drawnPace: [Interval] =
            generator.below(2) == 0
            ? [.milliseconds(20), .milliseconds(100), .milliseconds(400)]
            : [.milliseconds(50), .milliseconds(300), .milliseconds(1_500)]
        let ages =
            drill == .certificates
            ? [Interval.seconds(3)] : [.seconds(3), .seconds(6), .seconds(18), .seconds(60)]
        let dormantAges = [Interval.seconds(5), .seconds(15), .seconds(60)]
        deletion = DeletionSettings(
            age: ages[generator.below(ages.count)],
            dormantAge: dormantAges[generator.below(dormantAges.count)],
            retention: generator.below(4))
        pace = drill?.paces(deletion) ?? drawnPace
        length = Self.stepsMin + generator.below(Self.stepsMax - Self.stepsMin + 1)
        self.generator = generator
    }

    private mutating func draw<Choice>(_ choices: [Choice]) -> Choice {
        choices[generator.below(choices.count)]
    }

    private mutating func happens(_ one: Int, in many: Int) -> Bool {
        generator.below(many) < one
    }

    // MARK: The cluster

    mutating func configuration(seed: UInt64) -> SimulationConfiguration {
        let usual = [Discovery.list, .list, .list, .list, .list, .list, .peer, .registry]
        let discovery = draw(drill == .lives || drill == .longCuts ? [.list, .peer] : usual)
        let sparse = Topology.random(degree: min(2, nodesAtFirst - 1))
        let topology =
            discovery == .list
            ? draw([.full, .full, .full, .ring, .line, .tree, .star, sparse]) : .full
        let settings = settings()
        return SimulationConfiguration(
            nodes: nodesAtFirst, topology: topology, seed: seed, settings: settings,
            network: network(), discovery: discovery)
    }

    private mutating func settings() -> Settings {
        let removal = removal()
        let isTwoWay: Bool
        switch removal {
        case .pushThenPull, .medianCounter: isTwoWay = true
        default: isTwoWay = false
        }
        let direction = isTwoWay ? .pushPull : draw(Direction.allCases)
        let rounds = happens(1, in: 5) ? Rounds.aligned : .free
        var triggers: [Trigger] = rounds == .aligned ? [.periodic] : Trigger.allCases
        if direction == .pull { triggers.removeAll { $0 == .message } }
        var minimization = Minimization.off
        if direction == .pushPull, case .counter(_, .feedback) = removal, happens(1, in: 3) {
            minimization = .on
        }
        let limits =
            happens(1, in: 4)
            ? ContactLimits(
                connections: 1 + generator.below(2),
                hunt: draw([.tries(0), .tries(1), .tries(3), .infinite]))
            : .none
        let interval = draw([Interval.milliseconds(250), .seconds(1), .seconds(1)])
        let rumors = RumorSettings(
            direction: direction, trigger: draw(triggers), removal: removal,
            minimization: minimization, echo: draw([.sent, .spared]), limits: limits,
            fanOut: 1 + generator.below(3), rounds: rounds, interval: interval)
        let methods: [AntiEntropySettings.Method?] =
            AntiEntropySettings.Method.allCases + [.checksum, .auto, nil]
        var intervals: [Interval] = [.seconds(1), .seconds(1), .seconds(2), .seconds(4)]
        // Tables meet seldom, but before a deletion is too old to be offered.
        if drill == .rollbacks || drill == .longCuts, age >= .seconds(60) {
            intervals = [.seconds(4), .seconds(30)]
        }
        return Settings(
            rumors: happens(1, in: drill == .certificates ? 2 : 40) ? nil : rumors,
            mail: draw([.off, .off, .on]), repair: draw(Repair.allCases),
            cache: CacheSettings(length: draw([0, 2, 32]), interval: draw([nil, .seconds(2)])),
            antiEntropy: AntiEntropySettings(
                method: draw(methods), limits: limits,
                interval: draw(intervals)),
            deletion: deletion)
    }

    private mutating func removal() -> Removal {
        let reaction = draw(Reaction.allCases)
        return draw([
            .counter(limit: 1 + generator.below(3), reaction),
            .counter(limit: 1 + generator.below(3), .feedback),
            .coin(sides: 2 + generator.below(3), reaction),
            .timeToLive(rounds: 1 + generator.below(5)), .decay(persistence: 0.8),
            .pushThenPull(rounds: 2 + generator.below(3)), .medianCounter(limit: 2, silent: 2),
            .never,
        ])
    }

    private mutating func network() -> NetworkConditions {
        NetworkConditions(
            latency: draw([.milliseconds(5), .milliseconds(50), .milliseconds(200)]),
            jitter: draw([.zero, .milliseconds(20), .milliseconds(800)]),
            loss: draw([0, 0, 0.1, 0.4]), duplication: draw([0, 0, 0.3]),
            bandwidth: happens(1, in: 10) ? 4_000 : nil)
    }

    /// A few that are linked to each other, the registry's node among them.
    mutating func core(_ configuration: SimulationConfiguration) -> [NodeID] {
        let links = Links(of: configuration)
        let wanted = 2 + generator.below(max(1, nodesAtFirst - 1))
        var core = [configuration.discovery == .registry ? 0 : generator.below(nodesAtFirst)]
        while core.count < wanted {
            let near = (0..<nodesAtFirst).filter { other in
                !core.contains(other) && core.contains { links.areLinked($0, other) }
            }
            guard !near.isEmpty else { break }
            core.append(draw(near))
        }
        return core.sorted().map { NodeID($0) }
    }

    // MARK: Steps

    mutating func steps() -> [HuntStep] {
        var steps: [HuntStep] = []
        while steps.count < length {
            let wait = wait()
            if happens(11, in: 20) || kinds.isEmpty {
                steps.append(HuntStep(after: wait, clientAction()))
            } else {
                let faults = fault(draw(kinds))
                for (place, command) in faults.enumerated() {
                    let wait = place == 0 ? wait : draw(pace)
                    steps.append(HuntStep(after: wait, .perform(command, client: .resident)))
                }
            }
        }
        return steps
    }

    private mutating func wait() -> Interval {
        if drill == .longCuts, happens(1, in: Self.stepsMax) {
            return .seconds(Int64(600 + generator.below(1_800)))
        }
        // Once in a while long enough for certificates to age.
        if happens(1, in: 25) {
            return min(age / 2 + age / 4 * Int64(generator.below(6)), Self.waitMax)
        }
        let longest = draw(pace)
        return Interval(
            nanoseconds: Int64(1 + generator.below(Int(longest.nanoseconds / 1_000))) * 1_000)
    }

    private mutating func clientAction() -> HuntAction {
        let node = node()
        let key = ItemKey("k\(generator.below(keys))")
        let client: HuntClient = happens(1, in: 4) ? .roaming(generator.below(2)) : .resident
        switch generator.below(10) {
        case 0...4 where values < Self.writesMax:
            values += 1
            return .perform(
                .write(at: node, key: key, value: ItemValue("w\(values)")), client: client)
        case 5...6 where values < Self.writesMax:
            values += 1
            return .perform(.delete(at: node, key: key), client: client)
        default: return .read(node, key, client: client)
        }
    }

    private static let writesMax = 100

    private mutating func node() -> NodeID { NodeID(generator.below(roster.count)) }

    private mutating func node(_ standing: Standing) -> NodeID? {
        let all = roster.indices.filter { roster[$0] == standing }
        return all.isEmpty ? nil : NodeID(draw(all))
    }

    private mutating func link() -> DirectedLink {
        let from = node()
        let to = NodeID((from.index + 1 + generator.below(max(1, roster.count - 1))) % roster.count)
        return DirectedLink(from: from, to: to)
    }

    private mutating func fault(_ kind: Kind) -> [ClusterCommand] {
        switch kind {
        case .death: return dieOrComeBack({ .kill($0) }, data: .kept)
        case .emptyRestart: return dieOrComeBack({ .kill($0) }, data: .lost)
        case .powerCut: return dieOrComeBack({ .disturb(.cutPower($0)) }, data: .kept)
        case .rollback: return rollback()
        case .freeze:
            if happens(1, in: 2), let node = node(.frozen) {
                roster[node.index] = .up
                return [.thaw(node)]
            }
            guard let node = node(.up) else { return [] }
            roster[node.index] = .frozen
            return [.freeze(node)]
        case .cut: return [happens(1, in: 2) ? .cut([link()]) : .restore([link()])]
        case .partition:
            return [
                happens(1, in: 2)
                    ? .heal : .partition(groups: 2 + generator.below(min(2, roster.count - 1)))
            ]
        case .isolation:
            return [happens(1, in: 3) ? .heal : .isolate(node(), draw(Isolation.allCases))]
        case .clog: return swizzle()
        case .links:
            return [.setLinks([link(), link()], happens(1, in: 3) ? nil : network())]
        case .network: return [.setNetwork(network())]
        case .clock:
            let node = node()
            guard isSet.insert(node.index).inserted else { return [] }
            let most = Int(age.nanoseconds / 1_000_000)
            let ahead = generator.below(most) - most / 2
            return [.disturb(.setClock(node, ahead: .milliseconds(Int64(ahead))))]
        case .join:
            guard roster.count < HuntPlan.nodesMax, happens(1, in: 3) else { return [] }
            roster.append(.up)
            return [.addNode]
        case .leave:
            guard roster.count(where: { $0 == .up }) > 2, let node = node(.up) else { return [] }
            roster[node.index] = .down
            return [.disturb(.leave(node))]
        case .protocolChange: return [.setProtocol(settings())]
        case .contact:
            let link = link()
            return [
                happens(1, in: 2)
                    ? .compare(link.from, with: link.to)
                    : .hand(ItemKey("k\(generator.below(keys))"), from: link.from, to: link.to)
            ]
        }
    }

    private mutating func dieOrComeBack(
        _ death: (NodeID) -> ClusterCommand, data: RestartData
    ) -> [ClusterCommand] {
        if happens(2, in: 3), let node = node(.down) {
            roster[node.index] = .up
            return [.restart(node, data)]
        }
        guard roster.count(where: { $0 == .up }) > 1, let node = node(.up) else { return [] }
        roster[node.index] = .down
        return [death(node)]
    }

    /// A disk is copied, or a node dies, finds the copy, and comes back.
    private mutating func rollback() -> [ClusterCommand] {
        guard let node = node(.up) else { return [] }
        switch generator.below(3) {
        case 0: return [.disturb(.backUp(node))]
        case 1: return [.kill(node), .disturb(.putBack(node)), .restart(node, .kept)]
        default:
            return [
                .disturb(.backUp(node)), .write(at: node, key: ItemKey("k0"), value: value()),
                .kill(node), .disturb(.putBack(node)), .restart(node, .kept),
            ]
        }
    }

    private mutating func value() -> ItemValue {
        values += 1
        return ItemValue("w\(values)")
    }

    /// Links are stopped one after another and released in another order, each by itself (FoundationDB's
    /// swizzled clogs).
    private mutating func swizzle() -> [ClusterCommand] {
        if happens(1, in: 2), !clogged.isEmpty {
            clogged.shuffle(using: &generator)
            let released = clogged.prefix(1 + generator.below(clogged.count))
            clogged.removeFirst(released.count)
            return released.map { .disturb(.unclog($0)) }
        }
        var stopped: [[DirectedLink]] = []
        for _ in 0...generator.below(3) {
            let link = link()
            stopped.append(happens(1, in: 2) ? [link] : [link, link.reversed])
        }
        clogged += stopped
        return stopped.map { .disturb(.clog($0)) }
    }
}

extension UInt64 {
    /// The stream of a seed from which a plan is drawn.
    fileprivate static let hunt: UInt64 = 1 << 63 | 3
}
