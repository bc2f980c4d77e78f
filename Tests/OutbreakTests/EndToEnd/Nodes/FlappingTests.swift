import EpidemicNode
import EpidemicWire
import Foundation
import Testing

@testable import outbreak

/// What one sick node makes of the others (PROTOCOL.md §6).
@Suite(.serialized) struct FlappingTests {
    @Test func `neither a deaf nor a mute node makes others take a healthy one for dead`()
        async throws
    {
        var nodes: [NodeProcess] = []
        for number in 1...6 {
            let door = nodes.first?.gossip ?? HostPort(host: "127.0.0.1", port: 1)
            nodes.append(
                try await NodeProcess(
                    "n\(number)", options: ["--join", "\(door)", "--log-level", "info"]))
        }
        let (healthy, deaf, mute) = (nodes[..<4], nodes[4], nodes[5])
        #expect(
            try await eventually { try await Self.allTake(nodes, for: "alive", at: nodes[...]) })
        #expect(try await deaf.ask("OUTBREAK", "CUT", "*", "in") == .ok)
        #expect(try await mute.ask("OUTBREAK", "CUT", "*", "out") == .ok)
        // A probe is made every second; until both are taken for dead, several have gone by at each node.
        #expect(
            try await eventually(within: 20) {
                try await Self.allTake([deaf, mute], for: "dead", at: healthy)
            })
        #expect(try await Self.allTake(Array(healthy), for: "alive", at: healthy))
        for node in healthy {
            let deaths = node.errors.split(separator: "\n").filter { $0.contains("state=dead") }
            #expect(
                deaths.allSatisfy { $0.contains("id=n5'") || $0.contains("id=n6'") }, "\(deaths)")
        }
        for node in [deaf, mute] { _ = try await node.ask("OUTBREAK", "HEAL") }
        #expect(
            try await eventually(within: 20) {
                try await Self.allTake(nodes, for: "alive", at: nodes[...])
            })
    }

    /// Whether some are believed to stand so by all of the others.
    private static func allTake(
        _ members: [NodeProcess], for state: String, at nodes: ArraySlice<NodeProcess>
    ) async throws -> Bool {
        for node in nodes {
            let told = try await node.ask("OUTBREAK", "MEMBERS").items
            for member in members where member.name != node.name {
                let line = told.first { $0["name"] == .text(member.name) }
                guard line?["state"] == .text(state) else { return false }
            }
        }
        return true
    }
}

extension RESPValue {
    fileprivate var items: [RESPValue] {
        if case .array(let values) = self { return values }
        return []
    }

    fileprivate subscript(key: String) -> RESPValue? {
        guard case .map(let pairs) = self else { return nil }
        return pairs.first { $0.key == .text(key) }?.value
    }
}
