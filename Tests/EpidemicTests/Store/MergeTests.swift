import Testing

@testable import Epidemic

/// PROTOCOL.md §3: merging by the norm rule is a join.
@Suite struct MergeTests {
    /// Updates of one key with every clock of components 0…2 of three replicas, written by a replica
    /// that the clock names, and a second one with the same clock and another identity.
    private static let updates: [Update] = VectorClockTests.all.enumerated().flatMap {
        (place, clock) -> [Update] in
        guard let writer = clock.components.last?.replica else { return [] }
        let names = ["a", "b", "c"].filter { clock[ReplicaName($0)!].count > 0 }
        let first = Update(
            key: "k", content: .value(Value("\(clock)")), clock: clock,
            id: UpdateID(origin: writer, sequence: UInt64(2 * place + 1)))
        let twin = Update(
            key: "k", content: .value(Value("twin of \(clock)")), clock: clock,
            id: UpdateID(origin: .test(names[0]), sequence: UInt64(2 * place + 2)))
        return [first, twin]
    }

    private func merged(_ updates: [Update]) -> (winner: Update, context: VectorClock) {
        var store = Store()
        for update in updates {
            _ = store.receive(Carried(update: update, hops: 0), now: .zero)
        }
        let entry = store["k"]!
        return (entry.update, entry.context)
    }

    @Test func `merging is commutative and idempotent over all pairs of clocks`() {
        for left in Self.updates {
            #expect(merged([left, left]) == merged([left]))
            for right in Self.updates {
                #expect(merged([left, right]) == merged([right, left]))
                #expect(merged([left, right, left, right]) == merged([left, right]))
            }
        }
    }

    @Test func `merging is associative over all triples of clocks`() {
        // Merging a stream is associative when the order of the stream does not matter: with
        // commutativity of pairs, moving the first of three to the end covers every order.
        for left in Self.updates {
            for middle in Self.updates {
                let context = left.clock.joined(with: middle.clock)
                let pair = left.wins(over: middle) ? left : middle
                for right in Self.updates {
                    let winner = pair.wins(over: right) ? pair : right
                    let inner = middle.wins(over: right) ? middle : right
                    #expect(winner == (left.wins(over: inner) ? left : inner))
                    #expect(
                        context.joined(with: right.clock)
                            == left.clock.joined(with: middle.clock.joined(with: right.clock)))
                }
            }
        }
    }

    @Test func `exactly one of two different updates wins`() {
        for left in Self.updates {
            for right in Self.updates where left.id != right.id || left.clock != right.clock {
                guard left.id != right.id else { continue }
                #expect(left.wins(over: right) != right.wins(over: left))
            }
        }
    }

    @Test func `the winner keeps its write clock and the context joins all`() {
        let red = Update.test("k", "red", .test(2), by: "a")
        let blue = Update.test("k", "blue", .test(0, 1), by: "b")
        let (winner, context) = merged([blue, red])
        #expect(winner.clock == .test(2))
        #expect(context == .test(2, 1))
    }

    @Test
    func `the tie of equally long clocks goes to the larger component of the smallest replica`() {
        let first = Update.test("k", "x", .test(1, 0, 0), by: "a")
        let second = Update.test("k", "y", .test(0, 1, 0), by: "b")
        #expect(first.wins(over: second))
        #expect(
            Precedence.reason(winner: first, loser: second) == .component(.test("a")))
    }

    @Test func `equal clocks of different updates are decided by identity, not taken for the same`()
    {
        let one = Update.test("k", "x", .test(1, 1), by: "a", 5)
        let two = Update.test("k", "y", .test(1, 1), by: "b", 1)
        #expect(two.wins(over: one))
        #expect(merged([one, two]).winner == two)
    }

    @Test func `of two contents of one identity the same one stays in every order`() throws {
        let values: [Value] = ["x", "y", "z"]
        let twins = values.map { Update.test("k", $0, .test(1), by: "a") }
        let later = Update.test("k", "w", .test(2), by: "a")
        let largest = try #require(twins.max { Digest.of($0) < Digest.of($1) })
        for order in [[0, 1, 2], [1, 2, 0], [2, 1, 0], [2, 0, 1]] {
            var store = Store()
            for place in order {
                _ = store.receive(Carried(update: twins[place], hops: 0), now: .zero)
            }
            #expect(store["k"]?.update == largest)
            // The larger clock goes before the digest, as it does between other updates.
            let replaced = store.receive(Carried(update: later, hops: 0), now: .zero)
            let kept = store.receive(Carried(update: largest, hops: 0), now: .zero)
            if case .diverged(_, .replaced) = replaced, case .diverged(_, .kept) = kept {
                #expect(store["k"]?.update == later)
            } else {
                Issue.record("\(replaced), \(kept)")
            }
        }
    }
}
