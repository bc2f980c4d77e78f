import Testing

@testable import Epidemic

@Suite struct FloodWatchTests {
    private let interval = Interval.seconds(8)
    private let many = Limits.updatesPerMessageMax + 1

    @Test func `an exchange waits while a flood comes in, and follows soon after it`() {
        var watch = FloodWatch()
        watch.noteAgreement()
        var now = Instant.zero
        #expect(watch.notePassedOver(now: now, interval: interval) == now + .seconds(1))
        now = now + .milliseconds(900)
        #expect(watch.putsOff(hot: 0, now: now, interval: interval) == now + .seconds(1))
        now = now + .seconds(1)
        #expect(watch.putsOff(hot: 0, now: now, interval: interval) == nil)
    }

    @Test func `it does not wait for ever, and begins afresh when it was made`() {
        var watch = FloodWatch()
        watch.noteAgreement()
        for _ in 0..<2 {
            let putOff = (0...Limits.exchangesPutOffMax).map { _ in
                watch.putsOff(hot: many, now: .zero, interval: interval) != nil
            }
            #expect(putOff.dropLast().allSatisfy { $0 } && putOff.last == false)
        }
    }

    @Test func `who has agreed with nobody yet does not wait`() {
        var watch = FloodWatch()
        _ = watch.notePassedOver(now: .zero, interval: interval)
        #expect(watch.putsOff(hot: many, now: .zero, interval: interval) == nil)
    }
}
