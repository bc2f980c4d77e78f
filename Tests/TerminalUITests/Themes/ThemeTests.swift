import Testing

@testable import TerminalUI

/// Theme files that are right.
@Suite struct ThemeTests {
    private func theme(_ text: String) throws -> Theme {
        try ThemeLibrary.shipped.theme(parsing: text, source: "my.toml")
    }

    @Test func `a change of the palette recolours what is inherited`() throws {
        let red = Colour(red: 255, green: 0, blue: 0)
        let mine = try theme("inherits = \"dark\"\n[palette]\nsky = \"#FF0000\"")
        #expect(mine.style(.susceptible).foreground == red)
    }

    @Test(arguments: [
        "[roles]\nstate.down = \"sky\"", "[roles]\n\"state.down\" = \"sky\"",
        "[roles.state]\ndown = \"sky\"", "[roles]\nstate.down = { foreground = \"sky\" }",
    ])
    func `a role can be written in every way of TOML`(text: String) throws {
        let mine = try theme("inherits = \"dark\"\n" + text)
        #expect(mine.style(.down).foreground == mine.style(.susceptible).foreground)
        #expect(mine.style(.down).attributes.isEmpty)
    }

    @Test func `default is the colour of the terminal`() throws {
        let mine = try theme(
            "inherits = \"dark\"\n[palette]\nnight = \"default\"\n[roles]\nchrome.dim = \"default\""
        )
        #expect(mine.style(.background).background == .terminalDefault)
        #expect(mine.style(.dim).foreground == .terminalDefault)
    }

    @Test func `a glyph of the theme gives way where only ASCII is shown`() throws {
        let mine = try theme("inherits = \"dark\"\n[roles]\nstate.down = { glyph = \"☓\" }")
        #expect(mine.glyph(.down) == "☓")
        #expect(mine.glyph(.down, in: .ascii) == "x")
        #expect(mine.glyph(.infected) == "●")
        #expect(mine.glyph(.infected, in: .ascii) == "*")
    }

    @Test func `a lifted theme changes only the ordinary background`() throws {
        let dark = try ThemeLibrary.shipped.theme(named: "dark")
        #expect(dark.lifted.style(.text).background == dark.style(.overlay).background)
        #expect(dark.lifted.style(.text).foreground == dark.style(.text).foreground)
        #expect(dark.lifted.style(.selection) == dark.style(.selection))
    }
}
