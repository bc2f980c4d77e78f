import Testing

@testable import Epidemic

/// The way from the root of a hash tree to one of its nodes, as it is written.
@Suite struct TreePlaceTests {
    @Test func `a digit takes one of sixteen children`() throws {
        #expect(try #require(TreePlace("/")).node == 0)
        #expect(try #require(TreePlace("/0")).node == 1)
        #expect(try #require(TreePlace("/f")).node == 16)
        #expect(try #require(TreePlace("/3a")).node == HashTree.children(of: 4).lowerBound + 10)
    }

    @Test(arguments: ["/", "/3", "/3a7f0"])
    func `what is read is written the same`(text: String) throws {
        let place = try #require(TreePlace(text))
        #expect("\(place)" == text)
        #expect(place.level == text.count - 1)
    }

    @Test(arguments: ["", "3", "//", "/g", "/3a7f01", "/-1", "/٣"])
    func `what is no way down is none`(text: String) {
        #expect(TreePlace(text) == nil)
    }

    @Test func `below the leaves there is nothing`() throws {
        var replica = try Bench(nodes: 1, settings: .antiEntropy(.hashTree)).replicas[0]
        let (leaf, below) = try (#require(TreePlace("/3a")), #require(TreePlace("/3a7")))
        let node = replica.treeNode(at: leaf)
        #expect(node?.below == .keys([]))
        let beyond = replica.treeNode(at: below)
        #expect(beyond == nil)
    }
}
