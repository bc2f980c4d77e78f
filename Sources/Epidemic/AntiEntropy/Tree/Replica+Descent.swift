// The descent into two hash trees (PROTOCOL.md §5): only differing children are asked about, down to the
// entries. Every question stands for itself, so a table may change under the descent: what is found is
// true when it is found, and what is missed shows in the roots at the end.

extension Replica {
    // MARK: The side that asks

    /// The next questions of a descent; when none is left the roots are compared.
    mutating func descend(_ descent: Descent) -> (ExchangeState.Phase, ExchangeRequest.Body) {
        var descent = descent
        let depth = settings.antiEntropy.treeDepth
        let (nodes, leaves) = withTree { tree in
            let nodes = descent.takeNodes(from: &tree)
            return (nodes, nodes.isEmpty ? descent.takeLeaves(from: tree) : [])
        }
        changeExchange { $0.search = .descent(descent) }
        if !nodes.isEmpty { return (.descending, .nodes(depth, nodes)) }
        if !leaves.isEmpty { return (.probing, .leaves(leaves)) }
        guard exchange?.differences == 0 else { return (.closing, .compare(snapshot())) }
        // Either the tables have become equal, or halves of digests hid the difference.
        changeExchange { $0.search = .walk }
        return (.opening, .compare(snapshot()))
    }

    /// The peer said which children differ.
    mutating func descend(_ masks: [UInt16], now: Instant, into effects: inout EffectBuffer) {
        guard let state = exchange, case .descent(var descent) = state.search,
            case .nodes(_, let questions) = state.request.body
        else { return }
        withTree { descent.note(masks, of: questions, in: $0) }
        changeExchange { $0.search = .descent(descent) }
        next(.search, now: now, into: &effects)
    }

    /// The peer said which entries it does not hold, and what it holds besides.
    mutating func probe(
        _ through: UInt64?, _ unknown: Flags, _ headers: [UpdateHeader], now: Instant,
        into effects: inout EffectBuffer
    ) {
        guard let state = exchange, case .descent(var descent) = state.search,
            case .leaves(let questions) = state.request.body
        else { return }
        var wanted = lacking(headers, now: now, into: &effects)
        let newer = Set(wanted.map(\.key))
        // The digests differ and the headers do not: two contents of one identity have to meet.
        if settings.conflict == .norm {
            wanted += headers.filter { store[$0.key]?.update.header == $0 }.map(\.reference)
        }
        for (place, member) in descent.asked.enumerated()
        where unknown[place] && member.position <= through ?? .max && !newer.contains(member.key) {
            handIfHeld(member)
        }
        if let through { descent.note(compared: through, of: questions) }
        changeExchange { $0.search = .descent(descent) }
        next(.fetch(wanted), now: now, into: &effects)
    }

    /// Hands a member's update to the peer, unless it changed meanwhile or only the peer gives.
    mutating func handIfHeld(_ member: HashTree.Member) {
        guard exchange?.request.direction.pushes == true, let entry = store[member.key],
            entry.digest?.fingerprint == member.fingerprint
        else { return }
        hand(UpdateReference(key: member.key, id: entry.update.id))
    }

    // MARK: The side that answers

    /// Which children of the nodes asked about differ here.
    mutating func compare(
        _ questions: [TreeQuestion], of depth: TreeDepth, from peer: Peer,
        into effects: inout EffectBuffer
    ) -> ExchangeReply.Body {
        let own = settings.antiEntropy.treeDepth
        guard depth == own else {
            noteIrregular(.otherDepth, from: peer, into: &effects)
            return .otherDepth(own)
        }
        return withTree { tree in
            .nodes(questions.map { tree.differences(from: $0) })
        }
    }

    /// Which entries of the peer are not held here, and the headers of what is held besides.
    mutating func compare(
        _ questions: [LeafQuestion], _ direction: Direction
    ) -> ExchangeReply.Body {
        var found: [HashTree.Member] = []
        var held: Set<UInt64> = []
        var cut: UInt64?
        let asked = Set(questions.flatMap(\.fingerprints))
        withTree { tree in
            for question in questions where cut == nil {
                tree.forEach(in: question.stretch) { member in
                    guard found.count < Limits.updatesPerMessageMax else {
                        cut = found.last?.position
                        return false
                    }
                    held.insert(member.fingerprint)
                    if !asked.contains(member.fingerprint) { found.append(member) }
                    return true
                }
            }
        }
        var unknown = Flags()
        for question in questions {
            for fingerprint in question.fingerprints { unknown.append(!held.contains(fingerprint)) }
        }
        guard direction.pulls else {
            return .leaves(through: cut, unknown: unknown, headers: [])
        }
        return cutToSize(found, cut, unknown)
    }

    /// The answer, with no more headers than fit.
    private func cutToSize(
        _ found: [HashTree.Member], _ cut: UInt64?, _ unknown: Flags
    ) -> ExchangeReply.Body {
        let headers = found.compactMap { store[$0.key]?.update.header }
        let end = headers.batchEnd(from: 0, bytes: \.estimatedBytes)
        let through = end < headers.count ? found[end - 1].position : cut
        return .leaves(through: through, unknown: unknown, headers: Array(headers[..<end]))
    }

    /// The hash tree, built when first needed.
    mutating func withTree<Result>(_ body: (inout HashTree) -> Result) -> Result {
        let depth = settings.antiEntropy.treeDepth
        return store.withIndex { index, table in index.withTree(depth, of: table, body) }
    }
}

extension HashTree {
    /// The children of a node that differ from what somebody else holds, the first in the lowest bit.
    fileprivate mutating func differences(from question: TreeQuestion) -> UInt16 {
        let node = Int(question.node)
        guard node < depth.innerCount else { return 0 }
        var mask: UInt16 = 0
        for (bit, pair) in zip(fingerprints(below: node), question.children).enumerated()
        where pair.0 != pair.1 {
            mask |= 1 << UInt16(bit)
        }
        return mask
    }
}
