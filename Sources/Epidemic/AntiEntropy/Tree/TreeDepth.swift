/// How deep the hash tree of a table is: a setting of the whole cluster.
public struct TreeDepth: Hashable, Sendable {
    /// Levels below the root; each multiplies the leaves by the arity, 16.
    public let levels: Int

    /// The deepest tree: a million leaves.
    public static let levelsMax = 5

    /// 256 leaves, for a simulation with many small tables.
    public static let shallow = TreeDepth(trusted: 2)

    /// 65,536 leaves, for a node with one large table.
    public static let deep = TreeDepth(trusted: 4)

    /// - Returns: nil outside 1 … `levelsMax`.
    public init?(levels: Int) {
        guard (1...Self.levelsMax).contains(levels) else { return nil }
        self.levels = levels
    }

    private init(trusted levels: Int) { self.levels = levels }

    /// Children of every node above the leaves.
    public static let arity = HashTree.arity

    /// How many leaves there are.
    public var leafCount: Int { 1 << (4 * levels) }

    /// The place in the tree's array of the leaf to which a scattered position belongs.
    public func leaf(of position: UInt64) -> Int {
        innerCount + Int(position >> UInt64(64 - 4 * levels))
    }

    /// How many nodes stand above the leaves; the first leaf has this number.
    var innerCount: Int { (leafCount - 1) / (HashTree.arity - 1) }
}

extension TreeDepth: CustomStringConvertible {
    public var description: String { "\(leafCount) leaves" }
}
