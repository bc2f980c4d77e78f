import Foundation
import Fuzzing
import Testing

@testable import TerminalUI

/// Theme files of anybody: each is a theme, or is refused with its name and what is wrong.
@Suite struct ThemeFuzzTests {
    private static let tokens = [
        "[palette]\n", "[roles]\n", "[roles.state]\n", "inherits = \"dark\"\n", "name = ",
        "\"#ff0000\"",
        "\"default\"", "{ rgb = \"#102030\", 256 = 74, 16 = 4 }", "state.down", "\"state.down\"",
        "glyph = \"x\"", "attributes = [\"bold\"]", "=", "\n", "\"\"\"", "'''", "#", "[[", "]]",
        "{", "}",
        "1979-05-27T07:32:00Z", "0x", "1e400", "-9223372036854775808", "nan", "\u{200D}", "漢",
    ]

    @Test func `themes in TOML`() {
        let head =
            "inherits = \"dark\"\n[palette]\nfire = \"#D55E00\"\nsky = { rgb = \"#56B4E9\", 256 = 74, 16 = 12 }\n"
        let target = FuzzTarget(
            "theme", tokens: Self.tokens,
            texts: [
                head + "[roles]\nstate.infected = \"fire\"\n",
                head
                    + "[roles]\n\"state.down\" = { foreground = \"sky\", attributes = [\"bold\", \"reverse\"], "
                    + "mono = [\"underline\"], glyph = \"x\" }\n[roles.link]\ncut = \"fire\"\n",
                "name = \"mine\"\ninherits = \"light\"\n", "",
            ]
        ) { text, _ in Self.fault(text, file: "mine.toml") }
        #expect(target.fault(atMost: 50_000) == nil)
    }

    @Test func `themes of btop`() {
        let target = FuzzTarget(
            "btop-theme",
            tokens: [
                "theme[main_bg]=", "theme[hi_fg]=", "\"#1a1b26\"", "\"#7F\"", "\"10 20 300\"",
                "\"\"", "'",
                "\"", "[", "]", "=", "\n", "\r\n", " # ", "\u{FEFF}", "theme_background=false\n",
                "#",
            ],
            texts: [
                "theme[main_bg]=\"#1a1b26\"\ntheme[main_fg]=\"#cfc9c2\"\ntheme[title]=\"#cfc9c2\"\n"
                    + "theme[hi_fg]=\"#7dcfff\"\ntheme[selected_bg]=\"#414868\"\ntheme[cpu_end]=\"#f7768e\"\n",
                "# a comment\ntheme[main_bg]=\"\"\ntheme[main_fg]=\"10 20 30\"\ntheme[inactive_fg]=\"#7F\"\n",
            ]
        ) { text, _ in Self.fault(text, file: "mine.theme") }
        #expect(target.fault(share: 4, atMost: 4_000) == nil)
    }

    /// What is wrong with how a file becomes a theme.
    private static func fault(_ text: String, file: String) -> String? {
        do throws(ThemeError) {
            _ = try ThemeFile(parsing: text, source: file)
        } catch {
            let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                .count
            guard error.theme == file, error.description.contains(file) else {
                return "the error does not name the file: \(error)"
            }
            if case .syntax(let line, _) = error.problem, !(1...lines + 1).contains(line) {
                return "line \(line) of \(lines): \(error)"
            }
            return nil
        }
        var library = ThemeLibrary.shipped
        library.add(text, named: "mine", source: file)
        do throws(ThemeError) {
            _ = try library.theme(named: "mine")
            return nil
        } catch {
            return error.description.isEmpty ? "an error that says nothing" : nil
        }
    }
}
