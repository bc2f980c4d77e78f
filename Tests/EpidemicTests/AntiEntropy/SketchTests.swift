import Testing

@testable import Epidemic

/// Yang, Gilad and Alizadeh (SIGCOMM 2024): rateless reconciliation of sets.
@Suite struct SketchTests {
    private func items(_ count: Int, _ chance: inout SeededGenerator) -> [SketchItem] {
        (0..<count).map { _ in SketchItem(position: chance.next(), fingerprint: chance.next()) }
    }

    private func symbols(_ items: [SketchItem], _ count: Int) -> [CodedSymbol] {
        var symbols = Array(repeating: CodedSymbol(), count: count)
        for item in items {
            for place in item.places {
                guard place < count else { break }
                symbols[place].add(item, times: 1)
            }
        }
        return symbols
    }

    @Test(arguments: [0, 1, 2, 7, 64, 500])
    func `decoding gives the difference of two sets`(differences: Int) {
        var chance = SeededGenerator(seed: UInt64(differences))
        let common = items(1_000, &chance)
        let left = items(differences / 2, &chance)
        let right = items(differences - differences / 2, &chance)
        let theirs = symbols(common + right, 2_000)
        let own = symbols(common + left, 2_000)
        var count = 1
        while true {
            switch DecodedSketch(theirs: theirs[..<count], own: own[..<count]) {
            case .undecided: count += 1
            case .contradictory: Issue.record("contradictory at \(count)"); return
            case .decoded(let onlyTheirs, let onlyOwn):
                #expect(Set(onlyTheirs) == Set(right))
                #expect(Set(onlyOwn) == Set(left))
                // 1.35 to 1.72 symbols for a difference; few differences stray further.
                if differences >= 64 { #expect(Double(count) < 1.9 * Double(differences)) }
                return
            }
        }
    }

    @Test func `a symbol holds an item with the probability of its place`() {
        var chance = SeededGenerator(seed: 5)
        let items = items(20_000, &chance)
        let symbols = symbols(items, 64)
        for place in [0, 1, 2, 10, 40, 63] {
            let expected = 20_000 / (1 + Double(place) / 2)
            #expect(abs(Double(symbols[place].count) - expected) < 6 * expected.squareRoot() + 1)
        }
    }

    @Test func `what is kept through changes is what is made from nothing`() throws {
        var chance = SeededGenerator(seed: 11)
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.sketch))
        for _ in 0..<300 { bench.write(0, Key("k\(chance.below(90))"), Value("v\(chance.next())")) }
        let asked = bench.symbols(of: 0, first: 0, count: 40)
        for _ in 0..<300 { bench.write(0, Key("k\(chance.below(90))"), Value("v\(chance.next())")) }
        let later = bench.symbols(of: 0, first: 0, count: 200)
        let entries = bench.replicas[0].entries(0..<200)
        let items = entries.map {
            SketchItem(
                position: $0.update.key.scattered, fingerprint: Digest.of($0.update).fingerprint)
        }
        #expect(asked.count == 40)
        #expect(later == symbols(items, 200))
    }

    @Test(arguments: 0..<40)
    func `wrong symbols are never taken for a difference that is none`(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let common = items(50, &chance)
        var theirs = symbols(common + items(5, &chance), 64)
        let own = symbols(common + items(5, &chance), 64)
        let place = chance.below(64)
        switch seed % 3 {
        case 0: theirs[place].sum ^= 1 << UInt128(chance.below(128))
        case 1: theirs[place].check ^= 1
        default: theirs[place].count += Int64(chance.below(5)) + 1
        }
        if case .decoded = DecodedSketch(theirs: theirs[...], own: own[...]) {
            Issue.record("symbol \(place) was wrong, and nobody noticed")
        }
    }

    /// What a peer that lies may answer instead.
    enum Lie: CaseIterable { case noise, endless, pure, huge, none }

    @Test(arguments: Lie.allCases)
    func `hostile symbols end in a descent`(lie: Lie) throws {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.sketch))
        for place in 0..<80 { bench.write(place % 2, Key("k\(place)"), "v") }
        var chance = SeededGenerator(seed: 1)
        bench.act(0) { $0.beginExchange(now: $1, into: &$2) }
        var steps = 0
        while let letter = bench.mail.first {
            bench.mail.removeFirst()
            steps += 1
            guard steps < 2_000 else { break }
            guard case .reply(let reply) = letter.message,
                case .symbols(let table, let symbols) =
                    reply.body
            else {
                bench.deliver(letter)
                continue
            }
            let wrong = ExchangeReply(
                exchange: reply.exchange, step: reply.step, repaired: 0,
                body: .symbols(of: table, lie.symbols(symbols, &chance)))
            bench.deliver(.init(from: 1, to: 0, message: .reply(wrong)))
        }
        #expect(bench.roots.count == 1)
        let counters = bench.replicas[0].irregularities
        #expect(counters[.sketchContradictory] + counters[.sketchTooLong] == 1)
    }

    @Test func `a peer whose table changes is read anew, and in the end descended into`() throws {
        var bench = try Bench(nodes: 2, settings: .antiEntropy(.sketch))
        for place in 0..<200 { bench.write(place % 2, Key("k\(place)"), "v") }
        bench.act(0) { $0.beginExchange(now: $1, into: &$2) }
        var step = 0
        while !bench.mail.isEmpty {
            bench.deliverNext()
            step += 1
            if step < 40 { bench.write(1, Key("busy"), Value("\(step)")) }
        }
        #expect(bench.replicas[0].irregularities[.sketchTooLong] == 1)
        bench.exchange(from: 0)
        #expect(bench.roots.count == 1)
    }
}

extension SketchTests.Lie {
    fileprivate func symbols(
        _ honest: [CodedSymbol], _ chance: inout SeededGenerator
    ) -> [CodedSymbol] {
        switch self {
        case .none: return []
        case .noise:
            return honest.map { _ in
                CodedSymbol(
                    sum: UInt128(chance.next()), check: UInt32(chance.below(99)),
                    count: Int64(chance.below(9)))
            }
        case .endless: return honest.map { _ in CodedSymbol(sum: 1, check: 1, count: 2) }
        case .huge: return honest.map { _ in CodedSymbol(sum: .max, check: .max, count: .max) }
        case .pure:
            // Every symbol holds one item alone, and each another one.
            return honest.map { _ in
                let item = SketchItem(position: chance.next(), fingerprint: chance.next())
                return CodedSymbol(sum: item.bits, check: item.check, count: 1)
            }
        }
    }
}

extension Bench {
    fileprivate mutating func symbols(
        of node: Int, first: UInt32, count: UInt32
    ) -> [CodedSymbol] {
        guard case .symbols(_, let symbols) = replicas[node].answer(first: first, count: count)
        else { return [] }
        return symbols
    }
}
