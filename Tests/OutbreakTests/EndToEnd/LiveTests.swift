import Foundation
import Testing

/// The program on a terminal: a handful, for what a script cannot see.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable))
struct LiveTests {
    private let program = BuiltProgram.path

    @Test func `an update spreads before one's eyes, and leaving restores the terminal`() throws {
        let terminal = try TmuxTerminal(columns: 132, rows: 40)
        try terminal.enter("echo before; stty -a > /tmp/$$.tty; '\(program)' --seed 7 --speed 20")
        try terminal.screen(with: "16 up")
        try terminal.press("u", "Enter", "Enter")
        try terminal.screen(with: "colour=red")
        try terminal.screen(with: "CONVERGED 16/16")
        try terminal.press("q")
        let after = try terminal.screen(with: "\nseed 7\n")
        #expect(after.contains("before") && !after.contains("╭─ Map"))
        try terminal.enter("echo status=$?; stty -a | diff - /tmp/$$.tty && echo restored")
        #expect(try terminal.screen(with: "restored\n").contains("status=0"))
        try terminal.enter("rm /tmp/$$.tty")
    }

    @Test(arguments: [("INT", 130), ("TERM", 143), ("HUP", 129)])
    func `a signal restores the terminal and is told by the status`(
        signal: String, status: Int
    ) throws {
        let terminal = try TmuxTerminal(columns: 100, rows: 30)
        try terminal.enter("echo before; '\(program)' --seed 7; echo status=$?")
        try terminal.screen(with: "╭─ Map")
        try terminal.signal(signal)
        let after = try terminal.screen(with: "status=\(status)")
        #expect(after.contains("before") && !after.contains("╭─ Map"))
    }

    @Test(arguments: [("C-c", 130), ("C-\\", 131)])
    func `the keys of the signals do what they do elsewhere`(key: String, status: Int) throws {
        let terminal = try TmuxTerminal(columns: 100, rows: 30)
        // Its questions after a crash are none of the program's.
        let quietly = "SWIFT_BACKTRACE=enable=no '\(program)' --seed 7; echo status=$?"
        try terminal.enter("stty -a > /tmp/$$.tty; " + quietly)
        try terminal.screen(with: "╭─ Map")
        try terminal.press(key)
        try terminal.screen(with: "status=\(status)")
        try terminal.enter("stty -a | diff - /tmp/$$.tty && echo restored; rm /tmp/$$.tty")
        try terminal.screen(with: "restored\n")
    }

    @Test func `in pasted text they are text`() throws {
        let terminal = try TmuxTerminal(columns: 132, rows: 40)
        try terminal.enter("'\(program)' --seed 7; echo status=$?")
        try terminal.screen(with: "16 up")
        try terminal.type("\u{1B}[200~a\u{3}b\u{1C}c\u{1A}d\u{13}e\u{1B}[201~")
        try terminal.type("q")
        try terminal.screen(with: "status=0")
    }

    @Test func `the screen follows the size of the terminal`() throws {
        let terminal = try TmuxTerminal(columns: 132, rows: 40)
        try terminal.enter("'\(program)' --seed 7")
        try terminal.screen(with: "16 up")
        try terminal.resize(columns: 30, rows: 8)
        try terminal.screen(with: "30x8")
        try terminal.resize(columns: 80, rows: 24)
        try terminal.screen(with: "╭─ Node")
        try terminal.press("q")
        try terminal.screen(with: "\nseed 7\n")
    }

    @Test(arguments: ["TERM", "SEGV", "QUIT"])
    func `the mouse is captured, and given back even by a crash`(signal: String) throws {
        let terminal = try TmuxTerminal(columns: 132, rows: 40)
        try terminal.enter("'\(program)' --seed 7; stty sane; echo status=$?")
        try terminal.screen(with: "16 up")
        #expect(try terminal.mouseModes == "11")
        try terminal.signal(signal)
        let after = try terminal.screen(with: "status=")
        #expect(!after.contains("╭─ Map"))
        #expect(try terminal.mouseModes == "00")
    }

    /// A shell that was given a command waits for the program in one group with it, and must stop with it.
    @Test(arguments: ["", "sh -c"])
    func `a stopped program leaves the mouse alone, and takes it again`(shell: String) throws {
        let terminal = try TmuxTerminal(columns: 132, rows: 40)
        let command = "'\(program)' --seed 7"
        try terminal.enter(shell.isEmpty ? command : "\(shell) \"\(command); :\"")
        try terminal.screen(with: "16 up")
        try terminal.press("C-z")
        try terminal.screen(with: "Stopped")
        #expect(try terminal.mouseModes == "00")
        try terminal.enter("fg")
        try terminal.screen(with: "16 up")
        #expect(try terminal.mouseModes == "11")
        try terminal.press("q")
        try terminal.screen(with: "\nseed 7\n")
        #expect(try terminal.mouseModes == "00")
    }

    @Test func `what a terminal says of itself is no key`() throws {
        let terminal = try TmuxTerminal(columns: 132, rows: 40)
        try terminal.enter("'\(program)' --seed 7 --no-mouse")
        try terminal.screen(with: "16 up")
        for reply in [
            "\u{1B}]11;rgb:kkkk/uuuu/qqqq\u{07}", "\u{1B}P>|tmux kuq\u{1B}\\", "\u{1B}[M qq",
            "\u{1B}_Gkuq\u{1B}\\", "\u{1B}[113;1:3u",
        ] {
            try terminal.type(reply)
        }
        try terminal.type("\u{1B}[58u")
        try terminal.type("speed 3")
        try terminal.press("Enter")
        let screen = try terminal.screen(with: "▶ 3.0×")
        #expect(screen.contains("16 up"))
        try terminal.press("q")
        try terminal.screen(with: "\nseed 7\n")
    }

    @Test func `the mouse can be left to the terminal, and ^S stops nothing`() throws {
        let terminal = try TmuxTerminal(columns: 132, rows: 40)
        try terminal.enter("'\(program)' --seed 7 --no-mouse")
        try terminal.screen(with: "16 up")
        #expect(try terminal.mouseModes == "00")
        try terminal.press("C-s", "q")
        try terminal.screen(with: "\nseed 7\n")
    }

    /// Terminals, and whether they have a second screen for programs like this one.
    @Test(arguments: [
        ("xterm-256color", true), ("tmux-256color", true), ("screen-256color", true),
        ("linux", false), ("vt100", false),
    ])
    func `every usual terminal shows it, stops it with ^Z, and is given back`(
        term: String, hasSecondScreen: Bool
    ) throws {
        let terminal = try TmuxTerminal(columns: 120, rows: 36)
        try terminal.enter(
            "echo before; stty -a > /tmp/$$.tty; TERM=\(term) '\(program)' --seed 7 --speed 20")
        try terminal.screen(with: "16 up")
        try terminal.press("u", "Enter", "Enter")
        try terminal.screen(with: "colour=red")
        try terminal.screen(with: "CONVERGED 16/16")
        try terminal.press("C-z")
        let stopped = try terminal.screen(with: "Stopped")
        #expect(stopped.contains("before") == hasSecondScreen, "the shell's screen is back")
        try terminal.enter("fg")
        try terminal.screen(with: "16 up")
        try terminal.press("q")
        try terminal.screen(with: "\nseed 7\n")
        try terminal.enter("stty -a | diff - /tmp/$$.tty && echo restored; rm /tmp/$$.tty")
        try terminal.screen(with: "restored\n")
    }

    @Test func `a click beyond column 223 selects, and a drag from node to node cuts`() throws {
        let terminal = try TmuxTerminal(columns: 250, rows: 45)
        try terminal.enter("TERM=tmux-256color '\(program)' --seed 7")
        try terminal.screen(with: "16 up")
        try terminal.mouse(0, 240, 8)
        try terminal.mouse(0, 240, 8, released: true)
        try terminal.screen(with: "▸ n4 ")
        let one = try #require(try terminal.place(of: "n12", before: 100))
        let other = try #require(try terminal.place(of: "n10", before: 100))
        try terminal.mouse(0, one.column, one.row)
        try terminal.mouse(32, (one.column + other.column) / 2, one.row)
        try terminal.mouse(32, other.column, other.row)
        try terminal.mouse(0, other.column, other.row, released: true)
        try terminal.screen(with: "link n12–n10 cut by you")
    }

    @Test(arguments: ["light", "gruvbox-light", "solarized-light", "okabe-ito-light", "dark"])
    func `with eight colours nothing is written in the colour of its ground`(theme: String) throws {
        let terminal = try TmuxTerminal(columns: 120, rows: 36)
        try terminal.enter("TERM=linux '\(program)' --seed 7 --theme \(theme)")
        try terminal.screen(with: "16 up")
        let (foregrounds, hidden) = try Self.colours(of: terminal.colouredScreen)
        #expect(foregrounds.count > 2)
        #expect(hidden.isEmpty)
    }

    /// The colours that text is written in, and what is written in the colour of its ground.
    private static func colours(of screen: String) -> (foregrounds: Set<Int>, hidden: String) {
        var (foreground, background, hidden) = (39, 49, "")
        var foregrounds: Set<Int> = []
        for (place, run) in screen.components(separatedBy: "\u{1B}[").enumerated() {
            let parts = run.split(separator: "m", maxSplits: 1, omittingEmptySubsequences: false)
            let text = place > 0 && parts.count > 1 ? parts[1] : Substring(run)
            for code in place > 0 ? parts[0].split(separator: ";").compactMap({ Int($0) }) : [] {
                if code == 0 { (foreground, background) = (39, 49) }
                if (30...39).contains(code) { foreground = code }
                if (40...49).contains(code) { background = code }
            }
            let seen = text.filter { !$0.isWhitespace }
            if !seen.isEmpty { foregrounds.insert(foreground) }
            if foreground < 38, foreground + 10 == background { hidden += seen }
        }
        return (foregrounds, hidden)
    }

    @Test func `a program that breaks off leaves its last words and a usable terminal`() throws {
        let terminal = try TmuxTerminal(columns: 120, rows: 36)
        let broken = BuiltProgram.path(of: "CrashingScreen")
        try terminal.enter(
            "echo before; stty -a > /tmp/$$.tty; SWIFT_BACKTRACE=enable=no '\(broken)'")
        try terminal.screen(with: "  shown")
        try terminal.press("Enter")
        let after = try terminal.screen(with: "the last words of a program")
        #expect(after.contains("before") && !after.contains("  shown"))
        try terminal.enter("stty -a | diff - /tmp/$$.tty && echo restored; rm /tmp/$$.tty")
        try terminal.screen(with: "restored\n")
    }

    @Test func `a program whose terminal vanishes ends by itself`() throws {
        let terminal = try TmuxTerminal(columns: 100, rows: 30)
        try terminal.enter("'\(program)' --seed 7")
        try terminal.screen(with: "╭─ Map")
        let process = try terminal.foregroundProcess
        #expect(process > 0)
        try terminal.vanish()
        var polls = 0
        while kill(process, 0) == 0, polls < 200 {
            usleep(50_000)
            polls += 1
        }
        #expect(kill(process, 0) != 0, "it runs on without a terminal")
    }

    @Test(arguments: ["dumb", "no-such-terminal", ""])
    func `a terminal that cannot draw is refused with its name`(term: String) throws {
        let terminal = try TmuxTerminal(columns: 132, rows: 10)
        try terminal.enter("TERM='\(term)' '\(program)'; echo status=$?")
        let screen = try terminal.screen(with: "status=1\n")
        #expect(screen.contains("outbreak: TERM is ") && screen.contains("xterm-256color"))
    }
}
