import Epidemic
import EpidemicWire
import Testing

@testable import EpidemicNode

/// `OUTBREAK TREE`: the hash tree of a node, in short and piece by piece.
@Suite struct TreeCommandTests {
    @Test func `it tells in short how large the tree is`() async throws {
        let node = try await TestNode.start()
        _ = try await node.ask("SET", "a", "1")
        let tree = try await node.ask("OUTBREAK", "TREE")
        #expect(tree["entries"] == .integer(1))
        #expect(tree["depth"] == .integer(4))
        #expect(tree["arity"] == .integer(16))
        #expect(tree["leaves"] == .integer(65_536))
        #expect(tree["root"]?.word?.count == 32)
        await node.stop()
    }

    @Test func `who follows the digests that differ finds the key that differs`() async throws {
        let (with, without) = (try await TestNode.start("n1"), try await TestNode.start("n1"))
        _ = try await with.ask("SET", "odd", "1")
        var path = "/"
        while true {
            let (left, right) = (
                try await with.ask("OUTBREAK", "TREE", path),
                try await without.ask("OUTBREAK", "TREE", path)
            )
            #expect(left["level"] == .integer(Int64(path.count - 1)))
            guard let mine = left["children"]?.items, let theirs = right["children"]?.items else {
                #expect(left["keys"]?.items.contains(.text("odd")) == true)
                break
            }
            let differing = (0..<16).filter { mine[$0] != theirs[$0] }
            path += String(try #require(differing.first), radix: 16)
        }
        #expect(path.count == 5)
        await with.stop()
        await without.stop()
    }

    @Test func `a level comes with all above it, and is what the paths tell`() async throws {
        let node = try await TestNode.start()
        for number in 0..<40 { _ = try await node.ask("SET", "key-\(number)", "v") }
        let levels = try #require(TreeLevels(try await node.ask("OUTBREAK", "TREE", "2")))
        #expect(levels.levels.map(\.count) == [1, 16, 256])
        let child = try await node.ask("OUTBREAK", "TREE", "/b")
        #expect(child["digest"] == .text("\(levels.levels[1][11])"))
        #expect(
            child["children"]?.items
                == levels.levels[2][11 * 16..<12 * 16].map { .text("\($0)") })
        await node.stop()
    }

    @Test(arguments: ["/3A7f0", "3", "/g", "//", "/3a7f012", "-1", ""])
    func `a place that is not in the tree is refused`(place: String) async throws {
        let node = try await TestNode.start()
        guard case .error(let text) = try await node.ask("OUTBREAK", "TREE", place) else {
            Issue.record("'\(place)' was not refused")
            return
        }
        #expect(text.contains("'\(place)' is not in the tree"))
        #expect(text.contains("/3a"))
        await node.stop()
    }
}
