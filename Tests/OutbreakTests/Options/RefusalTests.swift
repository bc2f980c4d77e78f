import Testing

@testable import Laboratory
@testable import outbreak

/// Wrong use: each is one sentence that names the value and what would be right.
@Suite struct RefusalTests {
    @Test(arguments: [
        (["--nodes", "0"], "'0'", "from 1 to 100000"),
        (["--nodes", "100001"], "'100001'", "from 1 to 100000"),
        (["--nodes", "-5"], "'-5'", "from 1 to 100000"),
        (["--nodes", "many"], "'many'", "from 1 to 100000"),
        (["--topology", "torus"], "'torus'", "full, line, ring, grid"),
        (["--topology", "random:x"], "'random:x'", "whole number"),
        (["--topology", "random:16"], "random:16", "from 1 to 15"),
        (["--topology", "clusters:17"], "clusters:17", "from 1 to 16"),
        (["--topology", "small-world:3"], "small-world:3", "even"),
        (["--loss", "1.5"], "'1.5'", "from 0 to 1"),
        (["--loss", "-0.5"], "'-0.5'", "from 0 to 1"),
        (["--loss", "nan"], "'nan'", "from 0 to 1"),
        (["--duplicate", "2"], "'2'", "from 0 to 1"),
        (["--removal", "counter:0"], "'counter:0'", "from 1 to"),
        (["--removal", "counter"], "'counter'", "counter:K"),
        (["--removal", "decay:1"], "'decay:1'", "between 0 and 1"),
        (["--removal", "never:3"], "'never:3'", "counter:K"),
        (["--latency", "300"], "'300'", "300ms"),
        (["--latency", "25h"], "25h", "24h"),
        (["--round-interval", "0"], "0s", "longer than 0s"),
        (["--fanout", "0"], "'0'", "from 1 to 64"),
        (["--cache-length", "70000"], "'70000'", "from 0 to 65536"),
        (["--cache-interval", "often"], "'often'", "or off"),
        (["--bandwidth", "0"], "'0'", "or none"),
        (["--seed", "18446744073709551616"], "'18446744073709551616'", "from 0 to"),
        (["--seed", "-1"], "'-1'", "from 0 to"),
        (["--speed", "0"], "'0'", "from 0.001 to 1000"),
        (["--color", "17"], "'17'", "truecolor"),
        (["--direction", "sideways"], "'sideways'", "push-pull"),
        (["--size", "0x0", "--script", "-"], "'0x0'", "120x40"),
        (["--size", "wide", "--script", "-"], "'wide'", "120x40"),
    ])
    func `a value that cannot be is named`(arguments: [String], value: String, right: String) {
        expect(refusal(of: arguments), names: [value, right])
    }

    @Test(arguments: [
        (["maelstrom", "--dissemination", "star"], "it must be one of hub, tree, gossip"),
        (["explore", "--timers", "soon"], "it must be prompt or late"),
        (["run", "--direction", "' and"], "it must be one of push, pull, push-pull"),
        (["experiment", "--format", "xml"], "it must be one of text, json, csv"),
    ])
    func `every choice is told in the same words`(arguments: [String], words: String) {
        do {
            _ = try Outbreak.parseAsRoot(arguments)
            Issue.record("accepted")
        } catch {
            let sentence = Outbreak.sentence(for: error)
            #expect(sentence.contains("\(arguments[2])' is invalid for '\(arguments[1]) "))
            #expect(sentence.hasSuffix("': \(words)"), "\(sentence)")
        }
    }

    @Test(arguments: [
        (["--feedback", "--blind"], "--feedback", "--blind"),
        (["--blind", "--removal", "ttl:3"], "--blind", "ttl:3"),
        (["--feedback", "--removal", "never"], "--feedback", "never"),
        (["--blind", "--removal", "decay:0.5"], "--blind", "decay:0.5"),
        (["--rounds", "aligned", "--trigger", "both"], "trigger both", "periodic"),
        (["--rounds", "aligned", "--trigger", "message"], "trigger message", "periodic"),
        (["--direction", "pull", "--trigger", "message"], "trigger message", "periodic"),
        (["--size", "80x24"], "--size 80x24", "--script"),
        (["--hunt-limit", "infinite"], "hunt-limit", "connection-limit"),
        (["--minimization"], "minimization", "push-pull"),
        (
            ["--direction", "push", "--removal", "median-counter:2,3"], "direction push",
            "push-pull"
        ),
        (["--spatial", "2", "--nodes", "5000"], "nodes 5000", "at most 4096"),
    ])
    func `a combination that means nothing is named`(
        arguments: [String], one: String, other: String
    ) {
        expect(refusal(of: arguments), names: [one, other])
    }

    @Test(arguments: [
        (["--discovery", "gossip"], "gossip"),
        (["--discovery", "peer", "--topology", "ring"], "discovery peer"),
        (["--discovery", "registry", "--nodes", "5000"], "nodes 5000"),
    ])
    func `nodes that cannot find each other so are refused`(arguments: [String], sense: String) {
        expect(refusal(of: arguments), names: [sense])
    }

    @Test func `a command that nobody thought of is refused as a command`() {
        let expected = Complaint.wrongUse(
            "there is no command 'rnu'; there are \(Commands.all.joined(separator: ", "))")
        #expect(throws: expected) { try Commands.check(["rnu"]) }
        #expect(throws: Never.self) { try Commands.check(["run"]) }
        #expect(throws: Never.self) { try Commands.check(["--nodes", "3"]) }
    }

    private func refusal(of arguments: [String]) -> String? {
        do {
            try RunCommand.parse(arguments).check()
            return nil
        } catch {
            return RunCommand.message(for: error)
        }
    }

    private func expect(_ sentence: String?, names words: [String]) {
        guard let sentence else {
            Issue.record("accepted")
            return
        }
        for word in words { #expect(sentence.contains(word)) }
        #expect(!sentence.contains("\n"))
    }
}
