import EpidemicNode
import EpidemicWire
import Foundation
import Testing

/// What nodes do and say when they are asked to end.
@Suite(.serialized) struct StopTests {
    @Test(arguments: ["udp", "tcp"])
    func `nodes that end together under gossip say nothing`(transport: String) async throws {
        let first = try await NodeProcess("n1", gossip: "127.0.0.1:0", "--transport", transport)
        var nodes = [first]
        for number in 2...6 {
            nodes.append(
                try await NodeProcess(
                    "n\(number)", peers: nodes.map(\.gossip), "--transport", transport,
                    "--metrics", "127.0.0.1:0"))
        }
        for node in nodes {
            for key in 0..<20 { _ = try await node.ask("SET", "\(node.name)-\(key)", "v") }
        }
        for node in nodes { node.signal(SIGTERM) }
        for node in nodes {
            #expect(node.end() == .exited(0))
            #expect(node.errors == "")
        }
    }
}
