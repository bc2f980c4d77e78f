import Testing

@testable import Epidemic

@Suite struct VectorClockTests {
    /// Every clock of three replicas with components 0 … 2.
    static let all: [VectorClock] = (0..<27).map { (number: UInt64) -> VectorClock in
        VectorClock.test([number % 3, number / 3 % 3, number / 9])
    }

    @Test func `clocks are compared by component, absent counting as zero`() {
        #expect(VectorClock.test(1, 0, 2).compare(with: .test(1, 0, 2)) == .equal)
        #expect(VectorClock.test(1).compare(with: .test(1, 1)) == .before)
        #expect(VectorClock.test(2, 1).compare(with: .test(1, 1)) == .after)
        #expect(VectorClock.test(2, 0, 1).compare(with: .test(0, 1)) == .concurrent)
        #expect(VectorClock.zero.compare(with: .test(0, 0, 1)) == .before)
    }

    @Test func `the join is the least clock after both`() {
        for left in Self.all {
            for right in Self.all {
                let join = left.joined(with: right)
                for upper in Self.all {
                    let isAbove = [ClockOrder.equal, .before]
                    let boundsBoth =
                        isAbove.contains(left.compare(with: upper))
                        && isAbove.contains(right.compare(with: upper))
                    #expect(isAbove.contains(join.compare(with: upper)) == boundsBoth)
                }
            }
        }
    }

    @Test func `a clock after another is longer, so the norm rule extends causality`() {
        for left in Self.all {
            for right in Self.all where left.compare(with: right) == .after {
                #expect(left.squaredNorm > right.squaredNorm)
                let late = UpdateID(origin: .test("a"), sequence: 1)
                let early = UpdateID(origin: .test("z"), sequence: 9)
                #expect(Precedence.wins(left, late, over: right, early))
            }
        }
    }

    @Test func `norms are summed in 128 bits`() throws {
        let count = Limits.clockCountBound - 1
        let clock = try VectorClock([
            .init(replica: .test("a"), count: count), .init(replica: .test("b"), count: count),
        ])
        #expect(clock.squaredNorm == 2 * UInt128(count) * UInt128(count))
    }

    @Test func `a clock past its bounds is refused by name`() {
        let many = (0...Limits.clockComponentsMax).map {
            VectorClock.Component(replica: .test("n\(10_000 + $0)"), count: 1)
        }
        #expect(throws: ClockError.tooManyComponents(many.count)) { try VectorClock(many) }
        let huge = VectorClock.Component(replica: .test("a"), count: Limits.clockCountBound)
        #expect(throws: ClockError.countOutOfRange(.test("a"), Limits.clockCountBound)) {
            try VectorClock([huge])
        }
        let twice = VectorClock.Component(replica: .test("a"), count: 1)
        #expect(throws: ClockError.notAscending(.test("a"))) { try VectorClock([twice, twice]) }
        let later = VectorClock.Component(replica: .test("a", epoch: 2), count: 1)
        #expect(throws: ClockError.notAscending(later.replica)) { try VectorClock([twice, later]) }
        let last = VectorClock.Component(replica: .test("a"), count: Limits.clockCountBound - 1)
        #expect(throws: ClockError.self) { try VectorClock([last]).incremented(by: .test("a")) }
    }

    /// A clock of lives of a and b: `("a", epoch, count)`.
    private func lives(_ components: (String, UInt64, UInt64)...) -> VectorClock {
        try! VectorClock(
            components.map { .init(replica: .test($0.0, epoch: $0.1), count: $0.2) })
    }

    @Test func `a new life counts on where its name stood, and the clock stays as long`() throws {
        var clock = VectorClock.zero
        for epoch in UInt64(1)...300 {
            clock = try clock.incremented(by: .test("a", epoch: epoch))
        }
        #expect(clock == lives(("a", 300, 300)))
        #expect(clock.description == "a'300:300")
    }

    @Test func `a name is compared by its count, and only then by its life`() {
        let early = lives(("a", 1, 3))
        let late = lives(("a", 2, 2))
        #expect(early.compare(with: late) == .after)
        #expect(early.joined(with: late) == early && late.joined(with: early) == early)
        let again = lives(("a", 2, 3))
        #expect(again.compare(with: early) == .after && early.joined(with: again) == again)
        #expect(again.squaredNorm == early.squaredNorm)
        let id = UpdateID(origin: .test("a"), sequence: 1)
        let other = UpdateID(origin: .test("z"), sequence: 9)
        #expect(Precedence.wins(again, id, over: early, other))
    }

    @Test func `a write on top of a join wins over both, whichever lives counted`() throws {
        for counts in [(1, 4), (4, 1), (3, 3)] as [(UInt64, UInt64)] {
            let first = lives(("a", 1, counts.0), ("b", 1, 2))
            let second = lives(("a", 2, counts.1))
            for writer in [ReplicaID.test("a", epoch: 3), .test("a"), .test("b"), .test("c")] {
                let next = try first.joined(with: second).incremented(by: writer)
                #expect(next.squaredNorm > first.squaredNorm)
                #expect(next.squaredNorm > second.squaredNorm)
            }
        }
    }

    @Test func `to come after another life of a name does not prove that it was seen`() {
        func update(_ epoch: UInt64, _ clock: VectorClock) -> Update {
            Update(
                key: "k", content: .value("v"), clock: clock,
                id: UpdateID(origin: .test("a", epoch: epoch), sequence: 1))
        }
        let loser = update(1, lives(("a", 1, 1)))
        let sameLife = update(1, lives(("a", 1, 2)))
        let unseen = update(2, lives(("a", 2, 2)))
        #expect(Precedence.reason(winner: sameLife, loser: loser) == .causality)
        #expect(Precedence.reason(winner: unseen, loser: loser) == .otherLife(loser.id.origin))
    }

    @Test func `the lives of a stored clock are added up, and what came after still does`() throws {
        let counts: [UInt64] = [0, 1, 2]
        let all = counts.flatMap { a in counts.flatMap { b in counts.map { c in [a, b, c] } } }
        func folded(_ counts: [UInt64]) throws -> VectorClock {
            let lives: [ReplicaID] = [.test("a"), .test("a", epoch: 2), .test("b")]
            let components = zip(lives, counts).filter { $0.1 > 0 }
            return try VectorClock(
                summingLives: components.map { .init(replica: $0.0, count: $0.1) })
        }
        for left in all {
            for right in all where left != right && zip(left, right).allSatisfy({ $0 <= $1 }) {
                #expect(try folded(left).squaredNorm < folded(right).squaredNorm)
                #expect(try folded(left).compare(with: folded(right)) == .before)
            }
        }
        let most = Limits.clockCountBound - 1
        let huge = try VectorClock(
            summingLives: (1...UInt64(Limits.clockComponentsMax)).map {
                .init(replica: .test("a", epoch: $0), count: most)
            })
        #expect(try huge.incremented(by: .test("a")).components.count == 1)
    }

    @Test func `replicas are ordered by name bytes and then by epoch`() {
        #expect(ReplicaID.test("a", epoch: 9) < .test("b", epoch: 1))
        #expect(ReplicaID.test("a", epoch: 1) < .test("a", epoch: 2))
        #expect(ReplicaID.test("n10") < .test("n2"))
        #expect(ReplicaID.test("Z") < .test("a"))
    }

    @Test(arguments: ["", "a b", "é", "n0\n", String(repeating: "x", count: 65)])
    func `a name outside its alphabet is refused`(text: String) {
        #expect(ReplicaName(text) == nil)
    }
}
