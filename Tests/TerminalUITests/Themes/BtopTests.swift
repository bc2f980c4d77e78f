import Testing

@testable import TerminalUI

/// Theme files of btop.
@Suite struct BtopTests {
    private func theme(_ text: String) throws(ThemeError) -> Theme {
        try ThemeLibrary.shipped.theme(parsing: text, source: "my.theme")
    }

    /// What is said of the lines of a theme that can be shown.
    private func remark(_ text: String) throws -> String? {
        var library = ThemeLibrary.shipped
        library.add(text, named: "my", source: "my.theme")
        _ = try library.theme(named: "my")
        return library.remark(onThemeNamed: "my")
    }

    private static let dusk = """
        # A theme
        theme[main_bg]="#1a1b26"
        theme[main_fg]="#cfc9c2"
        theme[title]="#cfc9c2"
        theme[hi_fg]="#7dcfff"
        theme[selected_bg]="#414868"
        theme[selected_fg]="#cfc9c2"
        theme[inactive_fg]="#565f89"
        theme[div_line]="#565f89"
        theme[free_end]="#9ece6a"
        theme[cpu_mid]="#e0af68"
        theme[used_end]="#f7768e"
        """

    @Test func `backgrounds, text and highlights are those of the file`() throws {
        let theme = try theme(Self.dusk)
        #expect(theme.style(.background).background.rgb == RGB("#1A1B26"))
        #expect(theme.style(.text).foreground.rgb == RGB("#CFC9C2"))
        #expect(theme.style(.hintKey).foreground.rgb == RGB("#7DCFFF"))
        #expect(theme.style(.running).foreground.rgb == RGB("#9ECE6A"))
        #expect(theme.style(.logFault).foreground.rgb == RGB("#F7768E"))
        #expect(theme.glyph(.infected) == "●")
    }

    @Test(arguments: [
        "theme[main_bg]=\"#404040\"", "theme[main_bg]=\"#40\"", "theme[main_bg]=\"64 64 64\"",
        "  theme[main_bg] = '#404040'  # grey", "theme[main_bg]=#404040 # grey",
        "theme[main_bg]=64 64 64\r", "\u{FEFF}theme[main_bg]=\"#40\"\r\n\r\n# end\r\n",
        "theme[meter_bg]=\"\"\ntheme[new_in_btop_9]=\"?\"\ntheme[main_bg]=\"#404040\"",
        "my[main_bg]=\"#404040\"",
    ])
    func `a colour can be written in every way of btop`(text: String) throws {
        let grey = RGB(red: 64, green: 64, blue: 64)
        #expect(try theme(text).style(.background).background.rgb == grey)
    }

    @Test func `an empty background is the terminal's own`() throws {
        let dark = try theme("theme[main_bg]=\"\"\ntheme[main_fg]=\"#EEEEEE\"")
        #expect(dark.style(.background).background == .terminalDefault)
        #expect(dark.style(.overlay).background == .terminalDefault)
        let light = try theme("theme[main_bg]=\"\"\ntheme[main_fg]=\"#202020\"")
        let ink = try #require(light.style(.strong).foreground.rgb)
        #expect(ink.isDark)
    }

    @Test func `a number above 255 is 255, as in btop`() throws {
        let theme = try theme("theme[main_bg]=\"0 0 999\"\ntheme[main_fg]=\"#FFFFFF\"")
        #expect(theme.style(.background).background.rgb == RGB("#0000FF"))
    }

    @Test(arguments: [
        ("theme[main_bg]=\"#12345\"", "#12345"), ("theme[title]=\"red\"", "red"),
        ("theme[main_fg]=\"cfc9c2\"", "cfc9c2"), ("theme[hi_fg]=\"1 2 x\"", "1 2 x"),
        ("theme[hi_fg]=\"1 2\"", "1 2"), ("theme[cpu_end]=\"#GG\"", "#GG"),
    ])
    func `a bad colour is left out, and named with its line and value`(
        text: String, value: String
    ) throws {
        let rest = "theme[cpu_box]=\"#808080\"\n# x\n"
        #expect(try theme(rest + text) == theme(rest))
        let remark = try #require(try remark(rest + text))
        #expect(remark.hasPrefix("theme my.theme: line 3: "))
        #expect(remark.contains(" is \"\(value)\"; ") && remark.hasSuffix("; it is left out"))
    }

    @Test(arguments: [
        "colour = 3", "theme_background=false", "A theme that I made.", "theme[main_bg]",
        "theme[main_bg]=\"#000000", "theme main_bg=1", "theme[main_bg=1",
    ])
    func `a line that is no colour is left out, and named`(text: String) throws {
        let broken = Self.dusk + "\n" + text + "\ntheme[cpu_box]=\"#808080\""
        #expect(try theme(broken) == theme(Self.dusk + "\ntheme[cpu_box]=\"#808080\""))
        let remark = try #require(try remark(broken))
        #expect(remark.hasPrefix("theme my.theme: line 13 is \"\(text)\""))
    }

    @Test func `of many such lines the first is named, and the others are counted`() throws {
        let lines = Self.dusk + "\none\ntwo\n" + String(repeating: "three ", count: 30)
        let remark = try #require(try remark(lines))
        #expect(remark.contains("line 13 is \"one\"") && remark.hasSuffix("(and 2 more lines)"))
        #expect(try self.remark(Self.dusk) == nil)
    }

    @Test(arguments: ["", "# nothing\n", "theme[unheard_of]=\"#000000\"", "some prose"])
    func `a file without a colour is no theme`(text: String) throws {
        let error = #expect(throws: ThemeError.self) { try theme(text) }
        #expect(error?.problem == .noBtopColours)
    }
}

/// Whatever colours somebody chose for btop: what matters here can be told apart and read.
@Suite struct BtopPropertyTests {
    private static let backgrounds = [
        "", "#000000", "#12161E", "#2E3440", "#300A24", "#001B4D", "#3C3836", "#FFFFFF", "#FDF6E3",
        "#D8DEE9", "#FFE0F0",
    ]

    /// A theme whose other colours are drawn, dull or loud, near the background or far from it.
    private func theme(background: String, seed: Int) throws -> Theme {
        var random = Random(seed: UInt64(seed))
        let lines = BtopName.allCases.filter { $0 != .background }.map { name in
            let parts = (0..<3).map { _ in String(random.below(256)) }
            let value = random.below(8) == 0 ? "" : parts.joined(separator: " ")
            return "theme[\(name.rawValue)]=\"\(value)\""
        }
        let text = (["theme[main_bg]=\"\(background)\""] + lines).joined(separator: "\n")
        return try ThemeLibrary.shipped.theme(parsing: text, source: "any.theme")
    }

    @Test(arguments: backgrounds, 1...6)
    func `states can be told apart and seen`(background: String, seed: Int) throws {
        let theme = try theme(background: background, seed: seed)
        let states = try ThemeFamily.states.map { try #require(theme.style($0).foreground.rgb) }
        let colours = StateColours(
            susceptible: states[0], infected: states[1], removed: states[2], down: states[3])
        #expect(colours.distance >= StateColours.leastDistance)
        #expect(colours.distanceOfDown >= StateColours.leastDistanceOfDown)
        let grounds = [Role.background, .overlay, .selection, .selectionIdle].compactMap {
            theme.style($0).background.rgb
        }
        #expect(colours.contrast(on: grounds) >= 2.5)
    }

    @Test(arguments: ["#FFFFFF", "#FDF6E3", "#D8DEE9"], 1...3)
    func `on a light background nothing is yellow in sixteen colours`(
        background: String, seed: Int
    ) throws {
        let theme = try theme(background: background, seed: seed)
        for role in Role.allCases where theme.style(role).background.palette16 == 15 {
            let ink = theme.style(role).foreground.palette16
            #expect(![3, 6, 11].contains(ink), "\(role.rawValue)")
        }
    }

    @Test(arguments: backgrounds, 1...6)
    func `text can be read`(background: String, seed: Int) throws {
        let theme = try theme(background: background, seed: seed)
        for role in [Role.text, .strong, .title, .dim, .hintKey, .selection, .input, .logFault] {
            let style = theme.style(role)
            guard let ground = style.background.rgb, let text = style.foreground.rgb else {
                continue
            }
            #expect(text.contrast(with: ground) >= 3, "\(role.rawValue)")
        }
        #expect(Set(Role.roots.map { theme.style($0).foreground }).count == Role.roots.count)
    }
}
