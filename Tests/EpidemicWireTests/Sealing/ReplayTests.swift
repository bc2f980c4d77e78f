import Epidemic
import Testing

@testable import EpidemicWire

/// Frames that come late, twice, and in any order.
@Suite struct ReplayTests {
    @Test(arguments: 0..<20)
    func `in any order every counter within reach is new exactly once`(seed: Int) {
        var chance = SeededGenerator(seed: UInt64(seed))
        var window = ReplayWindow()
        var came: Set<UInt64> = []
        var base: UInt64 = 1
        for _ in 0..<5_000 {
            base += chance.below(200) == 0 ? UInt64(chance.below(20_000)) : UInt64(chance.below(4))
            let counter = base + UInt64(chance.below(3_000))
            let refusal = window.refusal(of: counter)
            if refusal == .tooOld { continue }
            if (refusal == .replayed) != came.contains(counter) {
                Issue.record("\(counter) was judged \(String(describing: refusal))")
            }
            if refusal == nil { window.note(counter) }
            came.insert(counter)
        }
    }

    @Test func `what lies further back than the window is too old`() {
        var window = ReplayWindow()
        window.note(ReplayWindow.reach + 100)
        #expect(window.refusal(of: 100) == .tooOld)
        #expect(window.refusal(of: 101) == nil)
    }

    @Test func `the highest counter of all is no special case`() {
        var window = ReplayWindow()
        window.note(.max)
        #expect(window.refusal(of: .max) == .replayed)
        #expect(window.refusal(of: .max - 1) == nil)
        #expect(window.refusal(of: 0) == .tooOld)
    }

    @Test func `a leap over the whole window leaves nothing of the old in it`() {
        var window = ReplayWindow()
        for counter in 0..<ReplayWindow.reach { window.note(counter) }
        window.note(ReplayWindow.reach * 5)
        #expect(
            (ReplayWindow.reach * 4 + 1..<ReplayWindow.reach * 5).allSatisfy {
                window.refusal(of: $0) == nil
            })
    }

    @Test func `the senders that are remembered are bounded, the latest stay`() {
        var receiver = GossipSeal("n0", keys: 1)
        var first = GossipSeal("n1", start: 0, keys: 1)
        let early = first.seal([1])
        _ = receiver.opened(early)
        for start in 1...UInt64(Limits.sealedSendersMax) {
            var sender = GossipSeal("n1", start: start, keys: 1)
            let frame = sender.seal([2])
            if case .failure(let refusal) = receiver.opened(frame) { Issue.record("\(refusal)") }
            if case .success = receiver.opened(frame) { Issue.record("\(start) came in twice") }
        }
        let forgotten = receiver.opened(early)
        #expect(forgotten == .success([1]), "the one unheard for longest is the one forgotten")
    }
}
