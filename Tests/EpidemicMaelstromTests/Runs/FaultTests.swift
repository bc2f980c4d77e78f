import Epidemic
import EpidemicMaelstrom
import Testing

/// Runs with partitions, chance in the latency, and crashes that wipe a node's memory.
///
/// `OUTBREAK_MAELSTROM_SECONDS=120 swift test --filter FaultTests` makes them longer, with 25 nodes each.
@Suite struct FaultTests {
    /// A run of a few nodes, or of 25 when it shall be long.
    private func run(
        _ dissemination: Dissemination, _ load: Load, topology: OfferedTopology = .total,
        workload: ReadWorkload? = nil, seed: UInt64
    ) throws -> (bench: Bench, endangered: Set<Int>) {
        var settings = MaelstromSettings(dissemination)
        settings.workload = workload
        var bench = try Bench(
            nodes: MarksTests.seconds == nil ? 9 : 25, settings, topology: topology,
            latency: .exponential(mean: 100), seed: seed)
        var load = load
        load.seconds = MarksTests.seconds ?? load.seconds
        let endangered = try bench.run(load)
        #expect(bench.complaints.isEmpty)
        return (bench, endangered)
    }

    /// Requests while there are partitions.
    private func load(_ workload: Load.Workload = .broadcast, crashes: Double? = nil) -> Load {
        var load = Load()
        load.workload = workload
        load.rate = 50
        load.seconds = 6
        load.partitions = 1.5
        load.crashes = crashes
        return load
    }

    @Test(arguments: Dissemination.allCases)
    func `partitions lose nothing that was acknowledged`(dissemination: Dissemination) throws {
        let set = SetChecker(try run(dissemination, load(), seed: 2).bench.history)
        #expect(set.isValid, "lost \(set.lost), twice \(set.duplicated)")
        #expect(set.stale.count > 0 && set.neverRead.isEmpty)
    }

    @Test(arguments: [OfferedTopology.grid, .tree, .line])
    func `rumors reach everybody along the links of the topology`(topology: OfferedTopology) throws
    {
        let set = SetChecker(try run(.gossip, load(), topology: topology, seed: 3).bench.history)
        #expect(set.isValid, "lost \(set.lost), twice \(set.duplicated)")
    }

    @Test(arguments: Dissemination.allCases)
    func `crashes lose what only the crashed node held, and nothing else`(
        dissemination: Dissemination
    ) throws {
        let (bench, endangered) = try run(dissemination, load(crashes: 0.5), seed: 4)
        let set = SetChecker(bench.history)
        let unexplained = set.lost.filter { !endangered.contains($0) }
        #expect(unexplained.isEmpty, "not one of \(endangered.count)")
        #expect(set.duplicated.isEmpty && set.invented.isEmpty)
        #expect(set.stable.count > set.attempts / 2)
    }

    @Test(arguments: [(ReadWorkload.gCounter, Load.Workload.gCounter), (.pnCounter, .pnCounter)])
    func `counters come to the sum of all increments`(
        workload: ReadWorkload, requests: Load.Workload
    ) throws {
        for dissemination in Dissemination.allCases {
            let run = try run(dissemination, load(requests), workload: workload, seed: 5)
            let counter = CounterChecker(run.bench.history)
            #expect(counter.isValid, "\(dissemination): \(counter.wrong)")
        }
    }

    @Test func `a set of elements is one of broadcasts by another name`() throws {
        let set = SetChecker(try run(.tree, load(.gSet), workload: .gSet, seed: 6).bench.history)
        #expect(set.isValid && set.attempts > 100)
    }

    @Test func `identifiers are unique over crashes and partitions`() throws {
        var load = load(.uniqueIDs, crashes: 0.2)
        load.rate = 500
        load.endsWithReads = false
        let checker = UniquenessChecker(try run(.gossip, load, seed: 7).bench.history)
        #expect(checker.isValid && checker.given > 2_000)
    }

    @Test(arguments: Dissemination.allCases)
    func `transactions are read uncommitted`(dissemination: Dissemination) throws {
        var load = load(.registers)
        load.endsWithReads = false
        let checker = TransactionChecker(try run(dissemination, load, seed: 8).bench.history)
        #expect(checker.isValid && checker.transactions > 200, "\(checker.anomalies)")
    }

    /// The negative control: what is no linearizable store must not pass for one.
    @Test(arguments: Dissemination.allCases)
    func `a store without coordination is found not to be linearizable`(
        dissemination: Dissemination
    ) throws {
        var load = load(.store)
        load.rate = 20
        load.endsWithReads = false
        let checker = LinearizabilityChecker(try run(dissemination, load, seed: 9).bench.history)
        #expect(!checker.wrong.isEmpty)
    }

    @Test func `one node alone is linearizable, as far as the checker can tell`() throws {
        var load = load(.store)
        load.endsWithReads = false
        var bench = try Bench(
            nodes: 1, MaelstromSettings(.hub), latency: .constant(milliseconds: 100), seed: 9)
        _ = try bench.run(load)
        #expect(LinearizabilityChecker(bench.history).isValid && bench.serverMessages == 0)
    }

    @Test func `the same seed gives the same run`() throws {
        func messages() throws -> [String] {
            let bench = try run(.gossip, load(crashes: 1), seed: 10).bench
            return bench.history.map { JSONValue.object($0.answer ?? [:]).text }
                + ["\(bench.serverMessages)"]
        }
        #expect(try messages() == messages())
    }
}
