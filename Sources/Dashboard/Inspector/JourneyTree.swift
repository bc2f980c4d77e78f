import ClusterObservation

/// Who got an update from whom, as a tree that can be read line by line.
///
/// A small one is drawn whole. Of a large one only the way to one node is, and whom that node told; what
/// branches off is counted.
struct JourneyTree: Hashable {
    /// One node in its place.
    struct Line: Hashable {
        var infection: Infection
        /// For each level above it, whether more comes below on that level; its own last.
        var branches: [Bool]
        /// Whether it lies on the way to the node that is looked at.
        var isOnPath: Bool
        /// How many got it through this node.
        var below: Int
    }

    /// The lines from the writer on, each node before those that it told.
    private(set) var lines: [Line] = []

    private let infections: [Infection]
    /// The node that is looked at.
    let node: NodeID
    private var children: [[Int]]
    private var below: [Int]
    private var path: Set<Int> = []
    private let roots: [Int]

    /// Up to so many are drawn whole.
    static let wholeMax = 200

    /// - Parameter journey: in the order of time.
    init(_ journey: [Infection], to node: NodeID) {
        infections = journey
        self.node = node
        children = Array(repeating: [], count: journey.count)
        below = Array(repeating: 0, count: journey.count)
        var latest: [NodeID: Int] = [:]
        var parents: [Int?] = []
        for (index, infection) in journey.enumerated() {
            let parent = infection.from.flatMap { latest[$0] }
            parents.append(parent)
            if let parent { children[parent].append(index) }
            latest[infection.node] = index
        }
        for index in journey.indices.reversed() {
            if let parent = parents[index] { below[parent] += below[index] + 1 }
        }
        var step = latest[node]
        while let index = step {
            path.insert(index)
            step = parents[index]
        }
        roots = parents.indices.filter { parents[$0] == nil }
        let shown = isFolded && !path.isEmpty ? roots.filter(path.contains) : roots
        for root in shown { add(root, branches: []) }
    }

    /// Whether it is about this journey to this node.
    func shows(_ journey: [Infection], to node: NodeID) -> Bool {
        self.node == node && infections == journey
    }

    /// Whether branches off the way are only counted.
    var isFolded: Bool { infections.count > Self.wholeMax }

    /// How many steps the way to the node takes; nil when it has not got it.
    var hops: Int? { path.isEmpty ? nil : path.count - 1 }

    /// A long chain or a crowd of children ends somewhere.
    private static let linesMax = 400

    private mutating func add(_ index: Int, branches: [Bool]) {
        guard lines.count < Self.linesMax else { return }
        lines.append(
            Line(
                infection: infections[index], branches: branches, isOnPath: path.contains(index),
                below: below[index]))
        let shown = shownChildren(of: index)
        for child in shown { add(child, branches: branches + [child != shown.last]) }
    }

    /// All of them, or in a large tree only what lies on the way, and at its end whom that node told.
    private func shownChildren(of index: Int) -> [Int] {
        guard isFolded else { return children[index] }
        let onPath = children[index].filter(path.contains)
        if !onPath.isEmpty { return onPath }
        return path.contains(index) ? children[index] : []
    }
}
