import TerminalUI
import Testing

@testable import CursesTerminal

/// What is decided before the terminal is touched.
@Suite struct OpeningTests {
    private func depth(_ variables: [String: String], colours: Int) -> ColourDepth {
        TerminalEnvironment(variables).depth(forColours: colours)
    }

    @Test(arguments: [
        (256, ColourDepth.palette256), (16, .palette16), (8, .palette16), (2, .mono), (0, .mono),
    ])
    func `a description's colours decide when the environment says nothing`(
        colours: Int, depth: ColourDepth
    ) {
        #expect(self.depth(["TERM": "xterm"], colours: colours) == depth)
    }

    @Test(arguments: [
        ["COLORTERM": "truecolor"], ["COLORTERM": "24bit"],
        ["TERM": "tmux-256color", "TMUX": "/tmp/x,1,0"], ["TERM": "xterm-direct"],
    ])
    func `the environment can promise any colour`(variables: [String: String]) {
        #expect(depth(variables, colours: 256) == .truecolor)
    }

    @Test func `Linux's console gets ASCII, unless its font is known to have the glyphs`() {
        func glyphs(_ term: String, isUnicode: Bool = true, consoleShows: Bool) -> GlyphSet {
            TerminalEnvironment(["TERM": term]).glyphs(isUnicode: isUnicode) { consoleShows }
        }
        #expect(glyphs("linux", consoleShows: false) == .ascii)
        #expect(glyphs("linux-16color", consoleShows: false) == .ascii)
        #expect(glyphs("linux", consoleShows: true) == .unicode)
        #expect(glyphs("linux", isUnicode: false, consoleShows: true) == .ascii)
        #expect(glyphs("xterm-256color", consoleShows: false) == .unicode)
        #expect(glyphs("xterm", isUnicode: false, consoleShows: false) == .ascii)
    }

    @Test func `no colour is wanted when NO_COLOR is set and not empty`() {
        #expect(depth(["NO_COLOR": "1", "COLORTERM": "truecolor"], colours: 256) == .mono)
        #expect(depth(["NO_COLOR": ""], colours: 256) == .palette256)
    }

    @Test func `files that can be made again go where XDG says`() {
        func folder(_ variables: [String: String]) -> String? {
            TerminalEnvironment(variables).cacheFolder
        }
        #expect(folder(["XDG_CACHE_HOME": "/c", "HOME": "/h"]) == "/c/outbreak")
        #expect(folder(["XDG_CACHE_HOME": "c", "HOME": "/h"]) == "/h/.cache/outbreak")
        #expect(folder([:]) == nil)
    }

    @Test func `a description of our own is made only where it is needed`() {
        let plain = TerminalEnvironment(["TERM": "xterm-256color"])
        let usual = DescriptionChoice(ScreenOptions(), environment: plain, colours: 256)
        #expect(usual.description == nil)
        let vivid = ScreenOptions(depth: .truecolor)
        let direct = DescriptionChoice(vivid, environment: plain, colours: 256)
        #expect(direct.description?.colours == .direct)
        #expect(direct.fallbackDepth == .palette256)
    }

    @Test func `no folder, or a name that is none, means no description`() {
        let good = PrivateDescription(base: "xterm", colours: .direct)
        #expect(good.compiled(into: nil) == nil)
        #expect(good.compiled(into: "/dev/null/cache") == nil)
        let bad = PrivateDescription(base: "../x", colours: .direct)
        #expect(bad.compiled(into: "/dev/null/cache") == nil)
    }

    @Test func `a terminal that cannot draw, or that nobody knows, is refused by name`() {
        #expect(throws: TerminalError.cannotDraw("dumb")) {
            try OpenedTerminal.colours(of: "dumb")
        }
        #expect(throws: TerminalError.unknown("no-such-terminal")) {
            try OpenedTerminal.colours(of: "no-such-terminal")
        }
        #expect(throws: TerminalError.unnamed) { try OpenedTerminal.colours(of: "") }
    }

    @Test(arguments: [
        TerminalError.noTerminal(.input), .noTerminal(.output), .unnamed, .unknown("x9"),
        .cannotDraw("dumb"), .refused("x9"),
    ])
    func `every refusal is one sentence`(error: TerminalError) {
        #expect(!"\(error)".contains("\n"))
        #expect(!"\(error)".hasSuffix("."))
    }

    @Test func `a wide glyph is handed over once, with the theme's own entry`() {
        let style = Style(foreground: Colour(rgb: RGB("#FF0000"), palette256: 9))
        var buffer = CellBuffer(size: Size(columns: 4, rows: 1))
        buffer.put("a日", at: Point(column: 0, row: 0), style: style)
        var encoder = GlyphEncoder(depth: .palette256)
        let glyphs = encoder.glyphs(in: CellSpan(row: 0, column: 0, columns: 3), of: buffer)
        #expect(glyphs.map(\.columns) == [1, 2])
        #expect(glyphs.map(\.foreground) == [9, 9])
        #expect(glyphs.map(\.background) == [-1, -1])
        #expect(glyphs.map(\.scalars.0) == [0x61, 0x65E5])
    }
}
