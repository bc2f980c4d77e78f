import Foundation
import Testing

@testable import outbreak

/// Everything that a node prints where its log is JSON.
@Suite(.serialized) struct JSONLogTests {
    private func objects(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return try #require(object as? [String: Any])
        }
    }

    @Test(
        arguments: [
            (["--log-format", "json", "--name", "n1", "--gossip", "now\u{1B}here"], 64),
            (["--log-format=json", "--name", "n1", "--fanout", "many"], 64),
            (["--name", "n1", "--key-file", "/nowhere", "--log-format", "json"], 1),
        ] as [([String], Int32)])
    func `what ends a node is one object`(arguments: [String], status: Int32) throws {
        let outcome = try BuiltProgram.run(["node"] + arguments)
        #expect(outcome.status == status)
        let objects = try objects(outcome.errors)
        #expect(objects.count == 1 && objects[0]["status"] as? Int == Int(status))
        #expect((objects[0]["message"] as? String)?.isEmpty == false)
        #expect(!outcome.errors.contains("\u{1B}") && outcome.output.isEmpty)
    }

    @Test func `the line of a node that is ready, and its log, are objects`() async throws {
        let folder = try ScratchFolder()
        let output = try folder.write("", to: "output")
        let errors = try folder.write("", to: "errors")
        let child = try ChildProcess(
            BuiltProgram.path,
            [
                "node", "--name", "n1", "--gossip", "127.0.0.1:0", "--control", "127.0.0.1:0",
                "--log-format", "json", "--log-level", "debug", "--metrics", "127.0.0.1:0",
            ], environment: ["PATH": "/usr/bin:/bin"],
            streams: .init(output: output, errors: errors))
        #expect(try await eventually { try folder.read("output").hasSuffix("\n") })
        kill(child.number, SIGTERM)
        #expect(child.wait() == .exited(0))
        let lines = try objects(folder.read("output"))
        #expect(lines.count == 1)
        #expect(lines[0]["message"] as? String == "ready" && lines[0]["node"] as? String == "n1")
        #expect((lines[0]["control"] as? String)?.hasPrefix("127.0.0.1:") == true)
        _ = try objects(folder.read("errors"))
    }
}
