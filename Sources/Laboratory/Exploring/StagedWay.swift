import ClusterObservation
import Epidemic
import EpidemicSimulation

/// A way through the events as commands to a simulation in which nothing else happens.
///
/// All links are cut, and those that a step needs are there for a millisecond. A copy that is mailed and
/// arrives later is given a latency of just that long; one that arrives several times is mailed as often.
/// A node that begins again asks the others what they know; only the one that it is to learn from hears it. Where
/// nobody does, it goes on alone after some seconds, as an explored one does at once.
struct StagedWay {
    private(set) var script: [ScriptCommand] = []
    private let actions: [ExploredAction]
    private let nodes: Int
    private let age: Interval
    /// When each step begins, and after all when the last one has ended.
    private let moments: [Interval]
    /// Of every mailing, by its step, the steps at which it arrives.
    private let arrivals: [Int: [Int]]
    /// Of every step at which a copy arrives, the direction that it comes by.
    private let directions: [Int: DirectedLink]

    private static let stepLength = Interval.milliseconds(1)
    /// Until a node that nobody answers takes writes; beside the moments at which it asks again.
    private static let arrivalLength = Interval.milliseconds(4_500)

    /// nil where the simulator cannot do what happens.
    init?(_ way: ExploredWay) {
        actions = way.actions
        nodes = way.command.bounded.nodes
        age = way.command.settings.deletion.age
        guard way.command.bounded.timers == .prompt,
            let copies = try? way.command.exploration().copies(on: way.actions)
        else { return nil }
        var moment = Interval.zero
        var moments: [Interval] = []
        for action in way.actions {
            moments.append(moment)
            if case .deliver(_, .aged) = action { return nil }
            moment = moment + Self.length(of: action, age: way.command.settings.deletion.age)
        }
        self.moments = moments
        var arrivals: [Int: [Int]] = [:]
        var directions: [Int: DirectedLink] = [:]
        for copy in copies {
            arrivals[copy.mailed, default: []].append(copy.arrives)
            directions[copy.arrives] = DirectedLink(from: NodeID(copy.from), to: NodeID(copy.to))
        }
        self.arrivals = arrivals
        self.directions = directions
        perform(.cut(allLinks))
        for place in actions.indices { stage(place) }
    }

    private static func length(of action: ExploredAction, age: Interval) -> Interval {
        switch action {
        case .age: age
        case .crash, .restart, .arrive: arrivalLength
        case .write, .delete, .send, .deliver, .compare, .tick: stepLength
        }
    }

    private mutating func stage(_ place: Int) {
        let action = actions[place]
        switch action {
        case .write(let node, let key):
            perform(.write(at: NodeID(node), key: Self.key(key), value: "v"))
        case .delete(let node, let key): perform(.delete(at: NodeID(node), key: Self.key(key)))
        case .send(let key, let node, let other):
            mail(key, DirectedLink(from: NodeID(node), to: NodeID(other)), at: place)
        case .deliver:
            guard let link = directions[place] else { break }
            return connected(link, for: Self.stepLength)
        case .compare(let node, let other):
            let link = DirectedLink(from: NodeID(node), to: NodeID(other))
            perform(.restore([link, link.reversed]))
            perform(.compare(NodeID(node), with: NodeID(other)))
            script.append(.advance(Self.stepLength))
            return perform(.cut([link, link.reversed]))
        case .age, .tick: break
        case .crash(let node): begin(node, .lost)
        case .restart(let node): begin(node, .kept)
        case .arrive(let node, let other):
            let link = DirectedLink(from: NodeID(node), to: NodeID(other))
            perform(.restore([link, link.reversed]))
            begin(node, .lost)
            script.append(.advance(Self.arrivalLength))
            return perform(.cut([link, link.reversed]))
        }
        script.append(.advance(Self.length(of: action, age: age)))
    }

    private mutating func begin(_ node: Int, _ data: RestartData) {
        perform(.kill(NodeID(node)))
        perform(.restart(NodeID(node), data))
    }

    private mutating func connected(_ link: DirectedLink, for time: Interval) {
        perform(.restore([link, link.reversed]))
        script.append(.advance(time))
        perform(.cut([link, link.reversed]))
    }

    /// Mails a copy once for every time that it arrives, in the middle of the step at which it does.
    private mutating func mail(_ key: Int, _ link: DirectedLink, at place: Int) {
        let arrivals = arrivals[place] ?? []
        guard !arrivals.isEmpty else { return }
        perform(.restore([link]))
        for arrival in arrivals {
            let latency = moments[arrival] - moments[place] + Self.stepLength / 2
            perform(
                .setLinks(
                    [link],
                    NetworkConditions(latency: latency, jitter: .zero, loss: 0, duplication: 0)))
            perform(.hand(Self.key(key), from: link.from, to: link.to))
        }
        perform(.setLinks([link], nil))
        perform(.cut([link]))
    }

    private mutating func perform(_ command: ClusterCommand) { script.append(.perform(command)) }

    private var allLinks: [DirectedLink] {
        (0..<nodes).flatMap { from in
            (0..<nodes).filter { $0 != from }.map {
                DirectedLink(from: NodeID(from), to: NodeID($0))
            }
        }
    }

    private static func key(_ place: Int) -> ItemKey { ItemKey("k\(place)") }
}

extension Interval {
    fileprivate static func - (later: Interval, earlier: Interval) -> Interval {
        Interval(nanoseconds: later.nanoseconds - earlier.nanoseconds)
    }
}
