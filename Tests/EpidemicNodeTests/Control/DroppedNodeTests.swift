import EpidemicWire
import Testing

@testable import EpidemicNode

/// A node whose handle is let go of.
@Suite struct DroppedNodeTests {
    @Test func `one that nobody holds any more goes on answering`() async throws {
        let client = try await TestNode.start().client
        #expect(try await client.ask(["SET", "a", "1"]) == .ok)
        #expect(try await client.ask(["GET", "a"]) == .text("1"))
    }
}
