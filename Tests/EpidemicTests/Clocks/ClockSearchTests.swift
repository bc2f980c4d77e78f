import Foundation
import Testing

@testable import Epidemic

/// PROTOCOL.md §3: clocks with one component for each name, searched exhaustively with the real replica,
/// which is restarted without its data.
///
/// The spaces that take long are searched where they are asked for, in some hours:
/// `OUTBREAK_SEARCH=large swift test -c release -Xswiftc -enable-testing --filter ClockSearchTests`
@Suite struct ClockSearchTests {
    private typealias Bounds = SmallClusterSearch.Bounds

    private func search(
        _ bounds: Bounds, without rules: ClockRules = []
    ) throws -> (fault: SmallClusterSearch.Fault?, visited: Int) {
        var settings = Settings.deletion(retention: 2)
        settings.deletion.dormantAge = .seconds(40)
        settings.clocks.subtract(rules)
        var search = SmallClusterSearch(bounds, settings: settings)
        let began = ContinuousClock.now
        let fault = try search.run()
        if Self.isLarge {
            print("\(bounds): \(search.visited) states in \(ContinuousClock.now - began)")
        }
        return (fault, search.visited)
    }

    private func expectNothing(in bounds: Bounds, least: Int) throws {
        let (fault, visited) = try search(bounds)
        if let fault { Issue.record("\(fault.what): \(fault.path)") }
        #expect(visited >= least && visited < bounds.statesMax)
    }

    @Test func `a node that lost its data wins over all that it has heard of since`() throws {
        try expectNothing(
            in: Bounds(operations: 4, deletions: 0, copies: 0, steps: 0, crashes: 1), least: 300)
    }

    @Test func `also with deletions that are let go`() throws {
        try expectNothing(
            in: Bounds(operations: 2, deletions: 1, copies: 0, steps: 1, crashes: 1), least: 300)
    }

    @Test func `also among three nodes`() throws {
        try expectNothing(
            in: Bounds(
                nodes: 3, operations: 2, deletions: 0, copies: 0, steps: 0, crashes: 1), least: 300)
    }

    @Test(arguments: [ClockRules.countFirst, .countByName])
    func `without either rule of counting a later write is lost`(rule: ClockRules) throws {
        let (fault, _) = try search(
            Bounds(operations: 4, deletions: 0, copies: 0, steps: 0, crashes: 1), without: rule)
        let found = try #require(fault)
        #expect(found.what.contains("which its writer had seen"))
        #expect(found.path.count <= 7)
    }

    private static let isLarge = ProcessInfo.processInfo.environment["OUTBREAK_SEARCH"] == "large"

    @Test(
        .enabled(if: isLarge),
        arguments: [
            Bounds(
                nodes: 3, operations: 4, deletions: 0, copies: 0, steps: 0, crashes: 2,
                statesMax: 50_000_000),
            Bounds(operations: 4, deletions: 1, crashes: 2, statesMax: 50_000_000),
            Bounds(keys: 2, operations: 3, crashes: 1, statesMax: 50_000_000),
            Bounds(nodes: 3, operations: 2, copies: 1, steps: 2, crashes: 1, statesMax: 50_000_000),
        ])
    func `nor in a large space`(bounds: SmallClusterSearch.Bounds) throws {
        try expectNothing(in: bounds, least: 10_000)
    }
}
