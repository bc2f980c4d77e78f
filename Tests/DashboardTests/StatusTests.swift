import ClusterObservation
import TerminalUI
import Testing

@testable import Dashboard

/// What the line at the top says.
struct StatusTests {
    private func line(
        _ columns: Int = 200, access: Access = .full, _ change: (inout ClusterView) -> Void
    ) -> String {
        var view = Fixture.view()
        change(&view)
        let driver = Driver(
            size: Size(columns: columns, rows: 40), access: access, view: view)
        return String(driver.screen().prefix { $0 != "\n" })
    }

    @Test func `It names source, size, shape, protocol, seed, round and time`() {
        let line = line { _ in }
        for part in [
            "outbreak ▸ simulation", "16 nodes", "full mesh", "push · feedback · counter 3",
            "seed 42", "round 7", "00:07.2", "▶ 1.0×", "agree 9/15", "n11 down",
        ] {
            #expect(line.contains(part), "\(part)")
        }
    }

    @Test func `Direction, reaction and the rule of removal stand on a medium screen`() {
        let line = line(120) {
            $0.totals.down = 0
            $0.totals.downNames = []
        }
        #expect(line.contains("16 nodes · push · feedback · counter 3"))
    }

    @Test func `Converged is said only when it is true`() {
        #expect(!line { $0.totals.roots = 1 }.contains("CONVERGED"), "rumors are hot")
        let line = line {
            $0.totals.roots = 1
            $0.totals.hotRumors = 0
            $0.totals.updatesInFlight = 0
            $0.totals.agreeing = 15
        }
        #expect(line.contains("✓ CONVERGED 15/15 · n11 down"))
    }

    @Test func `Divergence is shouted, also where there is little room`() {
        #expect(line(60) { $0.totals.divergences = 2 }.contains("DIVERGED 2"))
    }

    @Test func `That replicas had diverged is no alarm any more when all tables are equal`() {
        let line = line(80) {
            $0.totals.divergences = 2
            $0.totals.roots = 1
            $0.totals.hotRumors = 0
            $0.totals.updatesInFlight = 0
        }
        #expect(line.contains("CONVERGED") && line.contains("had diverged"))
        #expect(!line.contains("DIVERGED"))
    }

    @Test func `A read-only session says so on a small screen, too`() {
        #expect(line(80, access: .readOnly) { _ in }.contains("read-only"))
    }

    @Test func `PAUSED takes the place of the speed, and nothing else moves`() {
        let paused = line { $0.time.isPaused = true }
        let running = line { _ in }
        #expect(paused.contains(" PAUSED"))
        #expect(!paused.contains("▶"))
        #expect(paused.prefix(180) == running.prefix(180))
    }

    @Test func `Lagging, a kept future and a read-only session are said`() {
        #expect(line { $0.time.isLagging = true }.contains("lagging"))
        #expect(line { $0.time.hasFuture = true }.contains("back in time"))
        #expect(line(access: .readOnly) { _ in }.contains("read-only"))
    }

    @Test
    func `That time was turned back, and how many nodes there are, stands on a small screen, too`()
    {
        let line = line(80) {
            $0.time.hasFuture = true
            $0.time.isPaused = true
            $0.network?.loss = 0.3
        }
        #expect(line.contains("back in time") && line.contains("PAUSED"))
    }

    @Test(arguments: [42, 999_999, UInt64.max])
    func `The seed of a run can be read on a medium screen, whatever else there is to say`(
        seed: UInt64
    ) {
        let line = line(120) {
            $0.seed = seed
            $0.network?.loss = 0.3
            $0.time.isPaused = true
            $0.time.now = Fixture.moment(3_725)
            $0.time.round = 3_725
        }
        #expect(line.contains("seed \(seed)") && line.contains("round") && line.contains("PAUSED"))
    }

    @Test(arguments: [60, 70, 80, 100, 120, 140, 160])
    func `Nothing comes and goes when all agree`(columns: Int) {
        for nodes in [16, 10_000] {
            func line(agreeing: Int) -> String {
                self.line(columns) {
                    $0.totals.nodes = nodes
                    $0.totals.down = 0
                    $0.totals.roots = agreeing == nodes ? 1 : 2
                    $0.totals.hotRumors = 0
                    $0.totals.updatesInFlight = 0
                    $0.totals.agreeing = agreeing
                }
            }
            let (one, all) = (line(agreeing: 1), line(agreeing: nodes))
            #expect(one.contains("agree 1/") && all.contains("CONVERGED"))
            #expect(one.split(separator: "·").count == all.split(separator: "·").count)
            #expect(columns < 80 || one.contains(" nodes") && all.contains(" nodes"))
        }
    }

    @Test func `A cluster of which nobody is up agrees on nothing`() {
        let line = line {
            $0.totals.down = 16
            $0.totals.downNames = ["n0", "n1", "n2"]
        }
        #expect(line.contains("nobody is up"))
        #expect(line.contains("16 down"))
    }

    @Test func `Whole parts drop out as it gets narrower, and a mark says so`() {
        for columns in 60...200 {
            let line = line(columns) { _ in }
            #expect(line.contains("agree 9/15") && line.contains("▶ 1.0×"), "\(columns)")
            #expect(line.contains("checksum") || line.contains(" …"), "\(columns)")
        }
    }

    @Test(arguments: [
        (1.0, "1.0×"), (2.0, "2.0×"), (64.0, "64×"), (0.5, "1/2×"), (1.0 / 64, "1/64×"),
        (1.5, "1.5×"), (0.3, "0.3×"),
    ])
    func `Speeds are said as people say them`(speed: Double, text: String) {
        #expect(Words.speed(speed) == text)
    }

    @Test func `Moments, ages and numbers are said shortly`() {
        #expect(Words.clock(Fixture.moment(7.24)) == "00:07.2")
        #expect(Words.clock(Fixture.moment(3_725)) == "1:02:05.0")
        #expect(Words.stamp(Fixture.moment(67.29)) == "1:07.2")
        #expect(Words.age(.milliseconds(3_240)) == "3.2s")
        #expect(Words.age(.seconds(119)) == "119s")
        #expect(Words.age(.seconds(300)) == "5m")
        #expect(Words.grouped(1_234_567) == "1,234,567")
        #expect(
            [999, 9_540, 120_000, 3_000_000].map(Words.short) == ["999", "9.5k", "120k", "3.0M"])
        #expect(
            [1_000, 1_897, 9_949, 9_950, 99_500, 999_499, 999_500, 1_897_000].map(Words.short)
                == ["1.0k", "1.9k", "9.9k", "10k", "100k", "999k", "1.0M", "1.9M"])
        #expect(Words.short(.max) == "9.2E")
    }

    @Test(arguments: [60, 80, 120])
    func `What there is to say is said to its end, in as many rows as it takes`(columns: Int) {
        var driver = Driver(size: Size(columns: columns, rows: 24), view: Fixture.view())
        let reason = (1...40).map { "word\($0)" }.joined(separator: " ")
        driver.model.notice = Notice(text: reason, kind: .refusal)
        let rows = driver.screen().split(separator: "\n").suffix(6).joined(separator: " ")
        let words = rows.split(whereSeparator: { $0 == " " }).filter { $0.hasPrefix("word") }
        let fit = columns == 60 ? 30 : 40
        #expect(words.prefix(fit) == reason.split(separator: " ").prefix(fit))
        #expect(columns > 60 || rows.hasSuffix("…"))
        driver.press("down")
        #expect(!driver.screen().contains("word1 "))
    }

    @Test(arguments: [60, 80, 120])
    func `Why a key does nothing is said in full, before hints that everybody knows`(columns: Int) {
        var driver = Driver(
            size: Size(columns: columns, rows: 24), access: .readOnly, view: Fixture.view())
        driver.press("k")
        let last = driver.screen().split(separator: "\n").last ?? ""
        #expect(last.contains("a read-only session: nothing can be changed"))
        #expect(columns < 80 || last.hasSuffix("q quit"))
    }
}
