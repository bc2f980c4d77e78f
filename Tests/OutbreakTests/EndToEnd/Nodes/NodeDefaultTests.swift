import Epidemic
import EpidemicNode
import EpidemicWire
import Foundation
import Laboratory
import Testing

@testable import outbreak

/// What `outbreak node --help` says of a node is so.
@Suite(.serialized) struct NodeDefaultTests {
    /// Settings that are options with a value.
    private static let names = [
        "direction", "trigger", "removal", "fanout", "echo", "connection-limit", "hunt-limit",
        "round-interval", "mail", "repair", "cache-length", "cache-interval", "anti-entropy",
        "anti-entropy-interval", "death-certificate-age", "dormant-age", "retention",
    ]

    @Test func `the defaults that the help shows are in force`() async throws {
        let help = try BuiltProgram.run("node", "--help").output
        let node = try await NodeProcess("n1")
        for name in Self.names {
            let shown = try #require(Self.shownDefault(of: name, in: help), "\(name)")
            let told = try await node.ask("OUTBREAK", "SETTINGS", name)
            #expect(Self.length(shown) == Self.length(told.word), "\(name)")
        }
        for (flag, value) in [("minimization", "off"), ("reaction", "feedback")] {
            #expect(try await node.ask("OUTBREAK", "SETTINGS", flag) == .text(value))
        }
    }

    @Test func `what a launched cluster is told of the protocol reaches its nodes`() async throws {
        let folder = try ScratchFolder()
        let child = try ChildProcess(
            BuiltProgram.path,
            [
                "up", "--nodes", "2", "--base-port", "23200", "--headless", "--echo", "sent",
                "--fanout", "2", "--removal", "coin:4", "--blind", "--cache-interval", "off",
                "--retention", "1",
            ], environment: ["PATH": "/usr/bin:/bin"],
            streams: .init(output: try folder.write("", to: "output")))
        defer {
            kill(child.number, SIGTERM)
            _ = child.wait()
        }
        let address = HostPort(host: "127.0.0.1", port: 24_202)
        let wanted = [
            "echo": "sent", "fanout": "2", "removal": "coin:4", "reaction": "blind",
            "cache-interval": "off", "retention": "1",
        ]
        #expect(
            try await eventually {
                guard let client = try? await ControlClient.connect(to: address) else {
                    return false
                }
                for (name, value) in wanted {
                    let told = try await client.ask(["OUTBREAK", "SETTINGS", name])
                    guard told == .text(value) else { return false }
                }
                return true
            })
    }

    /// A word that is a duration in one spelling for all: `30d` is `720h`.
    private static func length(_ word: String?) -> String? {
        word.map { word in (try? Interval(argument: word)).map { "\($0)" } ?? word }
    }

    /// What stands as the default of an option; for one that says so, the default on a network.
    private static func shownDefault(of name: String, in help: String) -> String? {
        let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: { $0.hasPrefix("  --\(name) ") }) else {
            return nil
        }
        let rest = lines[(first + 1)...].prefix { $0.hasPrefix("      ") }
        let text = ([lines[first]] + rest).joined(separator: " ").split(separator: " ")
            .joined(separator: " ")
        guard let start = text.range(of: "default: ")?.upperBound else { return nil }
        let shown = text[start...].prefix { $0 != ")" && $0 != ";" }
        return shown.components(separatedBy: "on a network ").last
    }
}
