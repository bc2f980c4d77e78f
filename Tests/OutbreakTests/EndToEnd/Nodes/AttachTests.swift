import EpidemicNode
import EpidemicWire
import Foundation
import Testing

@testable import outbreak

/// The dashboard on real nodes, on a terminal.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable))
struct AttachTests {
    @Test func `one attaches, acts, and leaves the nodes as they are`() async throws {
        let first = try await NodeProcess("n1")
        let second = try await NodeProcess("n2", peers: [first.gossip])
        let terminal = try TmuxTerminal(columns: 120, rows: 36)
        try terminal.enter("'\(BuiltProgram.path)' attach \(first.control); echo status=$?")
        try terminal.screen(with: "2 up")
        try terminal.press("u", "Enter", "Enter")
        try terminal.screen(with: "CONVERGED 2/2")
        #expect(try await eventually { try await second.ask("GET", "colour") == .text("red") })
        try terminal.press("m", "Left", "c")
        #expect(try await eventually { try await Self.cuts(of: first) == ["out"] })
        try terminal.press("h")
        #expect(try await eventually { try await Self.cuts(of: first).isEmpty })
        second.kill()
        try terminal.screen(with: "✕")
        try terminal.press("q")
        try terminal.screen(with: "status=0")
        #expect(try await first.ask("GET", "colour") == .text("red"))
    }

    /// In which directions its links are cut, as a node says itself.
    private static func cuts(of node: NodeProcess) async throws -> [String] {
        guard case .bulk(let bytes) = try await node.ask("OUTBREAK", "STATUS"),
            let status = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
            let members = status["members"] as? [[String: Any]]
        else { throw ControlError.closed }
        return members.flatMap { $0["cut"] as? [String] ?? [] }
    }
}
