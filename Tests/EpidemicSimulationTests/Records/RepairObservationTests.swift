import ClusterObservation
import Epidemic
import EpidemicSimulation
import Testing

/// What an observer sees of anti-entropy, of deletions, and of conflicts.
@Suite struct RepairObservationTests {
    private func cluster(
        _ method: AntiEntropySettings.Method, nodes: Int = 2,
        _ change: (inout Settings) -> Void = { _ in }
    ) throws -> SimulatedCluster {
        var settings = Settings(
            rumors: nil, cache: CacheSettings(length: 8, interval: nil),
            antiEntropy: AntiEntropySettings(method: method, interval: .seconds(20)))
        change(&settings)
        return try SimulatedCluster(
            SimulationConfiguration(nodes: nodes, seed: 5, settings: settings))
    }

    private func view(_ cluster: inout SimulatedCluster) -> ClusterView {
        var interest = Interest(inspected: NodeID(0), entries: 0..<50)
        interest.exchangesMax = 10
        interest.trees = NodePair(NodeID(0), NodeID(1))
        return cluster.observe(interest)
    }

    @Test func `a descent lights up step by step and its bytes grow`() throws {
        var cluster = try cluster(.hashTree)
        for place in 0..<60 {
            _ = cluster.perform(.write(at: NodeID(place % 2), key: Key("k\(place)"), value: "v"))
        }
        let before = view(&cluster)
        #expect(before.trees?.levels.map(\.count) == [1, 16, 256])
        #expect(before.trees?.levels[2].contains(.differing) == true)
        var bytes: [Int] = []
        var asked: Set<Int> = []
        for _ in 0..<400 {
            _ = cluster.perform(.stepEvent)
            let now = view(&cluster)
            if let exchange = now.exchanges.first, exchange.report == nil {
                bytes.append(exchange.bytes)
                asked.insert(now.trees?.levels.joined().filter { $0 == .asked }.count ?? 0)
            }
            if now.exchanges.first?.report != nil { break }
        }
        #expect(bytes == bytes.sorted() && Set(bytes).count > 3)
        #expect(asked.count > 2)
        let after = view(&cluster)
        let exchange = try #require(after.exchanges.first)
        #expect(exchange.method == .hashTree && exchange.report?.ending == .equal)
        #expect((exchange.report?.repairedHere ?? 0) + (exchange.report?.repairedThere ?? 0) == 60)
        let states = after.trees.map { Set($0.levels.joined()) }
        #expect(states == [.equal, .repaired])
    }

    @Test func `looking at trees changes nothing of the run`() throws {
        var watched = try cluster(.checksum)
        var unwatched = watched
        for place in 0..<40 {
            for _ in 0..<1 {
                _ = watched.perform(
                    .write(at: NodeID(place % 2), key: Key("k\(place)"), value: "v"))
                _ = unwatched.perform(
                    .write(at: NodeID(place % 2), key: Key("k\(place)"), value: "v"))
            }
            _ = view(&watched)
        }
        watched.advance(.seconds(60))
        unwatched.advance(.seconds(60))
        #expect(view(&watched) == view(&unwatched))
    }

    @Test func `a certificate is seen to age and to go dormant`() throws {
        var cluster = try cluster(.checksum) {
            $0.deletion = DeletionSettings(
                age: .seconds(30), dormantAge: .seconds(300), retention: 2)
        }
        _ = cluster.perform(.delete(at: NodeID(0), key: "k"))
        let active = try #require(view(&cluster).inspected?.entries.first?.certificate)
        #expect(active.retention == ["n0", "n1"] && !active.isDormant)
        cluster.advance(.seconds(40))
        let detail = try #require(view(&cluster).inspected)
        #expect(detail.entries.isEmpty)
        #expect(detail.dormant.map(\.update.key) == ["k"])
        #expect(detail.dormant.first?.isDormant == true)
        #expect(detail.deletionSpace?.dormant == 1)
        cluster.advance(.seconds(400))
        #expect(view(&cluster).inspected?.dormant.isEmpty == true)
    }

    @Test func `of two concurrent versions it is told why the winner won`() throws {
        var cluster = try cluster(.full)
        _ = cluster.perform(.write(at: NodeID(0), key: "k", value: "a"))
        _ = cluster.perform(.write(at: NodeID(1), key: "k", value: "b"))
        _ = cluster.perform(.write(at: NodeID(1), key: "k", value: "c"))
        cluster.advance(.seconds(60))
        let conflict = try #require(view(&cluster).inspected?.entries.first?.conflict)
        #expect(conflict.reason == .norm)
        #expect(conflict.winnerNorm == 4 && conflict.loserNorm == 1)
    }

    @Test func `unsafe rules and divergence are told`() throws {
        var cluster = try cluster(.full, nodes: 3) { $0.conflict = .mergeClocksUnsafe }
        for node in 0..<3 {
            _ = cluster.perform(.write(at: NodeID(node), key: "k", value: Value("v\(node)")))
        }
        #expect(view(&cluster).isUnsafe)
        var safe = try self.cluster(.full)
        #expect(!view(&safe).isUnsafe)
    }

    @Test(arguments: [0, 4])
    func `a node that was cut off for long brings no deleted item back to who had seen it`(
        retention: Int
    ) throws {
        var cluster = try cluster(.checksum, nodes: 4) {
            $0.deletion = DeletionSettings(
                age: .seconds(60), dormantAge: .seconds(6_000), retention: retention)
        }
        _ = cluster.perform(.write(at: NodeID(3), key: "k", value: "v"))
        cluster.advance(.seconds(200))
        _ = cluster.perform(.isolate(NodeID(3), .both))
        _ = cluster.perform(.delete(at: NodeID(0), key: "k"))
        cluster.advance(.seconds(300))
        _ = cluster.perform(.heal)
        cluster.advance(.seconds(300))
        let value = view(&cluster).inspected?.entries.first?.update.content.value
        #expect(value == nil && view(&cluster).totals.isConverged)
    }
}
