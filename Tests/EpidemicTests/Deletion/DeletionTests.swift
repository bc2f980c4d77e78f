import Testing

@testable import Epidemic

/// PROTOCOL.md §4 and Demers et al. 1987, §2: death certificates.
@Suite struct DeletionTests {
    @Test func `everybody keeps a certificate until its age passes, then only retention nodes`()
        throws
    {
        var bench = try Bench(nodes: 6, settings: .deletion(retention: 2))
        bench.delete(0, "k")
        let certificate = try #require(bench.replicas[0].entry(of: "k")).update
        for node in 1..<6 { bench.give(from: 0, "k", to: node) }
        #expect(bench.replicas.map(\.entryCount) == [1, 1, 1, 1, 1, 1])
        bench.now = bench.now + .seconds(9)
        bench.tick()
        #expect(bench.replicas.map(\.entryCount) == [1, 1, 1, 1, 1, 1])
        bench.now = bench.now + .seconds(1)
        bench.tick()
        #expect(bench.replicas.map(\.entryCount) == [0, 0, 0, 0, 0, 0])
        guard case .deathCertificate(_, let retention) = certificate.content else { return }
        #expect(retention.count == 2)
        let keepers = bench.replicas.filter { $0.certificates.dormant["k"] != nil }
        #expect(keepers.map(\.id.name).sorted() == retention)
        bench.now = bench.now + .seconds(100)
        bench.tick()
        #expect(bench.replicas.allSatisfy { $0.certificates.dormant.count == 0 })
        #expect(bench.replicas.allSatisfy { !$0.certificates.floor.isEmpty })
    }

    @Test func `dormant certificates are in no root and are never offered`() throws {
        var bench = try Bench(nodes: 2, settings: .deletion(retention: 2))
        bench.delete(0, "k")
        bench.now = bench.now + .seconds(10)
        bench.tick()
        #expect(bench.replicas[0].certificates.dormant.count == 1)
        #expect(bench.roots == [.empty])
        bench.exchange(from: 0)
        #expect(bench.replicas[1].seen.contains(.init(origin: bench.replicas[0].id, sequence: 1)))
        #expect(bench.replicas[1].certificates.dormant.count == 0)
    }

    @Test func `a late item is cancelled by a dormant certificate, which spreads again`() throws {
        var bench = try Bench(nodes: 3, settings: .deletion(retention: 3))
        bench.write(0, "k", "v")
        let old = try #require(bench.replicas[0].entry(of: "k")).update
        bench.delete(0, "k")
        let deletion = try #require(bench.replicas[0].entry(of: "k"))
        bench.now = bench.now + .seconds(10)
        bench.tick()
        bench.hand(old, to: 0, from: 2)
        let entry = try #require(bench.replicas[0].entry(of: "k"))
        #expect(entry.update == deletion.update)
        #expect(entry.activation == Activation(number: 2, since: bench.now))
        #expect(bench.replicas[0].certificates.dormant.count == 0)
        bench.hand(old, to: 2, from: 0)
        bench.exchangeAll()
        #expect(bench.value(2, "k") == nil)
    }

    @Test func `a reinstatement later than the deletion is not cancelled by it`() throws {
        var bench = try Bench(nodes: 2, settings: .deletion(retention: 2))
        bench.delete(0, "k")
        bench.exchangeAll()
        bench.now = bench.now + .seconds(10)
        bench.tick()
        bench.write(1, "k", "again")
        bench.exchangeAll()
        bench.exchangeAll()
        #expect(bench.value(0, "k") == "again")
        #expect(bench.value(1, "k") == "again")
        #expect(bench.replicas[0].certificates.dormant.count == 0)
    }

    @Test func `without retention nodes a deletion is a plain tombstone, and the item comes back`()
        throws
    {
        for retention in [0, 4] {
            let settings = Settings.deletion(retention: retention, without: .refusal)
            var bench = try Bench(nodes: 4, settings: settings)
            bench.write(3, "k", "v")
            for node in 0..<3 { bench.give(from: 3, "k", to: node) }
            // n3 is cut off; the others delete and forget.
            bench.delete(0, "k")
            for node in 1..<3 { bench.give(from: 0, "k", to: node) }
            bench.now = bench.now + .seconds(10)
            bench.tick()
            for _ in 0..<3 { bench.exchangeAll() }
            let values = (0..<4).map { bench.value($0, "k") }
            #expect(values == Array(repeating: retention == 0 ? "v" : nil, count: 4))
        }
    }

    @Test func `a node that restarts finds certificates, activations and floor again`() throws {
        var bench = try Bench(nodes: 2, settings: .deletion(retention: 2))
        bench.delete(0, "old")
        bench.now = bench.now + .seconds(10)
        bench.tick()
        bench.delete(0, "new")
        let before = bench.replicas[0]
        try bench.restart(0)
        let after = bench.replicas[0]
        #expect(
            after.certificates.dormant["old"]?.update == before.certificates.dormant["old"]?.update)
        #expect(after.certificates.floor == before.certificates.floor)
        #expect(after.entry(of: "new")?.activation == before.entry(of: "new")?.activation)
        bench.now = bench.now + .seconds(10)
        bench.tick()
        #expect(bench.replicas[0].certificates.dormant.count == 2)
    }

    @Test func `space is accounted for, and dormancy lasts longer in the same space`() throws {
        var bench = try Bench(nodes: 3, settings: .deletion(retention: 1))
        for place in 0..<6 { bench.delete(0, Key("k\(place)")) }
        bench.exchangeAll()
        #expect(bench.replicas.map(\.certificateSpace.active) == [6, 6, 6])
        bench.now = bench.now + .seconds(10)
        bench.tick()
        let spaces = bench.replicas.map(\.certificateSpace)
        #expect(spaces.map(\.active) == [0, 0, 0])
        #expect(spaces.reduce(0) { $0 + $1.dormant } == 6)
        #expect(
            DormantSpace.equalDormantAge(
                plain: .seconds(30), age: .seconds(10), nodes: 3, retention: 1) == .seconds(60))
    }

    @Test func `retention nodes are chosen among all, and every node about as often`() throws {
        var bench = try Bench(nodes: 8, settings: .deletion(retention: 2))
        var counts: [ReplicaName: Int] = [:]
        for place in 0..<400 {
            bench.delete(place % 8, Key("k\(place)"))
            let entry = try #require(bench.replicas[place % 8].entry(of: Key("k\(place)")))
            guard case .deathCertificate(_, let retention) = entry.update.content else { continue }
            #expect(Set(retention).count == 2)
            #expect(retention.contains(bench.replicas[place % 8].id.name))
            for name in retention { counts[name, default: 0] += 1 }
        }
        #expect(counts.count == 8)
        #expect(counts.values.allSatisfy { (60...140).contains($0) })
    }

    @Test(arguments: [1, 2, 4, 64])
    func `the deleter is always a retention node, and one of r`(retention: Int) throws {
        var bench = try Bench(nodes: 10, settings: .deletion(retention: retention))
        for place in 0..<40 {
            let deleter = place % 10
            let chosen = try bench.retention(chosenBy: deleter, for: Key("k\(place)"))
            #expect(chosen.count == min(retention, 10) && Set(chosen).count == chosen.count)
            #expect(chosen.contains(bench.replicas[deleter].id.name))
        }
    }

    @Test func `peers whose names are unknown yet cost no retention node`() throws {
        var bench = try Bench(nodes: 8, settings: .deletion(retention: 3))
        bench.replicas[0].peerNames = .listed([
            Peer(5): "n5", Peer(6): "n6", Peer(7): "n7", Peer(99): "stranger",
        ])
        for place in 0..<40 {
            let retention = try bench.retention(chosenBy: 0, for: Key("k\(place)"))
            #expect(Set(retention).count == 3)
            #expect(Set(retention).isSubset(of: ["n0", "n5", "n6", "n7"]))
        }
    }

    @Test func `a writer that knows too few names keeps the certificate itself`() throws {
        var bench = try Bench(nodes: 8, settings: .deletion(retention: 3))
        for (names, chosen) in [
            (PeerNames.unknown, ["n0"]), (.listed([:]), ["n0"]),
            (.listed([Peer(5): "n5"]), ["n0", "n5"]),
            (.listed([Peer(5): "n5", Peer(6): "n5"]), ["n0", "n5"]),
        ] as [(PeerNames, [ReplicaName])] {
            bench.replicas[0].peerNames = names
            #expect(try bench.retention(chosenBy: 0, for: "k") == chosen)
        }
        bench = try Bench(nodes: 8, settings: .deletion(retention: 0))
        bench.replicas[0].peerNames = .unknown
        #expect(try bench.retention(chosenBy: 0, for: "k").isEmpty)
    }
}

extension Settings {
    /// Anti-entropy begun by the test, and certificates that age in seconds: τ1 = 10, τ2 = 90.
    static func deletion(retention: Int, without rules: DeletionRules = []) -> Settings {
        var settings = Settings.antiEntropy(.checksum)
        settings.deletion = DeletionSettings(
            age: .seconds(10), dormantAge: .seconds(90), retention: retention)
        settings.deletion.rules.subtract(rules)
        return settings
    }
}

extension Bench {
    /// Lets a node delete a key, and tells whom it chose to keep the certificate.
    mutating func retention(chosenBy node: Int, for key: Key) throws -> [ReplicaName] {
        delete(node, key)
        switch try #require(replicas[node].entry(of: key)).update.content {
        case .deathCertificate(_, let retention): return retention
        case .value: return []
        }
    }

    /// Lets every node see what time it is.
    mutating func tick() {
        for node in replicas.indices { act(node) { $0.ageCertificates(now: $1, into: &$2) } }
    }

    /// Hands a copy of what one node holds of a key to another.
    mutating func give(from: Int, _ key: Key, to node: Int) {
        guard let entry = replicas[from].entry(of: key) else { return }
        hand(entry.carried, to: node, from: from)
    }

    mutating func hand(_ carried: Carried, to node: Int, from peer: Int) {
        act(node) { replica, now, effects in
            if replica.settings.deletion.rules.contains(.expiryAtOnce) {
                replica.ageCertificates(now: now, into: &effects)
            }
            replica.merge(
                carried, from: Peer(UInt32(peer)), by: .mail, now: now, into: &effects)
            replica.tellRefused(to: Peer(UInt32(peer)), into: &effects)
        }
    }

    /// Every node begins one exchange with every other.
    mutating func exchangeAll() {
        for node in replicas.indices {
            for other in replicas.indices where other != node { exchange(from: node, with: other) }
        }
    }

    mutating func exchange(from node: Int, with other: Int) {
        let peers = replicas[node].peers
        replicas[node].change(peers: .list([Peer(UInt32(other))]))
        exchange(from: node)
        replicas[node].change(peers: peers)
    }
}
