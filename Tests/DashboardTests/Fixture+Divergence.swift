import ClusterObservation

@testable import Dashboard

extension Fixture {
    static let rootGroups = [
        RootGroup(
            root: TableRoot(bits: 0xa3f2 << 112), mark: 0, count: 9,
            members: [0, 1, 2, 3, 5, 7, 8, 9, 13].map { NodeID($0) }, keys: 5),
        RootGroup(
            root: TableRoot(bits: 0x77b0 << 112), mark: 1, count: 5,
            members: [4, 10, 12, 14, 15].map { NodeID($0) }, keys: 4),
        RootGroup(
            root: TableRoot(bits: 0x0c19 << 112), mark: 2, count: 1, members: [NodeID(6)], keys: 4),
    ]

    /// A key of which one side has a later version, one with concurrent versions, one that only one
    /// side has, and one that was deleted.
    static let differences = [
        EntryDifference(
            key: "colour", left: red, right: blue, winner: .left, reason: .norm),
        EntryDifference(
            key: "shape", left: update("shape", "square", by: 0, number: 3, clock: [0: 1]),
            right: circle, winner: .right, reason: .causality),
        EntryDifference(
            key: "size", left: gone,
            right: update("size", "9", by: 5, number: 1, clock: [5: 1]), winner: .left,
            reason: .component(identity(3))),
        EntryDifference(
            key: "weight", left: nil,
            right: update("weight", "2 kg", by: 4, number: 1, clock: [4: 1])),
    ]

    /// The view with its groups of equal tables, and n0 compared with another node.
    static func diverged(from other: Int = 4) -> ClusterView {
        var view = view()
        view.rootGroups = rootGroups
        view.comparison = Comparison(
            pair: NodePair(NodeID(0), NodeID(other)), differences: differences,
            count: differences.count)
        return view
    }

    /// A cluster in which everybody agrees.
    static var agreed: ClusterView {
        var view = view()
        view.rootGroups = [
            RootGroup(
                root: TableRoot(bits: 0xa3f2 << 112), mark: 0, count: 15,
                members: (0..<16).filter { $0 != 11 }.map { NodeID($0) }, keys: 5)
        ]
        for node in view.dots.indices { view.dots[node].rootMark = 0 }
        view.totals.roots = 1
        view.totals.agreeing = 15
        return view
    }
}
