import ArgumentParser
import ClusterObservation
import Epidemic
import EpidemicSimulation
import Testing

@testable import Laboratory

@Suite struct OptionTests {
    private func configuration(_ arguments: String...) throws -> SimulationConfiguration {
        try RunCommand.parse(arguments).configuration(seed: 1)
    }

    @Test func `without options the run is that of the table of defaults`() throws {
        let configuration = try configuration()
        #expect(configuration == SimulationConfiguration(seed: 1))
        #expect(configuration.nodes == 16)
        #expect(configuration.topology == .full)
        #expect(configuration.settings.rumors?.removal == .counter(limit: 3, .feedback))
        #expect(configuration.settings.rumors?.trigger == .both)
        #expect(configuration.network.latency == .milliseconds(300))
    }

    @Test func `every option reaches the run`() throws {
        let configuration = try configuration(
            "--nodes", "9", "--topology", "grid", "--rounds", "free", "--round-interval", "2s",
            "--direction", "push-pull", "--trigger", "periodic", "--blind", "--removal", "coin:4",
            "--fanout", "2", "--echo", "spared", "--mail", "on", "--repair", "hot",
            "--cache-length", "8",
            "--cache-interval", "off", "--anti-entropy", "recent", "--anti-entropy-interval", "1m",
            "--conflict", "norm", "--discovery", "list", "--latency", "5ms", "--jitter", "1ms",
            "--loss", "0.1", "--duplicate", "0.2", "--bandwidth", "4096")
        let rumors = RumorSettings(
            direction: .pushPull, trigger: .periodic, removal: .coin(sides: 4, .blind),
            echo: .spared,
            fanOut: 2,
            interval: .seconds(2))
        let settings = Settings(
            rumors: rumors, mail: .on, repair: .hot, cache: CacheSettings(length: 8, interval: nil),
            antiEntropy: AntiEntropySettings(method: .recent, interval: .seconds(60)))
        let network = NetworkConditions(
            latency: .milliseconds(5), jitter: .milliseconds(1), loss: 0.1, duplication: 0.2,
            bandwidth: 4096)
        let expected = SimulationConfiguration(
            nodes: 9, topology: .grid, seed: 1, settings: settings, network: network)
        #expect(configuration == expected)
    }

    @Test(
        arguments: [
            ("full", .full), ("line", .line), ("ring", .ring), ("grid", .grid), ("tree", .tree),
            ("star", .star), ("random:4", .random(degree: 4)),
            ("small-world:4", .smallWorld(degree: 4)), ("clusters:3", .clusters(count: 3)),
            ("continents", .continents),
        ] as [(String, Topology)])
    func `every topology is known by its name`(text: String, topology: Topology) throws {
        #expect(try configuration("--topology", text).topology == topology)
    }

    @Test(
        arguments: [
            ("counter:1", .counter(limit: 1, .feedback)), ("coin:2", .coin(sides: 2, .feedback)),
            ("ttl:5", .timeToLive(rounds: 5)), ("decay:0.8", .decay(persistence: 0.8)),
            ("never", .never), ("push-then-pull:7", .pushThenPull(rounds: 7)),
            ("median-counter:3,2", .medianCounter(limit: 3, silent: 2)),
        ] as [(String, Removal)])
    func `every removal is known by its name`(text: String, removal: Removal) throws {
        #expect(try configuration("--removal", text).settings.rumors?.removal == removal)
    }

    @Test func `aligned rounds are periodic when nothing else is asked for`() throws {
        #expect(try configuration("--rounds", "aligned").settings.rumors?.trigger == .periodic)
    }

    @Test func `anti-entropy can be switched off`() throws {
        #expect(try configuration("--anti-entropy", "off").settings.antiEntropy.method == nil)
    }

    @Test(
        arguments: [("42", 42), ("0xff", 255), ("18446744073709551615", .max), ("0", 0)]
            as [(
                String, UInt64
            )])
    func `a seed is 64 bits, decimal or hexadecimal`(text: String, seed: UInt64) throws {
        #expect(try RunCommand.parse(["--seed", text]).cluster.seed == seed)
    }

    @Test func `limits hold for rumors and for anti-entropy`() throws {
        let settings = try configuration("--connection-limit", "1", "--hunt-limit", "infinite")
            .settings
        let limits = ContactLimits(connections: 1, hunt: .infinite)
        #expect(settings.rumors?.limits == limits && settings.antiEntropy.limits == limits)
        #expect(
            try configuration("--connection-limit", "none").settings.rumors?.limits
                == ContactLimits.none)
    }

    @Test func `partners are chosen by distance when it is asked for`() throws {
        #expect(try configuration("--spatial", "1.5").spatial == 1.5)
        #expect(try configuration("--spatial", "off").spatial == nil)
    }

    @Test func `the last of two wins`() throws {
        #expect(try configuration("--nodes", "3", "--nodes", "4").nodes == 4)
    }

    @Test func `the help tells every option of the table and every default`() {
        let help = RunCommand.helpMessage(columns: 100)
        let options = [
            "nodes", "topology", "rounds", "round-interval", "direction", "trigger", "feedback",
            "blind", "removal", "fanout", "mail", "repair", "cache-length", "cache-interval",
            "anti-entropy", "anti-entropy-interval", "conflict", "discovery", "latency", "jitter",
            "loss", "duplicate", "bandwidth", "seed", "theme", "color", "glyphs", "speed",
            "no-mouse", "read-only", "script", "size", "config",
        ]
        for option in options { #expect(help.contains("--\(option)"), "--\(option)") }
        // Lines are broken anywhere, so blanks are taken for equal.
        let text = help.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for value in ["300ms", "100ms", "20s", "5s", "counter:3", "checksum", "120x40"] {
            #expect(text.contains("default: \(value)"), "\(value)")
        }
    }
}
