import EpidemicMaelstrom
import Foundation
import Testing

@testable import outbreak

/// `outbreak maelstrom` on real pipes.
@Suite struct MaelstromTests {
    @Test(arguments: Dissemination.allCases)
    func `what one process is told all come to hold`(dissemination: Dissemination) throws {
        let nodes = try MaelstromProcesses(
            3, "--dissemination", dissemination.rawValue, "--beat", "100ms")
        let names = JSONValue.array(nodes.names.map { .string($0) })
        for (place, name) in nodes.names.enumerated() {
            let body: JSONObject = ["type": "init", "node_id": .string(name), "node_ids": names]
            #expect(try nodes.ask(place, body)["type"] == "init_ok")
            let topology: JSONObject = ["type": "topology", "topology": .object([name: names])]
            #expect(try nodes.ask(place, topology)["type"] == "topology_ok")
        }
        var told: Set<JSONValue> = []
        for number in 0..<9 {
            let message = JSONValue.integer(number)
            told.insert(message)
            let body: JSONObject = ["type": "broadcast", "message": message]
            #expect(try nodes.ask(number % 3, body)["type"] == "broadcast_ok")
        }
        for place in nodes.names.indices {
            while Set(try nodes.ask(place, ["type": "read"])["messages"]?.array ?? []) != told {
                nodes.carry()
            }
        }
        #expect(nodes.strangeLines.isEmpty && nodes.errors.isEmpty)
        #expect(nodes.end(0, with: SIGTERM) == .exited(143))
        #expect(nodes.end(1, with: SIGINT) == .exited(130))
    }

    private static let start =
        #"{"src":"c1","dest":"n1","body":{"type":"init","msg_id":1,"node_id":"n1","node_ids":["n1"]}}"#

    @Test func `the end of input is the end, and its last line needs none`() throws {
        let outcome = try BuiltProgram.run(
            "maelstrom",
            input: Self.start + "\n\n"
                + #"{"src":"c1","dest":"n1","body":{"type":"echo","msg_id":2,"echo":"é\n"}}"#)
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(
            outcome.output == #"""
                {"src":"n1","dest":"c1","body":{"type":"init_ok","in_reply_to":1}}
                {"src":"n1","dest":"c1","body":{"type":"echo_ok","echo":"é\n","in_reply_to":2}}

                """#)
    }

    @Test func `what is no message is told on standard error, a line each, and the node goes on`()
        throws
    {
        let outcome = try BuiltProgram.run(
            "maelstrom", input: "what?\n[1]\n\u{1B}[2J\n" + Self.start + "\n")
        #expect(outcome.status == 0)
        #expect(outcome.output.split(separator: "\n").count == 1)
        let complaints = outcome.errors.split(separator: "\n")
        #expect(complaints.count == 3 && complaints.allSatisfy { $0.hasPrefix("outbreak: ") })
    }

    @Test(arguments: [
        ("> /dev/full", 1, "No space left"), (">&-", 1, "is closed"),
        ("3> >(:); wait $!; exec \"$0\" \"$@\" >&3 3>&-", 141, ""),
    ])
    func `an answer that cannot be written is the end`(
        output: String, status: Int32, word: String
    ) throws {
        let folder = try ScratchFolder()
        let child = try ChildProcess(
            "/bin/bash",
            [
                "-c", output.hasPrefix("3") ? "exec \(output)" : "exec \"$0\" \"$@\" \(output)",
                BuiltProgram.path, "maelstrom",
            ],
            environment: ["PATH": "/usr/bin:/bin"],
            streams: .init(
                input: try folder.write(Self.start + "\n", to: "input"),
                errors: try folder.write("", to: "errors")))
        #expect(child.wait() == .exited(status))
        let errors = try folder.read("errors")
        #expect(word.isEmpty ? errors.isEmpty : errors.contains(word))
    }

    @Test(arguments: [
        ["--dissemination", "mail"], ["--beat", "0s"], ["--beat", "2h"], ["--workload", "kafka"],
        ["--repair-interval", "-1s"], ["n1"],
    ])
    func `wrong use is one sentence and 64`(options: [String]) throws {
        let outcome = try BuiltProgram.run(["maelstrom"] + options)
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }
}
