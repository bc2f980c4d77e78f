import Epidemic
import Testing

@testable import Laboratory

@Suite struct DurationTests {
    @Test(
        arguments: [
            ("300ms", 300_000_000), ("1s", 1_000_000_000), ("1.5s", 1_500_000_000),
            ("500us", 500_000), ("10m", 600_000_000_000), ("1h", 3_600_000_000_000),
            ("30d", 2_592_000_000_000_000), ("0.25ms", 250_000), ("7ns", 7), ("0", 0), ("0s", 0),
        ] as [(String, Int64)])
    func `a duration is a number and a unit`(text: String, nanoseconds: Int64) throws {
        #expect(try Interval(argument: text) == Interval(nanoseconds: nanoseconds))
    }

    @Test(arguments: [
        "", "300", "1.5", "ms", "-5ms", "1 s", "1.5.5s", ".5s", "1.s", "1e3s", "five", "1week",
        "１s",
    ])
    func `anything else is refused with the right form`(text: String) {
        #expect(throws: ValueError.wrongForm("a duration such as 300ms, 1.5s, 10m or 1h")) {
            try Interval(argument: text)
        }
    }

    @Test(arguments: ["1001d", "99999999h", "999999999999999999h"])
    func `a duration that would overflow a run is refused`(text: String) {
        #expect(throws: ValueError.outOfRange("a duration of at most 1000d")) {
            try Interval(argument: text)
        }
    }

    @Test(arguments: [Interval.milliseconds(300), .seconds(1), .seconds(600), .seconds(3600)])
    func `a duration is read back as it is shown`(interval: Interval) throws {
        #expect(try Interval(argument: "\(interval)") == interval)
    }
}
