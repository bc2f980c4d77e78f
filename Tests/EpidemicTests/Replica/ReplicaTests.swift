import Testing

@testable import Epidemic

@Suite struct ReplicaTests {
    private var mailing: Settings {
        var settings = Settings.rumors(RumorSettings())
        settings.mail = .on
        return settings
    }

    @Test func `a write is persisted before it is answered, and answered before it is sent`() throws
    {
        var replica = Replica(
            id: .test("n0"), peers: .mesh(size: 3, own: Peer(0)),
            settings: try SharedSettings(mailing), seed: 1)
        var effects = EffectBuffer()
        replica.write("k", "v", request: 7, now: .zero, into: &effects)
        let order = effects.compactMap { effect -> String? in
            switch effect {
            case .persist: "persist"
            case .answer: "answer"
            case .send: "send"
            case .setTimer, .requestEpoch, .trace: nil
            }
        }
        #expect(order == ["persist", "answer", "send", "send"])
    }

    @Test func `direct mail goes once to everybody known`() throws {
        var bench = try Bench(nodes: 5, settings: mailing)
        bench.write(2, "k", "v")
        #expect(bench.mail.map(\.to) == [0, 1, 3, 4])
        bench.deliverAll()
        #expect(bench.replicas.allSatisfy { $0.hotCount == 1 })
    }

    @Test func `a restart with its data finds its table, its sequence and its unspread updates`()
        throws
    {
        var bench = try Bench(nodes: 2, settings: mailing)
        bench.write(0, "a", "1")
        bench.mail.removeAll()
        bench.write(0, "b", "2")
        let before = bench.replicas[0]
        bench.replicas[0] = Replica(
            restoring: bench.disks[0], peers: before.peers, settings: before.shared, seed: 9)
        #expect(bench.replicas[0].brokenInvariant == nil)
        #expect(bench.replicas[0].sequence == 2)
        #expect(bench.replicas[0].seen == before.seen)
        #expect(bench.replicas[0].rumors().map(\.update.key) == ["a", "b"])
        #expect(
            bench.replicas[0].entries(0..<9).map(\.context) == before.entries(0..<9).map(\.context))
    }

    @Test func `an own update that has finished spreading is not hot after a restart`() throws {
        var bench = try Bench(nodes: 2, settings: .rumors(RumorSettings()))
        bench.write(0, "k", "v")
        bench.run(until: .zero + .seconds(60))
        #expect(bench.replicas[0].hotCount == 0)
        let again = Replica(
            restoring: bench.disks[0], peers: bench.replicas[0].peers,
            settings: bench.replicas[0].shared, seed: 9)
        #expect(again.hotCount == 0)
        #expect(again.entryCount == 1)
    }

    @Test func `hearing of an own sequence never issued takes a new epoch at once`() throws {
        var bench = try Bench(nodes: 2)
        bench.write(0, "k", "v")
        let own = bench.replicas[0].id
        let foreign = Update.test("x", "y", .test(1), by: "n0", 5)
        bench.hand(foreign, to: 0, from: 1)
        #expect(bench.replicas[0].id == ReplicaID(name: own.name, epoch: own.epoch + 1))
        bench.write(0, "k", "w")
        let entry = try #require(bench.replicas[0].entry(of: "k"))
        #expect(entry.update.id == UpdateID(origin: bench.replicas[0].id, sequence: 1))
        #expect(entry.update.clock["n0"] == .init(count: 2, epoch: own.epoch + 1))
        #expect(entry.update.clock.components.count == 1)
    }

    @Test func `a header with an own sequence never issued is heeded as well`() throws {
        var bench = try Bench(nodes: 2)
        let header = Update.test("x", "y", .test(1), by: "n0", 5).header
        let offer = Offer(purpose: .cache, first: 0, headers: [header])
        bench.deliver(.init(from: 1, to: 0, message: .offer(offer)))
        #expect(bench.replicas[0].id.epoch == 2)
    }

    @Test func `a context that grew by a late and known update is found again after a restart`()
        throws
    {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.checksum))
        bench.write(0, "k", "first")
        let late = bench.replicas[0].entry(of: "k")!.update
        bench.write(0, "k", "second")
        let winner = bench.replicas[0].entry(of: "k")!.update
        // n1 writes over the winner alone, wins everywhere, and knows of the first by a snapshot only.
        bench.hand(winner, to: 1, from: 0)
        bench.exchange(from: 1)
        #expect(bench.replicas[1].seen.contains(late.id))
        bench.hand(late, to: 1, from: 0)
        let again = Replica(
            restoring: bench.disks[1], peers: bench.replicas[1].peers,
            settings: bench.replicas[1].shared, seed: 4)
        #expect(again.entry(of: "k")?.context == bench.replicas[1].entry(of: "k")?.context)
    }

    @Test func `updates within an epoch are numbered over all keys`() throws {
        var bench = try Bench(nodes: 1)
        for key in ["a", "b", "a"] { bench.write(0, Key(key), "v") }
        #expect(bench.replicas[0].entry(of: "a")?.update.id.sequence == 3)
        #expect(bench.replicas[0].entry(of: "a")?.update.clock.components.map(\.count) == [2])
        #expect(bench.replicas[0].seen.description == "n0:3")
    }

    @Test func `receiving never increments a component`() throws {
        var bench = try Bench(nodes: 3)
        bench.write(0, "k", "v")
        let update = bench.replicas[0].entry(of: "k")!.update
        for _ in 0..<5 {
            bench.hand(update, to: 1, from: 0)
            bench.hand(bench.replicas[1].entry(of: "k")!.update, to: 2, from: 1)
        }
        #expect(bench.replicas.allSatisfy { $0.entry(of: "k")?.update.clock == update.clock })
    }

    @Test func `what is too long is refused and changes nothing`() throws {
        var bench = try Bench(nodes: 1)
        bench.write(0, Key([UInt8](repeating: 1, count: Limits.keyBytesMax + 1)), "v")
        bench.write(0, "k", Value([UInt8](repeating: 1, count: Limits.valueBytesMax + 1)))
        #expect(
            bench.answers == [
                .refused(.keyTooLong(Limits.keyBytesMax + 1)),
                .refused(.valueTooLong(Limits.valueBytesMax + 1)),
            ])
        #expect(bench.replicas[0].entryCount == 0 && bench.replicas[0].sequence == 0)
    }

    @Test func `the state of a node for an update follows from what it holds and spreads`() throws {
        var bench = try Bench(nodes: 2, settings: .rumors(RumorSettings()))
        bench.write(0, "k", "v")
        let header = bench.replicas[0].entry(of: "k")!.update.header
        #expect(bench.replicas.map { $0.state(of: header) } == [.infected, .susceptible])
        bench.run(until: .zero + .seconds(60))
        #expect(bench.replicas.map { $0.state(of: header) } == [.removed, .removed])
        bench.write(1, "k", "w")
        #expect(bench.replicas[1].state(of: header) == .superseded)
    }

    @Test func `what holds nothing of a key any more that it has seen has forgotten it`() throws {
        var settings = Settings.rumors(RumorSettings())
        settings.deletion = DeletionSettings(
            age: .seconds(20), dormantAge: .seconds(20), retention: 1)
        var bench = try Bench(nodes: 2, settings: settings)
        bench.write(0, "k", "v")
        let value = bench.replicas[0].entry(of: "k")!.update.header
        bench.run(until: .zero + .seconds(5))
        bench.delete(0, "k")
        let deletion = bench.replicas[0].entry(of: "k")!.update.header
        bench.run(until: .zero + .seconds(15))
        for replica in bench.replicas.indices {
            #expect(bench.replicas[replica].state(of: deletion) == .removed)
            #expect(bench.replicas[replica].state(of: value) == .superseded)
        }
        bench.run(until: .zero + .seconds(200))
        for replica in bench.replicas.indices {
            #expect(bench.replicas[replica].state(of: deletion) == .forgotten)
            #expect(bench.replicas[replica].state(of: value) == .forgotten)
        }
    }

    @Test func `a node that only knows a newer update is not susceptible to the older`() throws {
        var bench = try Bench(nodes: 2)
        bench.write(0, "k", "old")
        let old = bench.replicas[0].entry(of: "k")!.update
        bench.write(0, "k", "new")
        bench.hand(bench.replicas[0].entry(of: "k")!.update, to: 1, from: 0)
        #expect(bench.replicas[1].state(of: old.header) == .superseded)
    }

    @Test func `rumor mongering can be switched off and on while it runs`() throws {
        var bench = try Bench(nodes: 3, settings: .rumors(RumorSettings()))
        bench.write(0, "k", "v")
        for settings in [Settings.silent, .rumors(RumorSettings(direction: .pushPull))] {
            let shared = try SharedSettings(settings)
            for node in 0..<3 {
                bench.act(node) { $0.change(settings: shared, now: $1, into: &$2) }
            }
            #expect(bench.replicas[0].hotCount == 0)
        }
        bench.write(0, "l", "w")
        bench.run(until: bench.now + .seconds(60))
        #expect(bench.replicas.allSatisfy { $0.entry(of: "l") != nil })
    }

    @Test func `the limits keep their relations`() { #expect(Limits.areConsistent) }

    @Test func `the same events from the same seed give the same effects`() throws {
        func run() throws -> String {
            var bench = try Bench(nodes: 6, settings: mailing, seed: 3)
            bench.write(0, "k", "v")
            bench.write(4, "k", "w")
            bench.run(until: .zero + .seconds(20))
            return bench.traces.map { "\($0.node) \($0.trace)" }.joined(separator: "\n")
        }
        #expect(try run() == run())
    }
}
