import Epidemic
import Testing

@testable import EpidemicNode

@Suite struct LogLimiterTests {
    private func moment(_ seconds: Int64) -> Instant { .zero + .seconds(seconds) }

    @Test func `of one kind a peer causes one warning a minute, which tells what was held back`() {
        var limiter = LogLimiter()
        let verdicts = (0..<6_000).map { step in
            limiter.admit(
                "clock skew", from: "n1", now: .zero + .milliseconds(Int64(step) * 10))
        }
        #expect(verdicts.first == .tell(heldBack: 0))
        #expect(verdicts.dropFirst().allSatisfy { $0 == .holdBack })
        #expect(
            limiter.admit("clock skew", from: "n1", now: moment(60)) == .tell(heldBack: 5_999))
    }

    @Test func `kinds and peers are limited apart`() {
        var limiter = LogLimiter()
        for (kind, peer) in [("a", "n1"), ("a", "n2"), ("b", "n1"), ("a", nil)] {
            #expect(limiter.admit(kind, from: peer, now: moment(1)) == .tell(heldBack: 0))
            #expect(limiter.admit(kind, from: peer, now: moment(2)) == .holdBack)
        }
    }

    @Test func `what is remembered is bounded`() {
        var limiter = LogLimiter()
        let count = TransportLimits.limitedWarningsMax
        for peer in 0..<count + 50 {
            _ = limiter.admit("a", from: "n\(peer)", now: moment(Int64(peer)))
        }
        #expect(limiter.count == count)
    }

    @Test func `a clock that was set back silences nothing`() {
        var limiter = LogLimiter()
        _ = limiter.admit("a", from: "n1", now: moment(1_000))
        #expect(limiter.admit("a", from: "n1", now: moment(10)) == .tell(heldBack: 0))
    }
}
