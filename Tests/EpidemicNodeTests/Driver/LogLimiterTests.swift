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

    @Test func `who makes up causes fills neither the log nor the memory, nor silences others`() {
        var limiter = LogLimiter()
        func told(_ kind: String, _ cause: String, _ second: Int64) -> Bool {
            limiter.admit(kind, from: cause, now: moment(second)) != .holdBack
        }
        #expect((0..<1_000).count { told("a", "\($0)", 1) } == LogLimiter.causesMax)
        #expect(limiter.count == LogLimiter.causesMax)
        #expect(told("b", "n1", 2) && !told("a", "n1", 60))
        #expect(told("a", "n1", 61))
        for peer in 0..<1_000 { #expect(told("c", "\(peer)", Int64(peer))) }
        #expect(limiter.count <= 2 * LogLimiter.causesMax + 2)
    }

    @Test func `a clock that was set back silences nothing`() {
        var limiter = LogLimiter()
        _ = limiter.admit("a", from: "n1", now: moment(1_000))
        #expect(limiter.admit("a", from: "n1", now: moment(10)) == .tell(heldBack: 0))
    }
}
