import Testing

@testable import Epidemic

@Suite struct SeenClockTests {
    /// The clock that has seen these sequences of one origin.
    private func clock(_ sequences: some Sequence<UInt64>, of origin: String = "n3") -> SeenClock {
        var clock = SeenClock()
        for sequence in sequences {
            clock.insert(UpdateID(origin: .test(origin), sequence: sequence))
        }
        return clock
    }

    /// `#expect` cannot change what it asks.
    private func join(_ other: SeenClock, to clock: inout SeenClock) -> Bool { clock.join(other) }

    private func subset(_ bits: Int) -> [UInt64] {
        (0..<6).filter { bits >> $0 & 1 == 1 }.map { UInt64($0 + 1) }
    }

    @Test func `gaps are written out`() {
        #expect(clock([1, 2, 3, 4, 6, 7]).description == "n3:7 without 5")
        #expect(clock([4, 7]).description == "n3:7 without 1-3,5-6")
        #expect(clock([1, 2]).description == "n3:2")
        #expect(SeenClock().description == "–")
    }

    @Test func `it holds exactly what was put in, in every order`() {
        for bits in 0..<64 {
            let sequences = subset(bits)
            let forward = clock(sequences)
            #expect(forward == clock(sequences.reversed()))
            for sequence in UInt64(1)...7 {
                let id = UpdateID(origin: .test("n3"), sequence: sequence)
                #expect(forward.contains(id) == sequences.contains(sequence))
            }
        }
    }

    @Test func `joining is the union`() {
        for left in 0..<64 {
            for right in 0..<64 {
                var joined = clock(subset(left))
                #expect(join(clock(subset(right)), to: &joined))
                #expect(joined == clock(subset(left | right)))
            }
        }
    }

    @Test func `other origins are kept apart, sorted`() {
        var clock = clock([1], of: "n2")
        #expect(join(self.clock([2], of: "n1"), to: &clock))
        #expect(clock.description == "n1:2 without 1 n2:1")
    }

    @Test func `a full list of gaps still takes what closes or shortens one`() {
        let odd = (0..<UInt64(Limits.seenGapsMax)).map { 2 * $0 + 2 }
        let full = clock(odd)
        #expect(full.gapCount == Limits.seenGapsMax)
        func canInsert(_ sequence: UInt64, _ origin: String = "n3") -> Bool {
            full.canInsert(UpdateID(origin: .test(origin), sequence: sequence))
        }
        #expect(canInsert(1) && canInsert(odd.last! - 1) && canInsert(odd.last! + 1))
        #expect(!canInsert(odd.last! + 2))
        #expect(canInsert(1, "n4") && !canInsert(2, "n4"))
    }

    @Test func `a union that would pass the limits changes nothing`() {
        let many = clock((0..<UInt64(Limits.seenGapsMax)).map { 2 * $0 + 2 })
        var other = clock([2], of: "n4")
        let before = other
        #expect(!join(many, to: &other))
        #expect(other == before)
    }

    @Test func `a far sequence is one gap and no memory`() {
        let clock = clock([Limits.clockCountBound - 1])
        #expect(clock.gapCount == 1)
    }

    @Test func `a run of the wrong shape is refused`() {
        let origin = ReplicaID.test("a")
        #expect(SeenClock.Run(origin: origin, highest: 0, gaps: []) == nil)
        #expect(SeenClock.Run(origin: origin, highest: 3, gaps: [3...3]) == nil)
        #expect(SeenClock.Run(origin: origin, highest: 9, gaps: [2...3, 4...5]) == nil)
        #expect(SeenClock.Run(origin: origin, highest: 9, gaps: [1...1, 3...3]) != nil)
    }
}
