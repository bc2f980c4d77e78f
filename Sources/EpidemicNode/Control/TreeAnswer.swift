import Epidemic
import EpidemicWire

extension ClientSession {
    /// `OUTBREAK TREE [/path | level]`: the hash tree in short, one node of it with what lies below, or its
    /// levels from the root down to one.
    func tree(_ words: [[UInt8]]) -> RESPValue {
        guard let word = words.first else { return driver.treeSummary }
        if let level = word.whole, level <= UInt64(TreeLevels.levelMax) {
            let levels = driver.replica.treeLevels(nodesMax: 1 << (4 * Int(level)))
            return TreeLevels(levels: levels, leafCount: driver.treeDepth.leafCount).answer
        }
        guard let place = TreePlace(word.text), let node = driver.replica.treeNode(at: place) else {
            return .failure(
                "'\(word.text)' is not in the tree; give a level from 0 to \(TreeLevels.levelMax), or a "
                    + "path of at most \(driver.treeDepth.levels) hexadecimal digits such as /3a")
        }
        return node.answer(at: place)
    }
}

extension NodeDriver {
    fileprivate var treeDepth: TreeDepth { replica.settings.antiEntropy.treeDepth }

    fileprivate var treeSummary: RESPValue {
        .map([
            .init(.text("root"), .text("\(replica.root())")),
            .init(.text("entries"), .count(replica.entryCount)),
            .init(.text("depth"), .count(treeDepth.levels)),
            .init(.text("arity"), .count(TreeDepth.arity)),
            .init(.text("leaves"), .count(treeDepth.leafCount)),
        ])
    }
}

extension TreeNodeView {
    /// Keys of a leaf that are told, and how many there are beside them. A leaf has more when the tree is far
    /// too shallow for its table, or when somebody chose keys that crowd it.
    private static let keysMax = 256

    fileprivate func answer(at place: TreePlace) -> RESPValue {
        let start: [RESPValue.Pair] = [
            .init(.text("path"), .text("\(place)")), .init(.text("level"), .count(place.level)),
            .init(.text("digest"), .text("\(digest)")),
        ]
        switch below {
        case .children(let digests):
            return .map(start + [.init(.text("children"), .digests(digests))])
        case .keys(let keys):
            let told = keys.prefix(Self.keysMax).map { RESPValue.bulk($0.bytes) }
            return .map(
                start + [
                    .init(.text("entries"), .count(keys.count)),
                    .init(.text("keys"), .array(told)),
                ])
        }
    }
}

/// The upper levels of a node's hash tree, all of one moment.
struct TreeLevels: Hashable, Sendable {
    /// From the root down, the digests of each.
    let levels: [[Digest]]
    /// Leaves of the whole tree.
    let leafCount: Int

    /// The deepest level that is told whole: 256 digests. Below it one descends by paths.
    static let levelMax = 2

    init(levels: [[Digest]], leafCount: Int) {
        self.levels = levels
        self.leafCount = leafCount
    }

    var answer: RESPValue {
        .map([
            .init(.text("leaves"), .count(leafCount)),
            .init(.text("levels"), .array(levels.map { .digests($0) })),
        ])
    }

    /// Reads what `answer` writes; nil for anything else.
    init?(_ value: RESPValue) {
        guard let leafCount = value["leaves"]?.count, let levels = value["levels"]?.items else {
            return nil
        }
        self.leafCount = leafCount
        self.levels = levels.map { level in
            level.items.map { Digest(bits: $0.word.flatMap { UInt128($0, radix: 16) } ?? 0) }
        }
    }
}

extension RESPValue {
    fileprivate static func digests(_ digests: [Digest]) -> RESPValue {
        .array(digests.map { .text("\($0)") })
    }
}
