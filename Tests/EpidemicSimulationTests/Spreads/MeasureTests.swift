import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

/// The paper's measures of one update, taken while it spreads (Demers et al. 1987, §1.4).
@Suite struct MeasureTests {
    /// Rumors in aligned rounds and nothing else, as in Table 1.
    static func rumorsAlone(
        _ removal: Removal = .counter(limit: 1, .feedback), _ direction: Direction = .push
    ) -> Settings {
        Settings(
            rumors: RumorSettings(
                direction: direction, trigger: .periodic, removal: removal, rounds: .aligned),
            cache: CacheSettings(length: 0, interval: nil),
            antiEntropy: AntiEntropySettings(method: nil))
    }

    private func measures(of cluster: inout SimulatedCluster) -> [SpreadMeasures] {
        var interest = Interest()
        interest.spreadsMax = 32
        return cluster.observe(interest).spreads
    }

    @Test(arguments: [(0, 1), (0, 2), (1, 2), (2, 1)])
    func `a watched run of a thousand nodes measures what the experiment measures`(
        table: Int, row: Int
    ) throws {
        let runs = 2
        let paper = PaperTable.all[table]
        let cells = paper.rows[row].cells
        var sums: [PaperTable.Quantity: Double] = [:]
        for seed in 0..<runs {
            let settings = Settings(
                rumors: paper.rumors(of: paper.rows[row]),
                cache: CacheSettings(length: 0, interval: nil),
                antiEntropy: AntiEntropySettings(method: nil))
            var cluster = try SimulatedCluster(
                SimulationConfiguration(nodes: 1_000, seed: UInt64(seed), settings: settings))
            _ = cluster.write(0, "rumor", "news")
            cluster.advance(.seconds(60))
            let spread = try #require(measures(of: &cluster).first)
            #expect(spread.isOver && spread.isUndisturbed && spread.nodes == 1_000)
            sums[.residue, default: 0] += spread.residue
            sums[.traffic, default: 0] += spread.traffic
            sums[.tAve, default: 0] +=
                try #require(
                    paper.meaningOfTAve == .firstReceipts ? spread.tAve : spread.tAvePrinted)
            sums[.tLast, default: 0] += try #require(spread.tLast)
        }
        for cell in cells {
            let mean = try #require(sums[cell.quantity]) / Double(runs)
            #expect(
                abs(mean - cell.reference) <= cell.referenceTolerance(runs: runs),
                "\(cell.quantity) \(mean), reference \(cell.reference)")
        }
    }

    @Test func `the mean and the last round of first receipt are those of the trace`() throws {
        for rounds in [Rounds.aligned, .free] {
            var settings = Self.rumorsAlone(.counter(limit: 2, .feedback), .pushPull)
            settings.rumors?.rounds = rounds
            settings.rumors?.interval = .milliseconds(1_300)
            var cluster = try SimulatedCluster.checked(nodes: 40, settings: settings)
            cluster.advance(.milliseconds(2_345))
            _ = cluster.write(7, "k", "v")
            cluster.advance(.seconds(60))
            let trace = cluster.observe(Interest(traceMax: 2_000)).trace
            let began = try #require(
                trace.first { if case .wrote = $0.kind { true } else { false } })
            let receipts = trace.filter { if case .received = $0.kind { true } else { false } }
                .map { event in
                    rounds == .aligned
                        ? Double(event.round - began.round)
                        : (event.moment - began.moment).inSeconds / 1.3
                }
            let spread = try #require(measures(of: &cluster).first)
            // The writer had it in round 0.
            let mean = receipts.reduce(0, +) / Double(receipts.count + 1)
            #expect(receipts.count > 30)
            #expect(abs(try #require(spread.tAve) - mean) < 1e-9)
            #expect(abs(try #require(spread.tLast) - receipts.max()!) < 1e-9)
            #expect(spread.informed == receipts.count + 1)
            #expect(spread.origin == NodeID(7) && spread.began == began.moment)
        }
    }

    @Test func `what is repaired after the end does not change the measures of the spread`() throws
    {
        var settings = Self.rumorsAlone()
        settings.antiEntropy = AntiEntropySettings(method: .checksum, interval: .seconds(30))
        var cluster = try SimulatedCluster.checked(nodes: 60, seed: 3, settings: settings)
        let written = cluster.write(0, "k", "v")
        for _ in 0..<40 where measures(of: &cluster).first?.isOver != true {
            cluster.advance(.milliseconds(500))
        }
        let end = try #require(measures(of: &cluster).first)
        #expect(end.isOver && end.informed < 60)
        expectConvergence(of: &cluster, within: 300)
        #expect(measures(of: &cluster) == [end])
        #expect(cluster.everything(focus: written).focus?.susceptible == 0)
        #expect(cluster.everything(focus: written).focus?.informed == 60)
    }

    @Test func `where tables alone are compared it is over when everybody has it`() throws {
        let settings = Settings(
            rumors: nil, cache: CacheSettings(length: 0, interval: nil),
            antiEntropy: AntiEntropySettings(method: .checksum, interval: .seconds(2)))
        var cluster = try SimulatedCluster.checked(settings: settings)
        _ = cluster.write(0, "k", "v")
        cluster.advance(.seconds(1))
        #expect(measures(of: &cluster).first?.isOver == false)
        expectConvergence(of: &cluster, within: 100)
        let spread = try #require(measures(of: &cluster).first)
        #expect(spread.isOver && spread.residue == 0 && spread.transfers == 0)
        #expect(try #require(spread.tLast) > 1)
    }

    @Test func `a fault, a setting or a newer write of the key disturbs what still spreads`() throws
    {
        let disturbances: [ClusterCommand] = [
            .kill(NodeID(3)), .partition(groups: 2), .setNetwork(NetworkConditions(loss: 0.1)),
            .setProtocol(Settings()), .addNode, .write(at: NodeID(4), key: "k", value: "w"),
        ]
        for command in disturbances {
            var cluster = try SimulatedCluster.checked(settings: Self.rumorsAlone())
            let written = cluster.write(0, "k", "v")
            cluster.advance(.milliseconds(1_500))
            let before = try #require(cluster.everything(focus: written).curve)
            #expect(before.measures.isUndisturbed && before.predictedFrom?.round == 0)
            cluster.perform(command)
            let after = try #require(cluster.everything(focus: written).curve)
            #expect(!after.measures.isUndisturbed, "\(command)")
            #expect(after.predictedFrom?.moment == .zero + .milliseconds(1_500), "\(command)")
            #expect(after.predictedFrom == after.points.last, "\(command)")
        }
    }

    @Test func `who holds another update that wins does not know the one that it never got`() throws
    {
        var cluster = try SimulatedCluster.checked()
        cluster.perform(.partition(groups: 2))
        let winner = cluster.write(0, "k", "v")
        cluster.advance(.seconds(1))
        let loser = cluster.write(15, "k", "w")
        cluster.advance(.seconds(120))
        let apart = try #require(cluster.everything(focus: loser).focus)
        #expect(apart.informed == 8 && apart.superseded == 8 && apart.susceptible == 0)
        let measures = try #require(cluster.everything(focus: loser).curve?.measures)
        #expect(measures.informed + Int(measures.residue * 16) == 16)
        #expect(measures.residue >= 0.5)
        cluster.perform(.heal)
        expectConvergence(of: &cluster, within: 300)
        let joined = try #require(cluster.everything(focus: loser).focus)
        // It had eight, and was heard of by those that were sent it before they sent what wins.
        #expect(joined.superseded == 16 && joined.informed >= 8)
        #expect(cluster.everything(focus: winner).focus?.informed == 16)
    }

    @Test func `what was lost with its data is not known, and what is kept is`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        let written = cluster.write(0, "k", "v")
        expectConvergence(of: &cluster, within: 200)
        func informed() -> Int? { cluster.everything(focus: written).focus?.informed }
        #expect(informed() == 4)
        cluster.perform(.kill(NodeID(2)))
        #expect(informed() == 3)
        cluster.perform(.restart(NodeID(2), .kept))
        #expect(informed() == 4)
        cluster.perform(.kill(NodeID(2)))
        cluster.perform(.restart(NodeID(2), .lost))
        #expect(informed() == 3)
        expectConvergence(of: &cluster, within: 200)
        #expect(informed() == 4)
    }

    @Test func `a write of another key disturbs nothing, nor does what comes after the end`() throws
    {
        var cluster = try SimulatedCluster.checked(settings: Self.rumorsAlone())
        _ = cluster.write(0, "k", "v")
        _ = cluster.write(1, "l", "v")
        cluster.advance(.seconds(30))
        cluster.perform(.kill(NodeID(3)))
        #expect(measures(of: &cluster).map(\.isUndisturbed) == [true, true])
        #expect(measures(of: &cluster).map(\.nodes) == [16, 16])
    }

    @Test func `the latest thirty-two updates are measured, newest first`() throws {
        var cluster = try SimulatedCluster.checked(nodes: 4)
        var written: [UpdateIdentity?] = []
        for place in 0..<40 {
            written.append(cluster.write(place % 4, ItemKey("k\(place % 7)"), "v"))
            cluster.advance(.milliseconds(700))
        }
        let expected = written.suffix(32).reversed().map { $0 }
        #expect(measures(of: &cluster).map(\.update.id) == expected)
        #expect(cluster.everything().updates.map(\.id) == expected)
    }
}
