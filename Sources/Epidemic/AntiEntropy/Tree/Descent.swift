/// How far an initiator has come in the descent into two hash trees.
struct Descent: Sendable {
    /// What is still to be asked about, the deepest last, so that the list stays short.
    private(set) var work: [Work] = [.node(0)]
    /// The members whose fingerprints were sent with the question that is out.
    private(set) var asked: [HashTree.Member] = []

    enum Work: Hashable {
        /// The children of an inner node.
        case node(Int)
        /// The entries in a leaf, or in a part of one.
        case stretch(HashRange)
    }

    /// The next questions about nodes; empty when entries come next, or nothing.
    mutating func takeNodes(from tree: inout HashTree) -> [TreeQuestion] {
        var questions: [TreeQuestion] = []
        while questions.count < Limits.treeNodesPerMessageMax, case .node(let node)? = work.last {
            work.removeLast()
            questions.append(
                TreeQuestion(node: UInt32(node), children: tree.fingerprints(below: node)))
        }
        return questions
    }

    /// Notes which children of the nodes asked about differ.
    mutating func note(_ masks: [UInt16], of questions: [TreeQuestion], in tree: HashTree) {
        for (mask, question) in zip(masks, questions) {
            for (bit, child) in HashTree.children(of: Int(question.node)).enumerated()
            where mask >> UInt16(bit) & 1 == 1 {
                work.append(
                    tree.isLeaf(child) ? .stretch(tree.stretch(of: child)) : .node(child))
            }
        }
    }

    /// The next questions about entries, ascending.
    mutating func takeLeaves(from tree: HashTree) -> [LeafQuestion] {
        var stretches: [HashRange] = []
        var count = 0
        while stretches.count < Limits.updatesPerMessageMax, count < Limits.updatesPerMessageMax,
            case .stretch(let stretch)? = work.last
        {
            work.removeLast()
            stretches.append(stretch)
            tree.forEach(in: stretch) { _ in
                count += 1
                return count < Limits.updatesPerMessageMax
            }
        }
        stretches.sort { $0.first < $1.first }
        asked = []
        return stretches.compactMap { ask($0, in: tree) }
    }

    /// The question about one stretch, cut where the message is full.
    private mutating func ask(_ stretch: HashRange, in tree: HashTree) -> LeafQuestion? {
        guard asked.count < Limits.updatesPerMessageMax else {
            work.append(.stretch(stretch))
            return nil
        }
        var members: [HashTree.Member] = []
        var last = stretch.last
        tree.forEach(in: stretch) { member in
            guard asked.count + members.count < Limits.updatesPerMessageMax else {
                last = members.last?.position ?? stretch.first
                return false
            }
            members.append(member)
            return true
        }
        asked += members
        if last < stretch.last {
            work.append(.stretch(HashRange(first: last + 1, last: stretch.last)))
        }
        return LeafQuestion(
            stretch: HashRange(first: stretch.first, last: last),
            fingerprints: members.map(\.fingerprint))
    }

    /// Notes how far the peer compared; what lies behind is asked about again.
    mutating func note(compared through: UInt64, of questions: [LeafQuestion]) {
        for stretch in questions.map(\.stretch) where stretch.last > through {
            work.append(
                .stretch(HashRange(first: max(stretch.first, through + 1), last: stretch.last)))
        }
    }
}
