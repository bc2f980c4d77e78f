import Fuzzing
import Testing

@testable import Laboratory

/// Configuration files, scripts and saved sessions: each is read, or refused with the line that is wrong.
@Suite struct FileFuzzTests {
    @Test func `configuration files`() {
        let target = FuzzTarget(
            "configuration",
            tokens: [
                "[run]\n", "[experiment]\n", "[keys]\n", "nodes = ", "removal = ", "\"counter:3\"",
                "[1, 2]",
                "true", "1.5", "update = ", "[\"u\", \"f5\"]", "=", "\n", "\"\"\"", "'''", "#",
                "[[", "{", "}",
                "1979-05-27", "1e400", "-9223372036854775808", "inf", "\u{1F}",
            ],
            texts: [
                "# mine\n[run]\nnodes = 20\ntopology = \"ring\"\nno-mouse = true\nlatency = \"200ms\"\n",
                "[experiment]\nremoval = [\"counter:1\", \"counter:2\"]\nruns = 30\nseed = 7\n",
                "[keys]\nupdate = [\"u\", \"f5\"]\nkill = \"K\"\nrestart-empty = []\n",
            ]
        ) { text, chance in
            do throws(Complaint) {
                let file = try ConfigurationFile(parsing: text, path: "config.toml")
                // Every setting becomes a command line of its own, which takes its time.
                if chance.below(64) == 0 {
                    do throws(Complaint) {
                        _ = try file.arguments(for: RunCommand.self)
                    } catch {
                        return Self.fault(of: error, in: text, source: "config.toml")
                    }
                }
                return nil
            } catch {
                return Self.fault(of: error, in: text, source: "config.toml")
            }
        }
        #expect(target.fault(atMost: 500_000) == nil)
    }

    private static let steps =
        "key u\nkey enter\ntype red # no comment\nadvance 1.5s\nclick 12 5\ndrag 1 2 30 4\n"
        + "mouse wheel-up 4 4\npaste a\\nb\\\\c\nresize 100x30\n"

    private static let tokens = [
        "\n", "\r\n", "#", "\\", "\\n", "key ", "key ctrl-", "type ", "advance ",
        "9223372036854775807s", "1e300s",
        "click 1 1", "drag ", "mouse ", "press-right ", "resize ", "99999x1", "expect ",
        "expect-not ",
        "screen ", "quit", "\u{85}", "\u{2028}", "\t", "0",
    ]

    @Test func `scripts`() {
        let target = FuzzTarget(
            "script", tokens: Self.tokens,
            texts: [
                Self.steps,
                "# a comment\n\nexpect CONVERGED\nexpect-not DIVERGED\nscreen at the end\nquit\n",
                "  key  ctrl-c  # leaves\n",
            ]
        ) { text, _ in
            do throws(Complaint) {
                let steps = try Script(parsing: text, source: "script").steps
                let lines = steps.map { $0.command.line + "\n" }.joined()
                let again = try Script(parsing: lines, source: "script").steps
                return again.map(\.command) == steps.map(\.command)
                    ? nil : "its commands are read otherwise: \(lines)"
            } catch {
                return Self.fault(of: error, in: text, source: "script")
            }
        }
        #expect(target.fault() == nil)
    }

    @Test func `saved sessions`() {
        let target = FuzzTarget(
            "session",
            tokens: Self.tokens + [
                "# outbreak run ", "--nodes 9 ", "--seed ", "--open x ", "--help ",
            ],
            texts: [
                "# outbreak run --nodes 16 --seed 42 --topology ring\nresize 80x24\n" + Self.steps,
                "# outbreak run \nadvance 3s\n",
            ]
        ) { text, chance in
            do throws(Complaint) {
                let session = try SavedSession(parsing: text, source: "session")
                if chance.below(64) == 0 { _ = try session.run() }
                return nil
            } catch {
                return Self.fault(of: error, in: text, source: "session")
            }
        }
        #expect(target.fault() == nil)
    }

    /// What is wrong with how a file was refused: the sentence must name it, and a line that it has.
    private static func fault(of error: Complaint, in text: String, source: String) -> String? {
        let words = "\(error)"
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count
        guard words.contains(source) else { return "the file is not named: \(words)" }
        let number = words.split(separator: "line ").dropFirst().first?.prefix { $0.isNumber }
        guard let line = number.flatMap({ Int($0) }) else { return nil }
        return (1...lines + 1).contains(line) ? nil : "line \(line) of \(lines): \(words)"
    }
}
