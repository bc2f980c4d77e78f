import Testing

@testable import Laboratory

/// The whole program but for its terminal.
@Suite struct ScriptRunTests {
    @Test func `an update made with three keys reaches everybody`() throws {
        let run = try scripted(
            """
            expect 16 up
            key u
            key enter
            key enter
            expect colour=red
            expect 1/16
            advance 60s
            expect 16/16
            expect CONVERGED
            """)
        #expect(run.status == .done)
    }

    @Test func `a write at a node restarted empty waits until it is ready, and wins everywhere`()
        throws
    {
        let run = try scripted(
            """
            key u
            key enter
            key enter
            advance 60s
            expect CONVERGED
            key k
            key R
            expect arriving
            key u
            key enter
            key enter
            expect writes when it is ready
            expect-not colour=green
            advance 3s
            expect is ready: it holds what
            expect-not ◔
            advance 90s
            expect CONVERGED
            expect colour=green
            expect 16/16
            """, "--size", "132x40")
        #expect(run.status == .done)
    }

    @Test func `two halves that wrote apart agree on what the norm rule names`() throws {
        let run = try scripted(
            """
            key p
            key enter
            key u
            key enter
            key enter
            key end
            key u
            key enter
            key enter
            advance 90s
            expect-not CONVERGED
            expect 2 roots
            key h
            advance 200s
            expect CONVERGED
            expect 1 root
            screen
            """, "--size", "132x40")
        // Equally long and concurrent: at n0, the smallest replica where the clocks differ, red counts
        // more. The inspected node is the last, which wrote the other.
        let lines = run.output.split(separator: "\n")
        #expect(
            lines.contains { $0.contains("red ") && $0.contains("n0:1") && $0.contains("16/16") })
    }

    @Test func `back in time, a step points out what happened then and nothing before`() throws {
        let run = try scripted(
            "key u\nkey enter\nkey enter\nadvance 5s\nkey <\nkey <\nexpect 00:03.0\n"
                + "key .\nkey .\nkey .\nscreen", "--size", "120x40")
        #expect(run.output.contains("got colour=red") || run.output.contains("removed"))
        for line in run.output.split(separator: "\n") {
            guard let mark = line.firstIndex(of: "▸"),
                let moment = Double(line[..<mark].split(separator: " ").last ?? "")
            else { continue }
            #expect(moment >= 3, "\(line)")
        }
    }

    @Test func `the same seed and size print the same`() throws {
        let script = """
            key u
            key enter
            key enter
            advance 4s
            screen one
            key k
            advance 3s
            resize 80x24
            screen two
            """
        let first = try scripted(script, "--loss", "0.2")
        let second = try scripted(script, "--loss", "0.2")
        #expect(first.output == second.output)
        #expect(first.output.contains("# one\n") && first.output.contains("# two\n"))
        #expect(try scripted(script, "--loss", "0.2", "--seed", "8").output != first.output)
    }

    @Test func `time that is paused does not pass, whatever the script says`() throws {
        _ = try scripted("key space\nexpect PAUSED\nadvance 5s\nexpect 00:00.0\nexpect PAUSED")
        _ = try scripted("advance 5s\nexpect 00:05.0")
    }

    @Test func `virtual time passes whatever the speed`() throws {
        _ = try scripted("advance 5s\nexpect 00:05.0", "--speed", "0.3")
    }

    @Test func `an expectation that does not hold fails with its line and the screen`() {
        var lines: [String] = []
        let failure = Complaint.failed("demo, line 2: 'elephants' is not on the screen (seed 7)")
        #expect(throws: failure) {
            let command = try RunCommand.parse(["--script", "-", "--seed", "7"])
            let script = try Script(parsing: "advance 1s\nexpect elephants", source: "demo")
            _ = try RunPlan(command, environment: [:]).run(script) { lines.append($0) }
        }
        #expect(lines.count == 1 && lines[0].contains("16 up"))
    }

    @Test func `an expectation against something fails when it stands there`() {
        let failure = Complaint.failed(
            "script, line 1: '16 up' is on the screen and must not be (seed 7)")
        #expect(throws: failure) { try scripted("expect-not 16 up") }
    }

    @Test func `a click outside the screen fails with its line`() {
        let failure = Complaint.failed(
            "script, line 2: column 121, row 3 is outside the screen of 120x40 (seed 7)")
        #expect(throws: failure) { try scripted("click 120 40\nclick 121 3") }
    }

    @Test func `a script may end with quit, with the key, or just end`() throws {
        #expect(try scripted("quit\nexpect elephants").status == .done)
        #expect(try scripted("key q").status == .done)
        #expect(try scripted("key q\nquit").status == .done)
        #expect(try scripted("").status == .done)
    }

    @Test func `nothing can be expected of a program that has ended`() {
        let failure = Complaint.failed(
            "script, line 2: the program has ended before this (seed 7)")
        #expect(throws: failure) { try scripted("key q\nexpect 16 up") }
    }

    @Test func `the interrupt key ends a script as it ends the program`() throws {
        #expect(try scripted("key ctrl-c\nexpect elephants").status == .signalled(.interrupt))
    }

    @Test func `a screen that is too small says so and can be left`() throws {
        let run = try scripted("screen\nkey q", "--size", "20x5")
        #expect(run.status == .done)
        #expect(run.output.contains("20x5"))
    }

    @Test func `nothing but ASCII is printed where that is asked for`() throws {
        let run = try scripted(
            "key u\nkey enter\nkey enter\nadvance 2s\nscreen", "--glyphs", "ascii")
        #expect(run.output.utf8.count == run.output.unicodeScalars.count)
    }

    @Test func `a read-only session changes nothing`() throws {
        _ = try scripted("key u\nexpect read-only\nkey k\nexpect 16 up", "--read-only")
    }
}
