import Testing

@testable import CursesTerminal

/// What a signal to stop is taken for.
@Suite struct SuspensionTests {
    /// Whether each of the signals is taken for the one of a key; the program goes on at nothing.
    private func echoes(at times: [Duration], afterKey isKey: Bool) -> [Bool] {
        let now = ContinuousClock.now
        var suspension = Suspension()
        if isKey { suspension.ended(at: now) }
        return times.map { suspension.isEcho(at: now + $0) }
    }

    @Test func `the signal that a key sent to everybody is told once more and heeded once`() {
        let times = [Duration.milliseconds(30), .milliseconds(40)]
        #expect(echoes(at: times, afterKey: true) == [true, false])
        #expect(echoes(at: [.seconds(1)], afterKey: true) == [false])
    }

    @Test func `a signal that somebody else sent is heeded`() {
        #expect(echoes(at: [.zero], afterKey: false) == [false])
    }
}
