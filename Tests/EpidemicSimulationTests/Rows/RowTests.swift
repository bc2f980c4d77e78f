import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// The order and the choice of the rows of a table of nodes.
@Suite struct RowTests {
    /// Nodes that differ in everything that can be sorted by.
    private func mixed() throws -> (SimulatedCluster, UpdateIdentity) {
        var settings = Settings()
        settings.antiEntropy.interval = .seconds(2)
        settings.cache.length = 3
        var cluster = try SimulatedCluster.checked(nodes: 14, settings: settings)
        for node in 0..<6 { _ = cluster.write(node, ItemKey("k\(node)"), "v") }
        cluster.advance(.milliseconds(1_900))
        let written = cluster.write(9, "k3", "w")
        cluster.advance(.milliseconds(1_100))
        cluster.perform(.kill(NodeID(4)))
        cluster.perform(.freeze(NodeID(11)))
        return (cluster, try #require(written))
    }

    private func interest(
        _ column: RowOrder.Column = .roster, _ direction: RowOrder.Direction = .ascending,
        filter: String = "", rows: Range<Int> = 0..<100, focus: UpdateIdentity? = nil
    ) -> Interest {
        var interest = Interest(focus: focus, rows: rows)
        interest.rowOrder = RowOrder(column, direction)
        interest.rowFilter = filter
        return interest
    }

    /// What a row shows in a column; nil where the order is not that of a number.
    private func shown(_ row: ReplicaStatus, _ column: RowOrder.Column) -> Double? {
        switch column {
        case .roster: Double(row.dot.node.index)
        case .state: row.dot.state.map { [1, 0, 2, 3][Int($0.rawValue)] }
        case .clock:
            row.clock.runs.reduce(0) { sum, run in
                sum + Double(run.highest) - Double(run.gaps.reduce(0) { $0 + $1.count })
            }
        case .keys: Double(row.keys)
        case .cache: Double(row.cacheFill)
        case .hot: Double(row.hotRumors)
        case .root: nil
        case .sent: row.sentPerSecond
        case .received: row.receivedPerSecond
        case .exchange: row.lastExchange.map { Double($0.moment.nanoseconds) } ?? -1
        }
    }

    @Test(arguments: RowOrder.Column.allCases)
    func `rows stand in the order of what they show`(column: RowOrder.Column) throws {
        var (cluster, focus) = try mixed()
        for direction in [RowOrder.Direction.ascending, .descending] {
            let view = cluster.observe(interest(column, direction, focus: focus))
            #expect(view.rows.count == 14 && view.rowCount == 14)
            #expect(Set(view.rows.map(\.dot.node)).count == 14)
            let values = view.rows.filter { !$0.dot.condition.isDown }
                .compactMap { shown($0, column) }
            #expect(values == values.sorted { direction == .ascending ? $0 < $1 : $0 > $1 })
            if column != .roster { #expect(view.rows.last?.dot.node == NodeID(4)) }
        }
    }

    @Test func `nodes of equal roots stand together, the larger group first`() throws {
        var (cluster, _) = try mixed()
        let marks = cluster.observe(interest(.root)).rows.dropLast().map(\.dot.rootMark)
        let groups = marks.reduce(into: [(mark: Int, count: Int)]()) { groups, mark in
            if groups.last?.mark == mark {
                groups[groups.count - 1].count += 1
            } else {
                groups.append((mark, 1))
            }
        }
        #expect(Set(groups.map(\.mark)).count == groups.count)
        #expect(groups.count > 2)
        #expect(groups.map(\.count) == groups.map(\.count).sorted(by: >))
    }

    @Test func `a page is cut out of the order, and says where the inspected node stands`() throws {
        var (cluster, focus) = try mixed()
        let all = cluster.observe(interest(.sent, .descending)).rows.map(\.dot.node)
        var page = interest(.sent, .descending, rows: 5..<9, focus: focus)
        page.inspected = all[7]
        let view = cluster.observe(page)
        #expect(view.rows.map(\.dot.node) == Array(all[5..<9]))
        #expect(view.inspectedRow == 7)
        page.rows = 12..<40
        #expect(cluster.observe(page).rows.count == 2)
        page.rows = 90..<100
        #expect(cluster.observe(page).rows.isEmpty)
    }

    @Test func `a filter leaves the nodes of which all its words hold`() throws {
        var (cluster, focus) = try mixed()
        func names(_ filter: String) -> [String] {
            let view = cluster.observe(interest(filter: filter, focus: focus))
            #expect(view.rowCount == view.rows.count)
            return view.rows.map(\.dot.name)
        }
        #expect(names("N1") == ["n1", "n10", "n11", "n12", "n13"])
        #expect(names("down") == ["n4"])
        #expect(names(" frozen ") == ["n11"])
        #expect(names("up n1") == ["n1", "n10", "n12", "n13"])
        #expect(names("xyz").isEmpty)
        let view = cluster.observe(interest(focus: focus))
        for (word, states) in [
            ("state:s", [NodeState.susceptible]), ("state:i", [.infected]),
            ("state:r", [.removed, .superseded, .forgotten]),
        ] {
            let expected = view.rows.filter { $0.dot.state.map(states.contains) ?? false }
            #expect(names(word) == expected.map(\.dot.name))
        }
        #expect(names("state:i").contains("n9"))
        var hidden = interest(filter: "down")
        hidden.inspected = NodeID(2)
        #expect(cluster.observe(hidden).inspectedRow == nil)
    }

    @Test func `the order follows what happens, what is done, and time that is turned back`() throws
    {
        var (cluster, focus) = try mixed()
        let wanted = interest(.received, .descending, filter: "up", focus: focus)
        for _ in 0..<8 {
            cluster.perform(.stepEvent)
            var copy = try rebuilt(cluster)
            #expect(cluster.observe(wanted).rows == copy.observe(wanted).rows)
        }
        cluster.perform(.kill(NodeID(7)))
        #expect(!cluster.observe(wanted).rows.contains { $0.dot.node == NodeID(7) })
        cluster.perform(.backRound)
        #expect(cluster.observe(wanted).rows.contains { $0.dot.node == NodeID(7) })
        #expect(cluster.observe(wanted).rows.contains { $0.dot.node == NodeID(4) })
    }

    /// The same cluster, which has never been looked at in this order.
    private func rebuilt(_ cluster: SimulatedCluster) throws -> SimulatedCluster {
        var copy = cluster
        _ = copy.observe(interest(.keys, filter: "n"))
        return copy
    }
}
