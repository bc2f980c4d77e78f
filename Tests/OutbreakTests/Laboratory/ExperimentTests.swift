import Epidemic
import EpidemicSimulation
import Foundation
import Testing

@testable import Laboratory

@Suite struct ExperimentTests {
    private func experiments(_ arguments: String...) throws -> [Experiment] {
        try ExperimentCommand.parse(arguments).experiments()
    }

    /// The report of small runs, without the time they took.
    private func report(_ arguments: [String], jobs: Int, format: ReportFormat) async throws
        -> String
    {
        let command = try ExperimentCommand.parse(arguments)
        var progress = Progress(total: 1)
        let printed = PrintedReport()
        let experiments = try command.experiments()
        var report = ExperimentReport(experiments, to: printed.stream(format))
        for experiment in experiments {
            let result = await experiment.measure(jobs: jobs, progress: &progress)
            let before = printed.text
            try report.add(
                ExperimentResult(experiment: experiment, measured: result.measured, seconds: 0))
            #expect(printed.text != before, "a row is printed as soon as it is measured")
        }
        try report.finish()
        return printed.text
    }

    @Test func `without options the experiment is that of the table of defaults`() throws {
        let experiments = try experiments()
        let plan = try #require(experiments.first?.plan)
        #expect(experiments.count == 1)
        #expect(plan.nodes == 1_000 && plan.runs == 500 && plan.seed == 1)
        #expect(plan.cyclesMax == 1_000)
        #expect(plan.spreading == .rumors(RumorSettings(trigger: .periodic, rounds: .aligned)))
    }

    @Test func `rows have random numbers in common, or each its own`() async throws {
        let sweep = ["--removal", "counter:1,counter:2", "--nodes", "30", "--runs", "2"]
        let common = try ExperimentCommand.parse(sweep).experiments()
        #expect(common.map(\.plan.seed) == [1, 1])
        let own = try ExperimentCommand.parse(sweep + ["--random-numbers", "independent"])
        let seeds = try own.experiments().map(\.plan.seed)
        #expect(Set(seeds + [1]).count == 3 && seeds.allSatisfy { $0 < 1 << 53 })
        #expect(try own.experiments().map(\.plan.seed) == seeds)
        let text = try await report(
            sweep + ["--random-numbers", "independent"], jobs: 1, format: .text)
        #expect(seeds.allSatisfy { text.contains("\($0)") })
        #expect(!text.contains("the same random numbers"))
        #expect(
            try await report(sweep, jobs: 1, format: .text).contains("the same random numbers"))
    }

    @Test func `a random topology says when it was drawn, and which option draws it anew`()
        async throws
    {
        let ring = ["--topology", "small-world:2", "--nodes", "20", "--runs", "3"]
        #expect(try await report(ring, jobs: 1, format: .text).contains("--network-draw run"))
        let anew = try await report(ring + ["--network-draw", "run"], jobs: 1, format: .text)
        #expect(anew.contains("drawn anew for each run") && !anew.contains("--network-draw run"))
        #expect(
            try await report(ring + ["--network-draw", "run"], jobs: 1, format: .csv)
                .contains("networkDraw"))
        #expect(throws: Complaint.self) { try experiments("--network-draw", "run") }
    }

    @Test func `lists are swept`() throws {
        let experiments = try experiments(
            "--direction", "push,pull", "--removal", "counter:1,coin:2", "--nodes", "50,100",
            "--blind", "--fanout", "2", "--runs", "7", "--max-cycles", "9", "--seed", "0xff")
        let swept = experiments.map {
            "\($0.plan.spreading.direction) \($0.point.removal.map { "\($0)" } ?? "") \($0.plan.nodes)"
        }
        #expect(
            swept == [
                "push counter:1 50", "push counter:1 100", "push coin:2 50", "push coin:2 100",
                "pull counter:1 50", "pull counter:1 100", "pull coin:2 50", "pull coin:2 100",
            ])
        let plan = try #require(experiments.last?.plan)
        let rumors = RumorSettings(
            direction: .pull, trigger: .periodic, removal: .coin(sides: 2, .blind), fanOut: 2,
            rounds: .aligned)
        #expect(plan.spreading == .rumors(rumors))
        #expect(plan.runs == 7 && plan.cyclesMax == 9 && plan.seed == 255)
    }

    /// The order of rows: the values of the option named last follow each other.
    @Test func `limits, fan-out, distance and the network are swept, in a stable order`() throws {
        let swept = try experiments(
            "--nodes", "20,30", "--hunt-limit", "0,infinite", "--connection-limit", "1,2",
            "--fanout", "1,2", "--spatial", "off,1.5", "--topology", "ring,line", "--loss", "0,0.1")
        #expect(swept.count == 128)
        let points = swept.map(\.point)
        #expect(Set(points).count == 128)
        #expect(points.prefix(4).map(\.nodes) == [20, 30, 20, 30])
        #expect(points.prefix(4).map(\.conditions.loss) == [0, 0, 0.1, 0.1])
        #expect(points[4].spatial == 1.5 && points[8].topology == .line)
        #expect(points[16].hunt == .infinite && points[32].connections == .most(2))
        #expect(points[..<64].allSatisfy { $0.fanout == 1 } && points[64].fanout == 2)
        let plan = swept[127].plan
        #expect(plan.spreading.limits == ContactLimits(connections: 2, hunt: .infinite))
        #expect(plan.network?.exponent == 1.5 && plan.network?.topology == .line)
        #expect(plan.conditions.loss == 0.1 && plan.nodes == 30)
    }

    @Test func `rounds and what begins them are swept`() throws {
        let swept = try experiments("--rounds", "free", "--trigger", "message,both,periodic")
        #expect(swept.map(\.plan.spreading.trigger) == [.message, .both, .periodic])
        #expect(swept.allSatisfy { $0.plan.spreading.rounds == .free })
        let lossy = try experiments("--rounds", "aligned,free", "--loss", "0.2")
        #expect(lossy.map(\.plan.spreading.rounds) == [.aligned, .free])
    }

    @Test func `contacts can be limited, hunted for and minimized`() throws {
        let plan = try #require(
            experiments(
                "--direction", "push-pull", "--connection-limit", "2", "--hunt-limit", "infinite",
                "--minimization"
            ).first?.plan)
        #expect(plan.spreading.limits == ContactLimits(connections: 2, hunt: .infinite))
        #expect(plan.spreading.minimization == .on)
    }

    @Test func `rules that push and pull are swept by their name, commas and all`() throws {
        let swept = try experiments("--removal", "push-then-pull:7,median-counter:3,2,counter:1")
        #expect(
            swept.compactMap { $0.point.removal.map { "\($0)" } } == [
                "push-then-pull:7", "median-counter:3,2", "counter:1",
            ])
        #expect(swept.map(\.plan.spreading.direction) == [.pushPull, .pushPull, .push])
    }

    @Test func `anti-entropy has a direction and limits, and no rule of removal`() async throws {
        let json = try await report(
            [
                "--mode", "anti-entropy", "--direction", "push-pull", "--nodes", "30", "--runs",
                "2",
                "--connection-limit", "1", "--hunt-limit", "infinite",
            ], jobs: 1, format: .json)
        for part in [
            "\"mode\":\"anti-entropy\"", "\"removal\":null", "\"connectionLimit\":1",
            "\"huntLimit\":\"infinite\"", "\"completeRuns\":2",
        ] { #expect(json.contains(part), "\(part) in \(json)") }
    }

    @Test func `partners by distance add what the links carry`() async throws {
        let json = try await report(
            [
                "--mode", "anti-entropy", "--direction", "push-pull", "--nodes", "20", "--runs",
                "2",
                "--topology", "continents", "--spatial", "1.5",
            ], jobs: 1, format: .json)
        for key in ["topology", "spatial", "comparisons", "criticalUpdates"] {
            #expect(json.contains("\"\(key)\":"), "\(key) in \(json)")
        }
    }

    @Test func `what is swept has a column, and a field where it is unusual`() async throws {
        let arguments = [
            "--nodes", "20", "--runs", "2", "--connection-limit", "1", "--hunt-limit", "0,3",
            "--fanout", "1,2",
        ]
        let text = try await report(arguments, jobs: 1, format: .text).split(separator: "\n")
        #expect(
            text[0].hasPrefix("Rumor mongering: connection limit 1, full mesh, aligned rounds;"))
        #expect(text[1].contains("reaction  fan-out  hunt  nodes"))
        #expect(text[2].contains("feedback        1     0     20"))
        #expect(text[5].contains("feedback        2     3     20"))
        let csv = try await report(arguments, jobs: 1, format: .csv).split(separator: "\n")
        #expect(csv[0].hasSuffix(",completeRuns,seconds,stoppedRuns,fanout") && csv.count == 5)
        #expect(csv[1].hasSuffix(",1") && csv[4].hasSuffix(",2"))
    }

    @Test(arguments: [
        ["--rounds", "free", "--trigger", "both"], ["--rounds", "aligned", "--loss", "0.1"],
        ["--mode", "anti-entropy", "--rounds", "free", "--direction", "pull"],
    ])
    func `what runs on the simulated network depends on the seed, not on the jobs`(
        options: [String]
    ) async throws {
        let arguments = options + ["--nodes", "24", "--runs", "5"]
        let alone = try await report(arguments, jobs: 1, format: .json)
        #expect(try await report(arguments, jobs: 3, format: .json) == alone)
        #expect(try await report(arguments + ["--seed", "2"], jobs: 1, format: .json) != alone)
        #expect(alone.contains("\"rounds\":\"free\"") || alone.contains("\"loss\":0.1"))
    }

    @Test(arguments: [ReportFormat.text, .json, .csv])
    func `the results do not depend on the number of jobs`(format: ReportFormat) async throws {
        let arguments = ["--nodes", "100", "--runs", "9", "--removal", "counter:1,ttl:6"]
        let alone = try await report(arguments, jobs: 1, format: format)
        #expect(try await report(arguments, jobs: 4, format: format) == alone)
        #expect(try await report(arguments, jobs: 50, format: format) == alone)
        #expect(try await report(arguments + ["--seed", "2"], jobs: 1, format: format) != alone)
    }

    @Test func `the JSON has its keys in their order`() async throws {
        let json = try await report(
            ["--nodes", "50", "--runs", "2", "--removal", "counter:2,never"], jobs: 2, format: .json
        )
        let array = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
        let objects = try #require(array)
        #expect(objects.count == 2)
        #expect(objects[0]["removal"] as? String == "counter:2")
        #expect(objects[0]["reaction"] as? String == "feedback")
        #expect(objects[0]["connectionLimit"] is NSNull)
        #expect(objects[0]["huntLimit"] as? Int == 0)
        #expect((objects[0]["residue"] as? [String: Double])?.keys.sorted() == ["mean", "sd"])
        #expect(objects[1]["reaction"] is NSNull)
        #expect(objects[1]["completeRuns"] as? Int == 2)
        expectOrder(
            in: json,
            [
                "mode", "direction", "trigger", "removal", "reaction", "nodes", "runs",
                "connectionLimit", "huntLimit", "minimization", "seed", "residue", "traffic",
                "tAve", "tAvePrinted", "tLast", "completeRuns", "seconds", "stoppedRuns",
            ])
    }

    @Test func `the CSV is the same, flattened under a header`() async throws {
        let csv = try await report(["--nodes", "50", "--runs", "2"], jobs: 2, format: .csv)
        let lines = csv.split(separator: "\n")
        let measured = ["residue", "traffic", "tAve", "tAvePrinted", "tLast"]
        let columns =
            [
                "mode", "direction", "trigger", "removal", "reaction", "nodes", "runs",
                "connectionLimit", "huntLimit", "minimization", "seed",
            ] + measured.flatMap { ["\($0)_mean", "\($0)_sd"] } + [
                "completeRuns", "seconds", "stoppedRuns",
            ]
        #expect(lines.first.map(String.init) == columns.joined(separator: ","))
        #expect(lines.count == 2)
        #expect(lines[1].hasPrefix("rumor,push,periodic,counter:3,feedback,50,2,,0,false,1,"))
    }

    @Test func `the text says the seed, and which t_ave is which`() async throws {
        let text = try await report(
            ["--nodes", "50", "--runs", "2", "--seed", "77"], jobs: 2, format: .text)
        for word in ["seed 77", "t_ave*", "Tables 1 and 2", "first receipt", "counter:3", "50"] {
            #expect(text.contains(word), "\(word)")
        }
        #expect(!text.contains("stopped at the limit"))
    }

    @Test func `runs that were stopped are counted, and those that ended just then are not`()
        async throws
    {
        let arguments = ["--nodes", "50", "--runs", "2", "--max-cycles", "2"]
        let text = try await report(arguments, jobs: 1, format: .text)
        #expect(text.contains("2 runs were stopped at the limit of 2 cycles."))
        #expect(text.contains("aligned rounds, at most 2 cycles; 2 runs each"))
        let json = try await report(arguments, jobs: 1, format: .json)
        #expect(json.contains("\"stoppedRuns\":2") && json.contains("\"maxCycles\":2"))
        let free = try await report(arguments + ["--rounds", "free"], jobs: 1, format: .json)
        #expect(free.contains("\"stoppedRuns\":2"))
        // It is stopped in each cycle up to the one in which it ends, and in none from there on.
        var lengths: [Int] = []
        for cycles in 1...20 {
            let json = try await report(
                ["--nodes", "2", "--runs", "1", "--removal", "ttl:3"]
                    + ["--max-cycles", "\(cycles)"], jobs: 1, format: .json)
            if json.contains("\"stoppedRuns\":0") { lengths.append(cycles) }
        }
        let first = try #require(lengths.first)
        #expect(first > 1 && lengths == Array(first...20))
        let unlimited = try await report(
            ["--nodes", "2", "--runs", "1", "--removal", "ttl:3"], jobs: 1, format: .json)
        let limited = try await report(
            ["--nodes", "2", "--runs", "1", "--removal", "ttl:3", "--max-cycles", "\(first)"],
            jobs: 1, format: .json)
        #expect(limited.replacing(",\"maxCycles\":\(first)", with: "") == unlimited)
    }

    @Test func `what is not as usual is told, the echo too`() async throws {
        let arguments = ["--nodes", "20", "--runs", "2", "--echo", "spared"]
        #expect(
            try await report(arguments, jobs: 1, format: .text).contains("rounds, echo spared;"))
        let csv = try await report(arguments, jobs: 1, format: .csv).split(separator: "\n")
        #expect(csv[0].hasSuffix(",echo") && csv[1].hasSuffix(",spared"))
    }

    @Test func `the rows of a sweep stand below each other`() async throws {
        let text = try await report(
            ["--nodes", "20,1000", "--runs", "3", "--removal", "counter:1,ttl:10"], jobs: 1,
            format: .text)
        let table = text.split(separator: "\n")[1...5]
        #expect(Set(table.map(\.count)).count == 1, "\(text)")
    }

    private func expectOrder(in json: String, _ keys: [String]) {
        var rest = Substring(json)
        for key in keys {
            guard let range = rest.range(of: "\"\(key)\":") else {
                Issue.record("\(key) is missing or not in its place")
                return
            }
            rest = rest[range.upperBound...]
        }
    }
}
