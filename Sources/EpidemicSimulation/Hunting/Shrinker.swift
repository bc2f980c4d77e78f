import ClusterObservation
import Epidemic

/// Makes a plan that fails smaller, as long as it fails the same way.
///
/// First everything after the violation goes; then stretches of steps, halves first and single steps last
/// (delta debugging: Zeller, Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002); then nodes;
/// then steps become weaker, settings usual, and waits short. All of it again until nothing changes: then no
/// step can be left out alone any more (the plan is *1-minimal*). Whoever shrinks says how long it may go on;
/// no clock is looked at here.
public struct Shrinker: Sendable {
    /// The smallest plan that fails so, up to now.
    public private(set) var plan: HuntPlan
    /// How its run ended.
    public private(set) var outcome: HuntRun.Outcome
    /// Plans that were run.
    public private(set) var runs = 0
    /// Whether no step can be left out, no node, and nothing made simpler.
    public private(set) var isMinimal = false

    private let fingerprint: String

    /// A plan that fails, and how its run ended; nil when it does not fail.
    public init?(_ plan: HuntPlan, _ outcome: HuntRun.Outcome) {
        guard let violation = outcome.violation else { return nil }
        self.plan = plan
        self.outcome = outcome
        fingerprint = violation.fingerprint
    }

    /// Shrinks until nothing is left to shrink, or it may not go on.
    ///
    /// - Parameter mayGoOn: is asked before every run, with the number of runs so far.
    public mutating func shrink(while mayGoOn: (Int) -> Bool) {
        cutTail(mayGoOn)
        while mayGoOn(runs) {
            let before = plan
            removeSteps(mayGoOn)
            removeNodes(mayGoOn)
            simplify(mayGoOn)
            guard mayGoOn(runs) else { return }
            if plan == before {
                isMinimal = true
                return
            }
        }
    }

    // MARK: Trying

    /// Runs a plan and keeps it, if it fails the same way.
    @discardableResult
    private mutating func keep(_ candidate: HuntPlan, _ mayGoOn: (Int) -> Bool) -> Bool {
        guard candidate != plan, mayGoOn(runs) else { return false }
        runs += 1
        guard let outcome = try? HuntRun.outcome(of: candidate),
            outcome.violation?.fingerprint == fingerprint
        else { return false }
        plan = candidate
        self.outcome = outcome
        return true
    }

    // MARK: Steps

    /// What comes after the violation is needed only where it was seen while the cluster was healed.
    private mutating func cutTail(_ mayGoOn: (Int) -> Bool) {
        var candidate = plan
        candidate.steps = Array(plan.steps.prefix(outcome.violation?.step ?? plan.steps.count))
        keep(candidate, mayGoOn)
    }

    private mutating func removeSteps(_ mayGoOn: (Int) -> Bool) {
        var length = max(1, plan.steps.count / 2)
        while true {
            var end = plan.steps.count
            var isChanged = false
            while end > 0 {
                let start = max(0, end - length)
                // Without its wait first; where the moments of the others matter, with it.
                let isGone =
                    keep(without(start..<end, keepingTime: false), mayGoOn)
                    || keep(without(start..<end, keepingTime: true), mayGoOn)
                isChanged = isChanged || isGone
                end = start
            }
            guard mayGoOn(runs) else { return }
            if length > 1 {
                length = (length + 1) / 2
            } else if !isChanged {
                return
            }
        }
    }

    private func without(_ range: Range<Int>, keepingTime: Bool) -> HuntPlan {
        var candidate = plan
        let time = plan.steps[range].reduce(Interval.zero) { $0 + $1.wait }
        candidate.steps.removeSubrange(range)
        if keepingTime, range.lowerBound < candidate.steps.count {
            let wait = candidate.steps[range.lowerBound].wait
            candidate.steps[range.lowerBound].wait = wait + time
        }
        return candidate
    }

    // MARK: Nodes

    private mutating func removeNodes(_ mayGoOn: (Int) -> Bool) {
        var node = plan.configuration.nodes - 1
        while node >= 0, plan.configuration.nodes > 2 {
            if let candidate = plan.without(node: node) { keep(candidate, mayGoOn) }
            node -= 1
        }
    }

    // MARK: Simpler

    private mutating func simplify(_ mayGoOn: (Int) -> Bool) {
        for change in SettingsSimplification.allCases {
            var candidate = plan
            change.apply(to: &candidate.configuration)
            keep(candidate, mayGoOn)
        }
        if plan.core.count > 2 {
            var candidate = plan
            candidate.core = Array(plan.core.prefix(2))
            keep(candidate, mayGoOn)
        }
        for place in plan.steps.indices {
            for weaker in plan.steps[place].action.weaker {
                var candidate = plan
                candidate.steps[place].action = weaker
                if keep(candidate, mayGoOn) { break }
            }
            for wait in plan.steps[place].wait.shorter {
                var candidate = plan
                candidate.steps[place].wait = wait
                if keep(candidate, mayGoOn) { break }
            }
        }
    }
}

extension Interval {
    /// None at all, or a rounder one.
    fileprivate var shorter: [Interval] {
        let units = [Interval.seconds(1), .milliseconds(100), .milliseconds(10)]
        let rounder = units.map { $0 * (nanoseconds / $0.nanoseconds) }
        return ([.zero] + rounder).filter { $0 < self }
    }
}

extension HuntAction {
    /// Actions that do less.
    fileprivate var weaker: [HuntAction] {
        switch self {
        case .read(let node, let key, .roaming): [.read(node, key, client: .resident)]
        case .read: []
        case .perform(let command, .roaming): [.perform(command, client: .resident)]
        case .perform(let command, let client):
            command.weaker.map { .perform($0, client: client) }
        }
    }
}

extension ClusterCommand {
    fileprivate var weaker: [ClusterCommand] {
        switch self {
        case .restart(let node, .lost): [.restart(node, .kept)]
        case .disturb(.cutPower(let node)): [.kill(node)]
        case .cut(let links) where links.count > 1: links.map { .cut([$0]) }
        case .setLinks(let links, let conditions) where links.count > 1:
            links.map { .setLinks([$0], conditions) }
        case .disturb(.clog(let links)) where links.count > 1: links.map { .disturb(.clog([$0])) }
        case .partition(let groups) where groups > 2: [.partition(groups: 2)]
        case .isolate(let node, .both): [.isolate(node, .deaf), .isolate(node, .mute)]
        case .setNetwork(let conditions) where conditions != .quiet: [.setNetwork(.quiet)]
        default: []
        }
    }
}

extension NetworkConditions {
    /// A network on which everything arrives once and in order.
    fileprivate static let quiet = NetworkConditions(latency: .milliseconds(50), jitter: .zero)
}

/// One thing about a configuration that is made usual.
private enum SettingsSimplification: CaseIterable {
    case discovery, topology, latency, jitter, loss, duplication, bandwidth
    case removal, mail, repair, cache, limits, fanOut, rounds, method, echo, antiEntropy
    case retention, interval

    func apply(to configuration: inout SimulationConfiguration) {
        let usual = RumorSettings()
        switch self {
        case .discovery: configuration.discovery = .list
        case .topology: configuration.topology = .full
        case .latency: configuration.network.latency = .milliseconds(50)
        case .jitter: configuration.network.jitter = .zero
        case .loss: configuration.network.loss = 0
        case .duplication: configuration.network.duplication = 0
        case .bandwidth: configuration.network.bandwidth = nil
        case .removal:
            let interval = configuration.settings.rumors?.interval ?? usual.interval
            configuration.settings.rumors = usual
            configuration.settings.rumors?.interval = interval
        case .mail: configuration.settings.mail = .off
        case .repair: configuration.settings.repair = .quiet
        case .cache: configuration.settings.cache = CacheSettings(length: 0, interval: nil)
        case .limits:
            configuration.settings.rumors?.limits = .none
            configuration.settings.antiEntropy.limits = .none
        case .fanOut: configuration.settings.rumors?.fanOut = 1
        case .rounds: configuration.settings.rumors?.rounds = .free
        case .method: configuration.settings.antiEntropy.method = .checksum
        case .echo: configuration.settings.rumors?.echo = .sent
        case .antiEntropy: configuration.settings.antiEntropy.method = nil
        case .retention: configuration.settings.deletion.retention = 0
        case .interval: configuration.settings.rumors?.interval = .seconds(1)
        }
    }
}
