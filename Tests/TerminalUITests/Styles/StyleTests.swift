import Testing

@testable import TerminalUI

/// Styles and colours keep everything that they are told.
@Suite struct StyleTests {
    @Test func `every part of a colour comes out as it went in`() {
        var random = Random(seed: 7)
        for _ in 0..<500 {
            let rgb = random.below(4) == 0 ? nil : RGB(number: UInt32(random.below(1 << 24)))
            let palette256 = random.below(3) == 0 ? nil : UInt8(random.below(256))
            let palette16 = random.below(3) == 0 ? nil : UInt8(random.below(16))
            let colour = Colour(rgb: rgb, palette256: palette256, palette16: palette16)
            #expect(colour.rgb == rgb)
            #expect(colour.palette256 == palette256)
            #expect(colour.palette16 == palette16)
        }
    }

    @Test func `black is a colour, and not the terminal's own`() {
        let black = Colour(red: 0, green: 0, blue: 0)
        #expect(black != .terminalDefault)
        #expect(Colour(rgb: nil) == .terminalDefault)
        #expect(Colour(rgb: nil, palette16: 0) != .terminalDefault)
    }

    @Test func `changing one part of a style leaves the others`() {
        let red = Colour(red: 255, green: 0, blue: 0)
        let blue = Colour(rgb: RGB("#0000FF"), palette256: 255, palette16: 15)
        var style = Style(
            foreground: blue, background: blue, attributes: [.bold, .italic],
            monochrome: .reverse)
        style.foreground = red
        #expect(style.attributes == [.bold, .italic] && style.background == blue)
        style.monochrome = [.dim, .underline]
        #expect(style.background == blue && style.foreground == red)
        style.background = .terminalDefault
        style.attributes = []
        #expect(style == Style(foreground: red, monochrome: [.dim, .underline]))
    }
}
