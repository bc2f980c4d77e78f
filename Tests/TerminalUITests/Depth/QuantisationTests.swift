import Testing

@testable import TerminalUI

/// Colours on terminals that have fewer.
@Suite struct QuantisationTests {
    @Test func `every colour of the cube and the greys is its own nearest`() {
        for entry in UInt8(16)...255 {
            let found = Palette.nearest256(to: Palette.rgb(entry))
            #expect(Palette.rgb(found) == Palette.rgb(entry))
        }
    }

    @Test(arguments: [("#56B4E9", 74), ("#D55E00", 166), ("#E69F00", 214)])
    func `the colours of the states find the entries known for them`(text: String, entry: UInt8) {
        #expect(RGB(text).map(Palette.nearest256) == entry)
    }

    @Test func `what a theme says itself wins over the nearest`() {
        let colour = Colour(rgb: RGB("#56B4E9"), palette256: 9, palette16: 3)
        #expect(colour.quantised(to: .palette256) == .entry(9))
        #expect(colour.quantised(to: .palette16) == .entry(3))
        #expect(colour.quantised(to: .truecolor) == RGB("#56B4E9").map(DeviceColour.rgb))
    }

    @Test func `the terminal's own colour stays its own at every depth`() {
        for depth in ColourDepth.allCases {
            #expect(Colour.terminalDefault.quantised(to: depth) == .terminalDefault)
        }
    }

    @Test func `without colours the stand-in attributes come in`() {
        let style = Style(
            foreground: Colour(red: 1, green: 2, blue: 3), attributes: .bold, monochrome: .reverse)
        #expect(style.quantised(to: .mono).attributes == [.bold, .reverse])
        #expect(style.quantised(to: .mono).foreground == .terminalDefault)
        #expect(style.quantised(to: .palette16).attributes == .bold)
    }

    @Test func `lightness and contrast are those of the standards`() throws {
        let white = try #require(RGB("#FFFFFF"))
        let black = try #require(RGB("#000000"))
        #expect(abs(white.contrast(with: black) - 21) < 0.001)
        #expect(abs(Lab(white).lightness - 100) < 0.01)
        #expect(abs(Lab(try #require(RGB("#777777"))).lightness - 50.03) < 0.1)
    }
}
