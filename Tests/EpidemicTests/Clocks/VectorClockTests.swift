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
                #expect(Precedence.reason(winner: left, loser: right) == .causality)
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
        let last = VectorClock.Component(replica: .test("a"), count: Limits.clockCountBound - 1)
        #expect(throws: ClockError.self) { try VectorClock([last]).incremented(by: .test("a")) }
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
