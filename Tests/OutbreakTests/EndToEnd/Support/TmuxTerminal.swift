import Foundation

@testable import outbreak

/// A real terminal without a person: a shell in a tmux of its own, that can be typed into and read.
final class TmuxTerminal {
    private let home: ScratchFolder

    /// Whether there is a tmux to make one with.
    static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: tmux) }

    private static let tmux = "/usr/bin/tmux"

    init(columns: Int, rows: Int) throws {
        home = try ScratchFolder()
        let shell =
            "env -i PATH=/usr/bin:/bin TERM=xterm-256color LC_ALL=C.UTF-8 PS1='$ ' bash --norc"
        try run(
            "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", shell)
        try screen(with: "$")
    }

    deinit { _ = try? run("kill-server") }

    /// Presses keys by the names that tmux has for them.
    func press(_ keys: String...) throws {
        for key in keys { try run("send-keys", key) }
    }

    /// Types characters, whatever they are.
    func type(_ text: String) throws { try run("send-keys", "-l", text) }

    /// Types a line and presses Enter.
    func enter(_ line: String) throws {
        try type(line)
        try press("Enter")
    }

    /// Sends a button's press, drag or release as a terminal does: SGR, columns and rows from 1.
    func mouse(_ button: Int, _ column: Int, _ row: Int, released: Bool = false) throws {
        try type("\u{1B}[<\(button);\(column);\(row)\(released ? "m" : "M")")
    }

    /// Where a text stands on the screen, left of a column; columns and rows from 1.
    func place(of text: String, before end: Int) throws -> (column: Int, row: Int)? {
        for (row, line) in try screen.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let line = String(line.prefix(end))
            guard let found = line.range(of: text) else { continue }
            return (line.distance(from: line.startIndex, to: found.lowerBound) + 1, row + 1)
        }
        return nil
    }

    func resize(columns: Int, rows: Int) throws {
        try run("resize-window", "-x", "\(columns)", "-y", "\(rows)")
    }

    /// What is on the screen now.
    var screen: String { get throws { try run("capture-pane", "-p") } }

    /// The same with the sequences that colour it.
    var colouredScreen: String { get throws { try run("capture-pane", "-p", "-e") } }

    /// Which of the modes of the mouse are on: drags, and the form that has no last column.
    var mouseModes: String {
        get throws {
            try run("display-message", "-p", "#{mouse_button_flag}#{mouse_sgr_flag}")
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    /// A text that did not come.
    struct Missing: Error {
        var text: String
        var screen: String
    }

    /// Waits until a text stands on the screen; two minutes at most, because much else may be running.
    ///
    /// - Throws: `Missing` when it did not come.
    @discardableResult
    func screen(with text: String) throws -> String {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .seconds(120) {
            let screen = try screen
            if screen.contains(text) { return screen }
            usleep(50_000)
        }
        throw Missing(text: text, screen: try screen)
    }

    /// Sends a signal, by its name, to the program that the shell is waiting for.
    func signal(_ name: String) throws {
        try run("run-shell", "kill -\(name) \(foregroundProcess)")
    }

    /// The program that the shell is waiting for.
    var foregroundProcess: pid_t {
        get throws {
            let shell = try run("display-message", "-p", "#{pane_pid}")
                .trimmingCharacters(in: .whitespacesAndNewlines)
            let children = try String(
                contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
            return pid_t(children.split(separator: " ").first ?? "") ?? 0
        }
    }

    /// Takes the terminal away from whatever runs on it.
    func vanish() throws { try run("kill-server") }

    @discardableResult
    private func run(_ arguments: String...) throws -> String {
        let child = try ChildProcess(
            Self.tmux, ["-S", home.path + "/socket"] + arguments,
            environment: ["PATH": "/usr/bin:/bin"],
            streams: .init(output: home.write("", to: "output")))
        _ = child.wait()
        return try home.read("output")
    }
}
