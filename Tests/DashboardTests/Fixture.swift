import ClusterObservation
import TerminalUI

@testable import Dashboard

/// A cluster made by hand: sixteen nodes of a full mesh in the middle of an epidemic, one of them
/// down, one frozen, a link cut.
enum Fixture {
    static let size = Size(columns: 120, rows: 40)

    static func identity(_ index: Int) -> ReplicaIdentity {
        ReplicaIdentity(name: name(index), epoch: 1)
    }

    static func name(_ index: Int) -> ReplicaNameText { ReplicaNameText("n\(index)")! }

    static func clock(_ counts: [Int: UInt64]) -> WriteClock {
        let components = counts.map {
            WriteClock.Component(replica: identity($0.key), count: $0.value)
        }
        return try! WriteClock(components.sorted { $0.replica < $1.replica })
    }

    static let red = update("colour", "red", by: 0, number: 4, clock: [0: 2])
    static let blue = update("colour", "blue", by: 7, number: 1, clock: [7: 1])
    static let circle = update("shape", "circle", by: 7, number: 2, clock: [0: 1, 7: 1])
    static let gone = ClusterUpdate(
        key: "size", content: .deathCertificate(created: moment(3.1)), clock: clock([3: 1]),
        id: UpdateIdentity(origin: identity(3), sequence: 1))

    static func update(
        _ key: ItemKey, _ value: ItemValue, by node: Int, number: UInt64, clock: [Int: UInt64]
    ) -> ClusterUpdate {
        ClusterUpdate(
            key: key, content: .value(value), clock: self.clock(clock),
            id: UpdateIdentity(origin: identity(node), sequence: number))
    }

    static func moment(_ seconds: Double) -> Moment {
        Moment(nanoseconds: Int64(seconds * 1e9))
    }

    static func link(_ from: Int, _ to: Int) -> DirectedLink {
        DirectedLink(from: NodeID(from), to: NodeID(to))
    }
}

extension Fixture {
    private static let infected: Set<Int> = [0, 1, 2, 3, 5, 8, 9]
    private static let removed: Set<Int> = [7, 13]

    static func state(_ node: Int) -> NodeState {
        if infected.contains(node) { return .infected }
        return removed.contains(node) ? .removed : .susceptible
    }

    static func condition(_ node: Int) -> NodeCondition {
        switch node {
        case 11: .down(since: moment(5.1))
        case 14: .frozen
        default: .up
        }
    }

    static func dot(_ node: Int) -> NodeDot {
        NodeDot(
            node: NodeID(node), name: "n\(node)", condition: condition(node), state: state(node),
            rootMark: node == 6 ? 2 : state(node) == .susceptible ? 1 : 0)
    }

    static func status(_ node: Int) -> ReplicaStatus {
        let dot = dot(node)
        let roots: [UInt128] = [0xa3f2, 0x77b0, 0x0c19]
        let runs = [
            ReplicaClock.Run(
                origin: identity(0), highest: dot.state == .susceptible ? 3 : 4, gaps: [])!,
            ReplicaClock.Run(origin: identity(7), highest: 3, gaps: node == 2 ? [2...2] : [])!,
        ]
        return ReplicaStatus(
            dot: dot, identity: identity(node), clock: ReplicaClock(runs: runs)!,
            keys: dot.state == .susceptible ? 4 : 5, cacheFill: 5, cacheLength: 32,
            hotRumors: dot.state == .infected ? 1 : 0,
            root: TableRoot(bits: roots[dot.rootMark] << 112), sent: 3 * node, received: node)
    }

    static func detail(_ node: Int) -> ReplicaDetail {
        ReplicaDetail(
            status: status(node),
            entries: [
                EntryDetail(
                    update: red, context: clock([0: 2]), state: state(node), holders: 9,
                    modified: moment(4), hops: 0),
                EntryDetail(
                    update: circle, context: clock([0: 1, 7: 1]), state: .removed, holders: 15,
                    modified: moment(2.2), hops: 2),
                EntryDetail(
                    update: gone, context: clock([3: 1]), state: .removed, holders: 15,
                    modified: moment(3.4), hops: 3),
            ],
            entryCount: 3,
            cache: [
                CacheDetail(update: red, age: .milliseconds(3_200)),
                CacheDetail(update: gone, age: .milliseconds(3_800)),
                CacheDetail(update: circle, age: .seconds(5)),
            ],
            rumors: [RumorDetail(update: red, counter: 2, rounds: 4)],
            counters: [
                CounterDetail(name: "duplicate rumor", count: 1_204),
                CounterDetail(name: "late feedback", count: 3),
            ])
    }
}
