/// The branches that all nodes fall into: as many as a branch has nodes, or nearly.
///
/// The first nodes of the roster are the heads, and node i belongs to the branch of head i mod b. With 25
/// nodes there are 5 heads, each with 4 others: a writer tells 5 nodes at most, and a head 4.
struct Branches: Hashable {
    let nodes: Int
    /// How many there are: the whole number next to the square root of the nodes.
    let count: Int

    init(nodes: Int) {
        precondition(nodes > 0, "\(nodes) nodes")
        self.nodes = nodes
        var count = 1
        while count * (count + 1) < nodes { count += 1 }
        self.count = count
    }

    /// The places of all heads.
    var heads: [Int] { Array(0..<count) }

    /// The place of the head of a node's branch; of a head it is its own.
    func head(of place: Int) -> Int { place % count }

    /// The places of a head and its branch; of nobody else, who has none.
    func branch(below place: Int) -> [Int] {
        place < count ? Array(stride(from: place, to: nodes, by: count)) : []
    }
}
