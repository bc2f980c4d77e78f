import Testing

@testable import Laboratory

/// Wrong use of the laboratory: one sentence that names the value and what would be right.
@Suite struct ExperimentRefusalTests {
    @Test(arguments: [
        (["--nodes", "1"], "'1'", "from 2 to 1000000"),
        (["--nodes", "100,1"], "'1'", "from 2 to 1000000"),
        (["--nodes", ""], "--nodes", "at least one value"),
        (["--nodes", "100,,200"], "'100,,200'", "at least one value"),
        (["--removal", ","], "','", "at least one value"),
        (["--removal", "counter:0"], "'counter:0'", "from 1 to"),
        (["--removal", "counter:1,coin:0"], "'coin:0'", "from 1 to"),
        (["--direction", "sideways"], "'sideways'", "push-pull"),
        (["--runs", "0"], "'0'", "from 1 to 1000000"),
        (["--jobs", "0"], "'0'", "from 1 to"),
        (["--max-cycles", "0"], "'0'", "from 1 to"),
        (["--fanout", "0"], "'0'", "from 1 to 64"),
        (["--seed", "x"], "'x'", "from 0 to"),
        (["--format", "xml"], "'xml'", "json"),
        (["--mode", "smoke"], "'smoke'", "rumor"),
        (["--trigger", "message"], "trigger message", "periodic"),
        (["--trigger", "both"], "trigger both", "periodic"),
        (["--blind", "--removal", "counter:1,never"], "--blind", "never"),
        (["--feedback", "--removal", "ttl:3"], "--feedback", "ttl:3"),
        (["--hunt-limit", "2"], "hunt-limit", "connection-limit"),
        (["--connection-limit", "0"], "'0'", "none or"),
        (["--minimization"], "minimization", "push-pull"),
        (["--minimization", "--direction", "push-pull", "--blind"], "minimization", "feedback"),
        (["--removal", "push-then-pull:0"], "'push-then-pull:0'", "from 1 to"),
        (["--removal", "median-counter:3"], "'median-counter:3'", "median-counter:M,C"),
        (["--direction", "pull", "--removal", "push-then-pull:3"], "direction pull", "push-pull"),
        (["--spatial", "-1"], "'-1'", "from 0 to 16"),
        (["--nodes", "100,0100"], "'0100'", "once is enough"),
        (["--removal", "coin:2,coin:2"], "'coin:2'", "once is enough"),
        (["--connection-limit", "1,0"], "'0'", "none or"),
        (["--connection-limit", "1,none,1"], "'1'", "once is enough"),
        (["--connection-limit", "1", "--hunt-limit", "2,x"], "'x'", "infinite or"),
        (
            ["--connection-limit", "none,1", "--hunt-limit", "0,2"], "hunt-limit",
            "connection-limit"
        ),
        (["--fanout", "1,65"], "'65'", "from 1 to 64"),
        (["--direction", "push,sideways"], "'sideways'", "push-pull"),
        (["--spatial", "1,nan"], "'nan'", "from 0 to 16"),
        (["--topology", "ring,moebius"], "'moebius'", "continents"),
        (["--topology", "ring", "--nodes", "5000"], "nodes 5000", "at most 4096"),
        (["--rounds", "aligned,square"], "'square'", "aligned or free"),
        (["--rounds", "free", "--nodes", "200000"], "nodes 200000", "100000"),
        (["--trigger", "periodic,both"], "trigger both", "periodic"),
        (["--loss", "0,1.5"], "'1.5'", "from 0 to 1"), (["--loss", "nan"], "'nan'", "from 0 to 1"),
        (["--latency", "5ms"], "latency", "free rounds"),
        (["--bandwidth", "100"], "bandwidth", "free rounds"),
        (["--mode", "anti-entropy", "--loss", "0.1"], "anti-entropy", "free rounds"),
        (["--spatial", "2", "--nodes", "5000"], "nodes 5000", "at most 4096"),
        (["--mode", "anti-entropy", "--minimization"], "--minimization", "anti-entropy"),
        (["--mode", "anti-entropy", "--blind"], "--blind", "anti-entropy"),
        (["--mode", "anti-entropy", "--removal", "counter:2"], "--removal", "anti-entropy"),
    ])
    func `what cannot be measured is named`(arguments: [String], value: String, right: String) {
        expect(refusal(of: arguments), names: [value, right])
    }

    @Test(arguments: [
        (["--cache-interval", "5s"], "it must be off"), (["--mail", "on"], "it must be off"),
        (["--anti-entropy", "full"], "--mode anti-entropy"),
        (["--retention", "0"], "deletes nothing: leave it out"),
        (["--dormant-age", "5s"], "deletes nothing"),
        (["--death-certificate-age", "5s"], "deletes nothing"),
    ])
    func `what has no place in an experiment is refused by its name, with the reason`(
        arguments: [String], reason: String
    ) {
        expect(refusal(of: arguments), names: [arguments[0], reason])
    }

    @Test func `what an experiment does anyway may be said`() {
        #expect(
            refusal(of: [
                "--mode", "rumor", "--topology", "full", "--rounds", "aligned", "--loss", "0",
                "--latency", "0s", "--cache-interval", "off",
                "--mail", "off", "--anti-entropy", "off", "--connection-limit", "none",
                "--hunt-limit", "0", "--trigger", "periodic",
            ]) == nil)
    }

    @Test(arguments: [
        (["--table", "6"], "'6'", "all"), (["--runs", "0"], "'0'", "from 1 to"),
    ])
    func `a table that cannot be reproduced is named`(
        arguments: [String], value: String, right: String
    ) {
        do {
            _ = try ReproduceCommand.parse(arguments)
            Issue.record("accepted")
        } catch {
            expect(ReproduceCommand.message(for: error), names: [value, right])
        }
    }

    private func refusal(of arguments: [String]) -> String? {
        do {
            _ = try ExperimentCommand.parse(arguments).experiments()
            return nil
        } catch {
            return ExperimentCommand.message(for: error)
        }
    }

    private func expect(_ sentence: String?, names words: [String]) {
        guard let sentence else {
            Issue.record("accepted")
            return
        }
        for word in words { #expect(sentence.contains(word), "\(sentence)") }
    }
}
