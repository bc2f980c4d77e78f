import Testing

@testable import Epidemic

@Suite struct EffectBufferTests {
    /// Effects are added and taken out in a random order; an array says what is left.
    @Test func `effects come out in the order in which they went in`() {
        var generator = SeededGenerator(seed: 5)
        var buffer = EffectBuffer()
        var expected: [Int64] = []
        for step in 0..<2_000 {
            switch generator.below(8) {
            case 0:
                buffer.removeAll()
                expected.removeAll()
            case 1...4:
                buffer.append(.setTimer(.round, at: Instant(nanoseconds: Int64(step))))
                expected.append(Int64(step))
            default:
                guard !expected.isEmpty else { continue }
                #expect(buffer.takeFirst().moment == expected.removeFirst())
            }
            #expect(buffer.count == expected.count)
            #expect(buffer.isEmpty == expected.isEmpty)
            #expect(buffer.map(\.moment) == expected)
            var visited: [Int64?] = []
            buffer.forEach { visited.append($0.moment) }
            #expect(visited == expected)
        }
    }

    @Test func `what nobody wants is not built`() {
        var buffer = EffectBuffer(interests: .persistence)
        buffer.trace(unwanted())
        #expect(buffer.isEmpty)
    }

    @Test func `timers are set for who wants them, and for nobody else`() {
        for interests in [EffectBuffer.Interests.all, .timers, [], [.trace, .persistence]] {
            var buffer = EffectBuffer(interests: interests)
            buffer.setTimer(.round, at: .zero)
            #expect(buffer.map(\.moment) == (interests.contains(.timers) ? [0] : []))
        }
    }

    private func unwanted() -> Trace {
        Issue.record("an effect was built that nobody wants")
        return .tookEpoch(ReplicaID(name: "a", epoch: 1))
    }
}

extension Effect {
    /// When it sets a timer; nil for everything else.
    fileprivate var moment: Int64? {
        if case .setTimer(_, let moment) = self { moment.nanoseconds } else { nil }
    }
}
