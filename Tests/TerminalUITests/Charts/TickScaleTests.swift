import Testing

@testable import TerminalUI

/// Where the ticks of an axis are.
@Suite struct TickScaleTests {
    @Test(arguments: [
        (4.0, 4, 4.0, ["0", "1", "2", "3", "4"]), (4.1, 4, 6, ["0", "2", "4", "6"]),
        (0.07, 4, 0.08, ["0", "0.02", "0.04", "0.06", "0.08"]),
        (1_300, 3, 1_500, ["0", "500", "1,000", "1,500"]), (25, 3, 30, ["0", "10", "20", "30"]),
    ])
    func `ticks are 1, 2 or 5 times a power of ten apart`(
        covered: Double, ticksMax: Int, end: Double, labels: [String]
    ) {
        let scale = TickScale(.nice(covering: covered), ticksMax: ticksMax)
        #expect(scale.end == end)
        #expect(scale.ticks.map(\.label) == labels)
    }

    @Test(arguments: [
        (16.0, 4, ["0", "4", "8", "12", "16"]), (16, 3, ["0", "8", "16"]),
        (15, 5, ["0", "5", "10", "15"]),
        (7, 3, ["0", "5"]), (1, 1, ["0", "1"]), (1_000, 2, ["0", "500", "1,000"]),
    ])
    func `an axis that ends where it must has its half or quarters if they are whole`(
        end: Double, ticksMax: Int, labels: [String]
    ) {
        let scale = TickScale(.exact(end), ticksMax: ticksMax)
        #expect(scale.end == end)
        #expect(scale.ticks.map(\.label) == labels)
    }

    @Test func `an axis grows only when it must, in steps`() {
        for ticksMax in 1...12 {
            var end = 0.0
            for tenth in 1...20_000 {
                let value = Double(tenth) / 10
                let scale = TickScale(.nice(covering: value), ticksMax: ticksMax)
                #expect(scale.end >= value && scale.ticks.count <= ticksMax + 1)
                if value <= end { #expect(scale.end == end, "it moved at \(value)") }
                end = scale.end
            }
        }
    }

    @Test(arguments: [0, -3, .nan, .infinity])
    func `an end that cannot be counts as one`(end: Double) {
        #expect(TickScale(.nice(covering: end), ticksMax: 4).end == 1)
        #expect(TickScale(.exact(end), ticksMax: 4).end == 1)
    }
}
