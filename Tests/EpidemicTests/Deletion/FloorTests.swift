import Testing

@testable import Epidemic

/// PROTOCOL.md §4: floors live in generations, whose numbers and ages travel, and no clock.
@Suite struct FloorTests {
    /// τ1 + τ2 is 100 s, and a generation 200 s.
    private let settings = DeletionSettings(age: .seconds(10), dormantAge: .seconds(90))

    private func moment(_ seconds: Int64) -> Instant { .zero + .seconds(seconds) }

    @Test func `what is let go is kept for the life of a certificate at least, and not for ever`() {
        for letGo: Int64 in [0, 50, 150, 199] {
            var floor = Floor(began: .zero)
            floor.age(to: moment(letGo), settings)
            let isJoined = floor.join(.test(1))
            #expect(isJoined)
            floor.age(to: moment(letGo + 100), settings)
            #expect(floor.clock == .test(1))
            floor.age(to: moment(letGo + 401), settings)
            floor.age(to: moment(letGo + 402), settings)
            #expect(floor.isEmpty)
        }
    }

    @Test func `equal generations are joined, whatever the clocks say`() {
        var left = Floor(generation: 3, began: moment(1_000), current: .test(1))
        let right = Floor(
            generation: 3, began: moment(1_010), current: .test(0, 2), previous: .test(0, 0, 3))
        let isJoined = left.join(right, now: moment(1_020), settings)
        #expect(isJoined)
        #expect(left.current == .test(1, 2) && left.previous == .test(0, 0, 3))
        #expect(left.began == moment(1_000) && left.covers(left))
    }

    @Test func `who hears of a larger number begins that generation, and drops nothing too early`()
    {
        // The own generation is old enough: what lies before it has been kept for long enough.
        var old = Floor(generation: 3, began: .zero, current: .test(1), previous: .test(0, 2))
        let ahead = Floor(generation: 4, began: moment(145), current: .test(0, 0, 3))
        _ = old.join(ahead, now: moment(150), settings)
        #expect(old.generation == 4 && old.began == moment(145))
        #expect(old.current == .test(0, 0, 3) && old.previous == .test(1))
        // It is young: somebody's clock is wrong, and everything is kept.
        var young = Floor(generation: 3, began: .zero, current: .test(1), previous: .test(0, 2))
        _ = young.join(ahead, now: moment(50), settings)
        #expect(young.generation == 4 && young.began == moment(50))
        #expect(young.clock == .test(1, 2, 3))
    }

    @Test func `what somebody lets go who is behind is kept for long enough`() {
        let behind = Floor(generation: 3, began: moment(-190), current: .test(1))
        var early = Floor(generation: 4, began: .zero)
        _ = early.join(behind, now: moment(20), settings)
        #expect(early.previous == .test(1) && early.current == .zero)
        var late = Floor(generation: 4, began: .zero)
        _ = late.join(behind, now: moment(150), settings)
        #expect(late.current == .test(1))
    }

    @Test func `two that go on joining drop what they have in common`() {
        var left = Floor(began: .zero, current: .test(1))
        var right = Floor(began: moment(90))
        for second: Int64 in 1...1_200 {
            left.age(to: moment(second), settings)
            right.age(to: moment(second), settings)
            _ = left.join(right, now: moment(second), settings)
            _ = right.join(left, now: moment(second), settings)
        }
        #expect(left.isEmpty && right.isEmpty && left.generation == right.generation)
    }

    @Test func `nobody is led to a number that cannot be written`() {
        var floor = Floor(generation: 3, began: .zero)
        let hostile = Floor(generation: 1 << 61, began: .zero, current: .test(1))
        _ = floor.join(hostile, now: moment(1), settings)
        #expect(floor.generation == 3 && floor.clock == .test(1))
    }

    @Test func `a floor that begins later than now begins now`() {
        var floor = Floor(generation: 3, began: moment(1_000_000), current: .test(1))
        floor.begin(at: moment(5))
        #expect(floor.began == moment(5) && floor.clock == .test(1))
        var fresh = Floor()
        fresh.age(to: moment(4_000_000_000), settings)
        #expect(fresh == Floor())
    }
}
