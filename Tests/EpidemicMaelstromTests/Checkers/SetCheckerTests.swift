import EpidemicMaelstrom
import Testing

/// The checker of sets finds what is wrong in a history.
@Suite struct SetCheckerTests {
    /// A history that is told step by step, a second apart.
    private func judge(_ steps: Step...) -> SetChecker {
        var history: [Operation] = []
        for (place, step) in steps.enumerated() {
            let time = Int64(place) * 1_000_000_000
            history.append(step.operation(index: 2 * place, time: time))
        }
        return SetChecker(history)
    }

    private enum Step {
        case add(Int)
        case addUnknown(Int)
        case read([Int])

        func operation(index: Int, time: Int64) -> Operation {
            let invoked = Operation.Point(index: index, time: time)
            let completed = Operation.Point(index: index + 1, time: time)
            switch self {
            case .add(let element), .addUnknown(let element):
                var outcome = Operation.Outcome.ok(["type": "broadcast_ok"])
                if case .addUnknown = self { outcome = .unknown }
                return Operation(
                    request: ["type": "broadcast", "message": .integer(element)], invoked: invoked,
                    completed: completed, outcome: outcome)
            case .read(let elements):
                let messages = JSONValue.array(elements.map { .integer($0) })
                return Operation(
                    request: ["type": "read"], invoked: invoked, completed: completed,
                    outcome: .ok(["type": "read_ok", "messages": messages]))
            }
        }
    }

    @Test func `a set that shows everything at once is fresh`() {
        let set = judge(.add(1), .read([1]), .add(2), .read([2, 1]))
        #expect(set.isValid && set.stable == [1, 2] && set.stale.isEmpty)
        #expect(set.latency(quantile: 1) == 0)
    }

    @Test func `an element that the last read lacks is lost`() {
        let set = judge(.add(1), .add(2), .read([1, 2]), .read([2]))
        #expect(!set.isValid && set.lost == [1] && set.stable == [2])
    }

    @Test func `an acknowledged element that no read ever shows is lost`() {
        let set = judge(.add(1), .add(2), .read([2]))
        #expect(!set.isValid && set.lost == [1])
    }

    @Test func `an element that was lacking for a while is stale, for as long as it was`() {
        let set = judge(.add(1), .read([]), .read([1]), .read([]), .read([1]))
        #expect(set.isValid && set.stale == [1] && set.latency(quantile: 0.5) == 3_000)
    }

    @Test func `a write of which nobody knows may be lacking`() {
        let set = judge(.addUnknown(1), .add(2), .read([2]))
        #expect(set.isValid && set.neverRead == [1])
    }

    @Test func `a write of which nobody knows must not vanish once it was read`() {
        let set = judge(.addUnknown(1), .read([1]), .read([]))
        #expect(!set.isValid && set.lost == [1])
    }

    @Test func `an element twice in one read is wrong`() {
        let set = judge(.add(1), .read([1, 1]))
        #expect(!set.isValid && set.duplicated == [1])
    }

    @Test func `an element that nobody wrote is wrong`() {
        let set = judge(.add(1), .read([1, 7]))
        #expect(!set.isValid && set.invented == [7])
    }

    @Test func `quantiles are those of the stable elements`() {
        let set = judge(.add(1), .add(2), .read([1]), .read([1, 2]))
        #expect(set.latency(quantile: 0) == 0 && set.latency(quantile: 1) == 1_000)
    }
}
