import Foundation
import Testing

@testable import outbreak

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

    /// Shell commands that put another file where a theme is, and leave everything else alone.
    @Test(arguments: [
        "ln -sf \"$HOME/light.toml\" mine.toml",
        "rm mine.toml; ln \"$HOME/light.toml\" mine.toml",
        "ln -sfn \"$HOME/other\" \"$HOME/outbreak/themes\"",
        "cat \"$HOME/light.toml\" > \"$HOME/hard.toml\"",
    ])
    func `a theme is shown again, however it is replaced`(command: String) throws {
        let home = try ScratchFolder()
        for place in ["light", "other/mine"] {
            try home.write("inherits = \"light\"", to: "\(place).toml")
        }
        let theme = try home.write("inherits = \"dark\"", to: "themes/mine.toml")
        try home.write("", to: "outbreak/nothing")
        let files = FileManager.default
        try files.linkItem(atPath: theme, toPath: home.path + "/hard.toml")
        try files.createSymbolicLink(
            atPath: home.path + "/outbreak/themes", withDestinationPath: home.path + "/themes")
        let terminal = try TmuxTerminal(columns: 132, rows: 40)
        try terminal.enter(
            "XDG_CONFIG_HOME='\(home.path)' '\(BuiltProgram.path)' --seed 7 --theme mine")
        try terminal.screen(with: "16 up")
        let child = try ChildProcess(
            "/bin/sh", ["-c", "cd \"$HOME/themes\" && \(command)"],
            environment: ["PATH": "/usr/bin:/bin", "HOME": home.path], streams: .init())
        #expect(child.wait() == .exited(0))
        try terminal.screen(with: "theme mine was changed")
        try terminal.press("q")
        try terminal.screen(with: "\nseed 7\n")
    }
}
