import Testing

@testable import TerminalUI

/// Colours as people see them who lack one kind of cones.
@Suite struct ColourSightTests {
    private func rgb(_ text: String) throws -> RGB { try #require(RGB(text)) }

    @Test(arguments: ColourSight.allCases)
    func `greys stay as they are`(sight: ColourSight) {
        for level in stride(from: UInt8(0), through: 255, by: 15) {
            let grey = RGB(red: level, green: level, blue: level)
            #expect(sight.look(of: grey).squaredDistance(Lab(grey)) < 0.01)
        }
    }

    @Test func `who lacks a cone confuses what differs in it alone`() throws {
        let (red, green) = (try rgb("#D03030"), try rgb("#7A7A20"))
        let (blue, bluegreen) = (try rgb("#3070C0"), try rgb("#207A88"))
        func distance(_ one: RGB, _ other: RGB, _ sight: ColourSight) -> Double {
            sight.look(of: one).squaredDistance(sight.look(of: other)).squareRoot()
        }
        for sight in [ColourSight.protan, .deutan] {
            #expect(distance(red, green, sight) < distance(red, green, .normal) / 2)
        }
        #expect(distance(blue, bluegreen, .tritan) < distance(blue, bluegreen, .normal) / 2)
        #expect(red.leastDistance(to: green) == green.leastDistance(to: red))
    }

    /// The figure is that of the study the colours were chosen by.
    @Test func `the colours of Okabe and Ito are 32,8 apart at the least`() {
        #expect(abs(StateColours.spares[0].distance - 32.8) < 0.05)
    }

    @Test func `blue, vermillion and green would be confused`() throws {
        let colours = StateColours(
            susceptible: try rgb("#56B4E9"), infected: try rgb("#D55E00"),
            removed: try rgb("#009E73"), down: .white)
        #expect(colours.distance < 20)
        #expect(colours.merit(on: [.black]) < 1)
    }

    @Test func `every spare set is far enough apart`() {
        for colours in StateColours.spares {
            #expect(colours.distance >= StateColours.leastDistance)
            #expect(colours.distanceOfDown >= StateColours.leastDistanceOfDown)
        }
    }

    @Test(arguments: ["#000000", "#12161E", "#777777", "#FDF6E3", "#2040C0"])
    func `a colour is moved until it can be read, and no further`(text: String) throws {
        let ground = try rgb(text)
        for colour in try ["#808080", "#D55E00", "#0072B2", "#F0E442"].map(rgb) {
            let readable = colour.readable(on: ground, contrast: 4)
            #expect(readable.contrast(with: ground) >= 4)
            if colour.contrast(with: ground) >= 4 { #expect(readable == colour) }
        }
    }
}
