import Testing

/// Theme files that change under the running program.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable))
struct ThemeLiveTests {
    @Test func `a theme file that changes is shown, and a broken one told of`() throws {
        let home = try ScratchFolder()
        let theme = try home.write("inherits = \"dark\"", to: "mine.toml")
        let terminal = try TmuxTerminal(columns: 132, rows: 40)
        try terminal.enter("'\(BuiltProgram.path)' --seed 7 --theme '\(theme)'")
        try terminal.screen(with: "16 up")
        try home.write("inherits = \"light\"", to: "mine.toml")
        try terminal.screen(with: "was changed")
        try home.write("inherits = \"dusk\"", to: "mine.toml")
        try terminal.screen(with: "it inherits from \"dusk\"")
        try terminal.press("q")
        try terminal.screen(with: "\nseed 7\n")
    }
}
