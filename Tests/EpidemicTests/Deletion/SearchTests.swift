import Testing

@testable import Epidemic

/// PROTOCOL.md §4: the rules of deletion, searched exhaustively with the real replica.
@Suite struct SearchTests {
    private func search(
        _ bounds: SmallClusterSearch.Bounds, retention: Int = 2,
        dormantAge: Interval = .seconds(40),
        without rules: DeletionRules = []
    ) throws -> (fault: SmallClusterSearch.Fault?, visited: Int) {
        var settings = Settings.deletion(retention: retention, without: rules)
        settings.deletion.dormantAge = dormantAge
        var search = SmallClusterSearch(bounds, settings: settings)
        let fault = try search.run()
        return (fault, search.visited)
    }

    @Test(arguments: [0, 2])
    func `with all rules no order of events goes wrong`(retention: Int) throws {
        let (fault, visited) = try search(.init(operations: 2, steps: 2), retention: retention)
        if let fault { Issue.record("\(fault.what): \(fault.path)") }
        #expect(visited > 500)
    }

    /// The certificate is forgotten by everybody, and then a copy arrives, of it or of what it deleted.
    @Test(arguments: [0, 2])
    func `nor when a copy arrives after everything is forgotten`(retention: Int) throws {
        let (fault, visited) = try search(
            .init(operations: 2, copies: 1, steps: 2), retention: retention,
            dormantAge: .seconds(10))
        if let fault { Issue.record("\(fault.what): \(fault.path)") }
        #expect(visited > 500)
    }

    @Test func `nor with a crash that loses everything`() throws {
        let (fault, visited) = try search(.init(operations: 2, copies: 0, steps: 1, crashes: 1))
        if let fault { Issue.record("\(fault.what): \(fault.path)") }
        #expect(visited > 500)
    }

    @Test func `nor on two keys`() throws {
        let (fault, visited) = try search(.init(keys: 2, operations: 2, copies: 0, steps: 2))
        if let fault { Issue.record("\(fault.what): \(fault.path)") }
        #expect(visited > 200)
    }

    /// Every order of two writes or deletions, comparisons and one ageing.
    @Test func `nor among three nodes`() throws {
        let bounds = SmallClusterSearch.Bounds(nodes: 3, operations: 2, copies: 0, steps: 1)
        let (fault, visited) = try search(bounds, retention: 1)
        if let fault { Issue.record("\(fault.what): \(fault.path)") }
        #expect(visited > 500 && visited < bounds.statesMax)
    }

    /// With a copy that arrives late there are too many orders for a test: the shortest are looked at.
    @Test func `nor in the shortest orders among three nodes with a late copy`() throws {
        let (fault, visited) = try search(
            .init(nodes: 3, operations: 2, copies: 1, steps: 1, statesMax: 1_500), retention: 1)
        if let fault { Issue.record("\(fault.what): \(fault.path)") }
        #expect(visited == 1_500)
    }

    @Test(
        arguments: [
            (.floorAtWrite, 2), (.floorOnAbsorbing, 0), (.floorAtExpiry, 2),
            (.floorInSnapshot, 2), (.awakeningByCertificates, 2), (.expiryAtOnce, 0),
            (.activationByNumber, 2), (.reactivationOnArrival.union(.refusal), 0), (.refusal, 0),
        ] as [(DeletionRules, Int)])
    func `without any one rule the search finds what goes wrong`(
        rule: DeletionRules, retention: Int
    ) throws {
        let late = rule.contains(.reactivationOnArrival)
        let bounds = SmallClusterSearch.Bounds(
            operations: late ? 2 : 3, copies: late ? 2 : 1, steps: late ? 1 : 2,
            statesMax: 20_000)
        let (fault, _) = try search(bounds, retention: retention, without: rule)
        #expect(fault != nil)
    }
}
