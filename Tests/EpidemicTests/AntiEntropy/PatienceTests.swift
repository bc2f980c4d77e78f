import Testing

@testable import Epidemic

@Suite struct PatienceTests {
    private func wait(_ patience: Patience, _ peer: Peer, interval: Interval = .seconds(20))
        -> Interval
    {
        patience.patience(with: peer, unmeasured: .seconds(2), interval: interval)
    }

    @Test func `a peer is waited for a small multiple of its round trip`() {
        var patience = Patience()
        for _ in 0..<40 { patience.note(.milliseconds(300), of: Peer(1)) }
        #expect(wait(patience, Peer(1)) == .milliseconds(1_200))
        // But no longer than an interval, and never less than one and a half round trips.
        #expect(wait(patience, Peer(1), interval: .seconds(1)) == .seconds(1))
        #expect(wait(patience, Peer(1), interval: .milliseconds(100)) == .milliseconds(450))
        // However near it is, it has work of its own.
        patience.note(.milliseconds(1), of: Peer(2))
        #expect(wait(patience, Peer(2)) == Limits.patienceMin)
    }

    @Test func `an unmeasured peer is waited for no longer than an interval`() {
        var patience = Patience()
        #expect(wait(patience, Peer(1)) == .seconds(2))
        #expect(wait(patience, Peer(1), interval: .seconds(1)) == .seconds(1))
        // But where all others are far away, it will be, too.
        patience.note(.seconds(30), of: Peer(2))
        #expect(wait(patience, Peer(1), interval: .seconds(1)) == .seconds(45))
    }

    @Test func `a slower peer is learned at once, a faster one little by little`() {
        var patience = Patience()
        patience.note(.seconds(1), of: Peer(1))
        patience.note(.seconds(3), of: Peer(1))
        #expect(patience.roundTrip(of: Peer(1)) == .seconds(2))
        patience.note(.seconds(1), of: Peer(1))
        #expect(patience.roundTrip(of: Peer(1)) == .milliseconds(1_875))
    }

    @Test func `those that were measured last are remembered`() {
        var patience = Patience()
        let count = UInt32(Limits.measuredPeersMax)
        for peer in 0..<count { patience.note(.seconds(1), of: Peer(peer)) }
        patience.note(.seconds(1), of: Peer(0))
        patience.note(.seconds(1), of: Peer(count))
        #expect(patience.roundTrip(of: Peer(0)) != nil)
        #expect(patience.roundTrip(of: Peer(1)) == nil)
        #expect(patience.roundTrip(of: Peer(count)) != nil)
    }

    private func given(up number: ExchangeNumber, sent: [Int64], to peer: Peer) -> ExchangeState {
        var state = ExchangeState(
            number: number, peer: peer, method: .checksum, phase: .opening,
            request: ExchangeRequest(exchange: number, step: 0, values: [], body: .deliver),
            search: .walk)
        for second in sent { state.sendings.append(.zero + .seconds(second)) }
        return state
    }

    @Test func `an answer is measured from the sending that it answers, however late`() {
        var patience = Patience()
        patience.giveUp(given(up: 7, sent: [0, 2, 4], to: Peer(1)), now: .zero + .seconds(6))
        let answer = ExchangeReply(
            exchange: 7, step: 0, attempt: 1, repaired: 0, body: .delivered)
        let now = Instant.zero + .seconds(33)
        let heeded = [Peer(2), Peer(1), Peer(1)].map {
            patience.note(late: answer, from: $0, now: now)
        }
        #expect(heeded == [false, true, false])
        #expect(patience.roundTrip(of: Peer(1)) == .seconds(31))
        #expect(wait(patience, Peer(1), interval: .seconds(2)) == .milliseconds(46_500))
    }

    @Test func `who was frozen is not waited for as long as that lasted`() {
        var patience = Patience()
        for number in UInt32(0)..<40 {
            let sent = Instant.zero + .seconds(Int64(number))
            patience.giveUp(
                given(up: number, sent: [Int64(number)], to: Peer(1)), now: sent + .seconds(1))
        }
        for number in UInt32(0)..<40 {
            let answer = ExchangeReply(
                exchange: number, step: 0, repaired: 0, body: .delivered)
            _ = patience.note(late: answer, from: Peer(1), now: .zero + .seconds(41))
        }
        #expect(patience.roundTrip(of: Peer(1)) == .seconds(2))
        #expect(wait(patience, Peer(1), interval: .seconds(1)) == .seconds(3))
        #expect(wait(patience, Peer(2), interval: .seconds(1)) == .seconds(3))
    }

    @Test func `of the steps given up those are kept that wait longest`() {
        var patience = Patience()
        let count = Limits.givenUpStepsMax + 3
        for number in 0..<count {
            let state = given(up: UInt32(number), sent: [0], to: Peer(UInt32(number)))
            patience.giveUp(state, now: .zero + .seconds(1))
        }
        let answered = (0..<count).filter { number in
            let answer = ExchangeReply(
                exchange: UInt32(number), step: 0, repaired: 0, body: .delivered)
            return patience.note(
                late: answer, from: Peer(UInt32(number)), now: .zero + .seconds(2))
        }
        #expect(answered == Array(0..<Limits.givenUpStepsMax - 1) + [count - 1])
    }
}
