import Testing

@testable import Epidemic

/// PROTOCOL.md §3 and §5: comparing whole tables.
@Suite struct ExchangeTests {
    /// Two nodes with 40 keys in common and some that only one has, or has newer.
    private func apart(
        _ method: AntiEntropySettings.Method, common: Int = 40, each: Int = 15
    ) throws -> Bench {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(method))
        for place in 0..<common {
            bench.write(0, Key("common\(place)"), "same")
            let update = bench.replicas[0].entry(of: Key("common\(place)"))!.update
            bench.hand(update, to: 1, from: 0)
        }
        for place in 0..<each {
            bench.write(0, Key("left\(place)"), "l")
            bench.write(1, Key("right\(place)"), "r")
            bench.write(place % 2, Key("common\(place)"), "newer")
        }
        return bench
    }

    @Test(arguments: AntiEntropySettings.Method.allCases, [(40, 15), (20, 3), (3, 0), (600, 400)])
    func `one exchange makes both tables equal`(
        method: AntiEntropySettings.Method, size: (common: Int, each: Int)
    ) throws {
        var bench = try apart(method, common: size.common, each: size.each)
        bench.exchange(from: 0)
        #expect(bench.roots.count == 1)
        #expect(bench.replicas[0].entryCount == size.common + 2 * size.each)
        #expect(bench.replicas[0].exchange == nil)
        #expect(outcomes(bench).map(\.ending) == [.equal])
    }

    @Test func `equal tables take one round trip under checksum`() throws {
        var bench = try apart(.checksum)
        bench.exchange(from: 0)
        bench.exchange(from: 1)
        let last = try #require(outcomes(bench).last)
        #expect(last.roundTrips == 1)
        #expect(last.messages == 2)
        #expect(last.repairedHere + last.repairedThere == 0)
    }

    /// Two nodes, one of which has this many rumors and has told nobody yet.
    private func bursting(_ rumors: Int) throws -> Bench {
        var settings = Settings.antiEntropy(.checksum)
        settings.rumors = RumorSettings(direction: .push)
        var bench = try Bench(nodes: 2, settings: settings)
        bench.exchange(from: 0)
        for place in 0..<rumors { bench.write(0, Key("k\(place)"), "v") }
        return bench
    }

    @Test func `an exchange is put off while much is on its way as rumors, but not for ever`()
        throws
    {
        var bench = try bursting(Limits.updatesPerMessageMax + 1)
        for _ in 0..<Limits.exchangesPutOffMax {
            bench.act(0) { $0.beginExchange(now: $1, into: &$2) }
            #expect(bench.mail.isEmpty)
        }
        bench.exchange(from: 0)
        #expect(bench.roots.count == 1)
    }

    @Test func `an exchange is not put off for a few rumors`() throws {
        var bench = try bursting(Limits.updatesPerMessageMax)
        bench.exchange(from: 0)
        #expect(bench.roots.count == 1)
    }

    @Test func `recent shares the caches and falls back only on a mismatch`() throws {
        var few = try apart(.recent, common: 100, each: 2)
        few.exchange(from: 0)
        var many = try apart(.recent, common: 100, each: 30)
        many.exchange(from: 0)
        let short = try #require(outcomes(few).last)
        let long = try #require(outcomes(many).last)
        #expect(short.ending == .equal && long.ending == .equal)
        #expect(short.roundTrips <= 3)
        #expect(long.roundTrips > short.roundTrips)
    }

    @Test func `what each side repaired is accounted for`() throws {
        var bench = try apart(.full, common: 0, each: 5)
        bench.exchange(from: 0)
        let outcome = try #require(outcomes(bench).last)
        // Five keys of their own each, and five that both wrote: three of those won at n0, two at n1.
        #expect(outcome.repairedHere + outcome.repairedThere == 15)
    }

    @Test(arguments: AntiEntropySettings.Method.allCases)
    func `every message is bounded, however large the tables`(
        method: AntiEntropySettings.Method
    ) throws {
        var bench = try apart(method, common: 1_500, each: 1_200)
        bench.act(0) { $0.beginExchange(now: $1, into: &$2) }
        while !bench.mail.isEmpty {
            #expect(bench.mail.count == 1)
            #expect(bench.mail[0].message.itemCount <= 2 * Limits.updatesPerMessageMax)
            bench.deliverNext()
        }
        #expect(bench.roots.count == 1)
    }

    @Test func `large values are handed over in several messages`() throws {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.full))
        let large = Value([UInt8](repeating: 7, count: 20_000))
        for place in 0..<20 {
            bench.write(0, Key("a\(place)"), large)
            bench.write(1, Key("b\(place)"), large)
        }
        bench.exchange(from: 0)
        #expect(bench.roots.count == 1)
    }

    @Test(arguments: AntiEntropySettings.Method.allCases)
    func `a lost step is sent again and the exchange goes on`(
        method: AntiEntropySettings.Method
    ) throws {
        var bench = try apart(method)
        bench.act(0) { $0.beginExchange(now: $1, into: &$2) }
        var lost = 0
        while bench.replicas[0].exchange != nil {
            if let letter = bench.mail.first {
                bench.mail.removeFirst()
                // Every third message is lost, and every other one arrives twice.
                lost += 1
                if lost % 3 == 0 { continue }
                bench.deliver(letter)
                if lost % 2 == 0 { bench.deliver(letter) }
            } else {
                bench.runNextTimer()
            }
        }
        #expect(bench.roots.count == 1)
        #expect(bench.replicas[0].irregularities[.stepRepeated] > 0)
    }

    @Test func `a peer that does not answer is given up, and the next exchange begins afresh`()
        throws
    {
        var bench = try apart(.checksum)
        bench.act(0) { $0.beginExchange(now: $1, into: &$2) }
        for _ in 0...Limits.exchangeRetriesMax {
            bench.mail.removeAll()
            bench.runNextTimer()
        }
        #expect(outcomes(bench).map(\.ending) == [.abandoned])
        bench.mail.removeAll()
        bench.exchange(from: 0)
        #expect(bench.roots.count == 1)
    }

    @Test func `when a peer does not answer others are asked at once, but not without end`() throws
    {
        var settings = Settings.antiEntropy(.checksum)
        settings.antiEntropy.interval = .seconds(60)
        var bench = try Bench(nodes: 6, settings: settings)
        bench.write(0, "k", "v")
        bench.act(0) { $0.beginExchange(now: $1, into: &$2) }
        let began = bench.now
        var asked: [Int] = []
        while bench.replicas[0].exchange != nil {
            asked += bench.mail.filter { $0.from == 0 }.map(\.to)
            bench.mail.removeAll()
            bench.runNextTimer()
        }
        // Each three times, and none of them twice.
        #expect(asked.count == (1 + Limits.exchangeOthersMax) * (1 + Limits.exchangeRetriesMax))
        #expect(Set(asked).count == 1 + Limits.exchangeOthersMax)
        #expect(bench.now - began <= settings.antiEntropy.interval)
    }

    @Test func `an answer of the wrong kind does not keep an exchange alive`() throws {
        var bench = try apart(.checksum)
        bench.act(0) { $0.beginExchange(now: $1, into: &$2) }
        while let exchange = bench.replicas[0].exchange {
            bench.mail.removeAll()
            let wrong = ExchangeReply(
                exchange: exchange.number, step: exchange.request.step, repaired: 0,
                body: .delivered)
            bench.deliver(.init(from: 1, to: 0, message: .reply(wrong)))
            bench.runNextTimer()
        }
        #expect(outcomes(bench).map(\.ending) == [.abandoned])
    }

    @Test func `a peer whose answers take longer than the interval is waited for in the end`()
        throws
    {
        var bench = try apart(.checksum)
        for _ in 0..<4 where outcomes(bench).last?.ending != .equal {
            bench.act(0) { $0.beginExchange(now: $1, into: &$2) }
            // Every answer takes a minute; what was given up meanwhile is not heeded.
            while bench.replicas[0].exchange != nil {
                let sent = bench.mail
                bench.mail.removeAll()
                let arrival = bench.now + .seconds(60)
                while let due = bench.replicas[0].timers[.exchange], due < arrival {
                    bench.runNextTimer()
                }
                bench.now = arrival
                for letter in sent { bench.deliver(letter) }
            }
            // The answers that are under way still reach it when it waits for them no more.
            bench.deliverAll()
        }
        #expect(outcomes(bench).last?.ending == .equal)
        #expect(bench.replicas[0].irregularities[.lateReply] == 1)
    }

    @Test func `switching anti-entropy off ends the exchange under way`() throws {
        var bench = try apart(.checksum)
        bench.act(0) { $0.beginExchange(now: $1, into: &$2) }
        let off = try SharedSettings(.silent)
        bench.act(0) { $0.change(settings: off, now: $1, into: &$2) }
        #expect(bench.replicas[0].exchange == nil)
    }

    @Test func `a table that changes during the exchange is never taken for equal`() throws {
        var bench = try apart(.full, common: 600, each: 300)
        bench.act(0) { $0.beginExchange(now: $1, into: &$2) }
        bench.deliverNext()
        bench.deliverNext()
        bench.write(0, "a", "written before what has been compared")
        bench.deliverAll()
        #expect(outcomes(bench).map(\.ending) == [.different])
        bench.exchange(from: 1)
        #expect(bench.roots.count == 1)
    }

    @Test func `gaps close after equal roots`() throws {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.checksum))
        bench.write(0, "k", "old")
        bench.write(0, "k", "new")
        bench.hand(bench.replicas[0].entry(of: "k")!.update, to: 1, from: 0)
        #expect(bench.replicas[1].seen.description == "n0:2 without 1")
        bench.exchange(from: 1)
        #expect(bench.replicas[1].seen.description == "n0:2")
    }

    @Test func `the seen clock is joined only with the root of the same moment`() throws {
        // A sends its snapshot, then writes. At its receipt B's table equals the old root: B may join
        // what A had seen then, and must not believe that it saw the write (PROTOCOL.md §4, trace 4).
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.checksum))
        bench.act(0) { $0.beginExchange(now: $1, into: &$2) }
        bench.write(0, "k", "v")
        bench.deliverAll()
        let write = UpdateID(origin: bench.replicas[0].id, sequence: 1)
        #expect(bench.replicas[1].seen.contains(write) == (bench.value(1, "k") == "v"))
    }

    @Test func `an answer to another step or exchange is not heeded`() throws {
        var bench = try apart(.checksum)
        bench.act(0) { $0.beginExchange(now: $1, into: &$2) }
        bench.deliverNext()
        let reply = bench.mail[0]
        bench.deliverAll()
        let before = bench.replicas[0].irregularities[.unexpectedReply]
        bench.deliver(reply)
        #expect(bench.replicas[0].irregularities[.unexpectedReply] == before + 1)
    }

    @Test func `a death certificate wins over what it has seen, spreads, and is kept`() throws {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.full))
        bench.write(0, "k", "v")
        bench.exchange(from: 0)
        bench.delete(1, "k")
        bench.exchange(from: 0)
        #expect(bench.replicas.map(\.valueCount) == [0, 0])
        #expect(bench.replicas.map(\.entryCount) == [1, 1])
        bench.write(0, "k", "again")
        bench.exchange(from: 1)
        #expect(bench.value(1, "k") == "again")
    }

    @Test func `repair is quiet, unless it is set to be hot`() throws {
        for repair in Repair.allCases {
            var settings = Settings.antiEntropy(.full)
            settings.rumors = RumorSettings()
            settings.repair = repair
            var bench = try Bench(nodes: 2, settings: settings)
            bench.write(0, "k", "v")
            bench.exchange(from: 1)
            #expect(bench.replicas[1].hotCount == (repair == .hot ? 1 : 0))
        }
    }

    private func outcomes(_ bench: Bench) -> [ExchangeOutcome] {
        bench.traces.compactMap { event in
            if case .exchangeEnded(_, let outcome) = event.trace { outcome } else { nil }
        }
    }
}

extension Message {
    /// The updates and headers in it.
    fileprivate var itemCount: Int {
        switch self {
        case .request(let request):
            switch request.body {
            case .range(_, let headers), .recent(let headers): request.values.count + headers.count
            case .fetch(let references): request.values.count + references.count
            case .collect(let positions): request.values.count + positions.count
            case .leaves(let questions):
                request.values.count + questions.reduce(0) { $0 + $1.fingerprints.count }
            case .peel(_, _, _, let headers): request.values.count + headers.count
            case .nodes(_, let questions): request.values.count + questions.count
            case .compare, .deliver, .symbols: request.values.count
            }
        case .reply(let reply):
            switch reply.body {
            case .range(_, _, let updates), .fetched(let updates): updates.count
            case .recent(_, let headers), .leaves(_, _, let headers), .peeled(_, _, _, let headers):
                headers.count
            case .symbols(_, let symbols): symbols.count
            case .nodes(let masks): masks.count
            case .compared, .delivered, .refused, .otherDepth: 0
            }
        case .push, .feedback, .refusal, .pull, .offer, .want, .values, .mail, .forgotten,
            .membership, .registry, .arrival:
            0
        }
    }
}
