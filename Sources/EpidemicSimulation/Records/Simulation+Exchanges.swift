import ClusterObservation
import Epidemic

// What is kept and told of anti-entropy exchanges.

extension Simulation {
    /// The latest exchanges, those under way first.
    func latestExchanges(_ wanted: Int) -> [ExchangeDetail] {
        let underWay = exchanges.underWay.suffix(wanted).reversed().map { current($0) }
        return Array((underWay + exchanges.ended.reversed().map(\.detail)).prefix(wanted))
    }

    /// A message of the exchange of its initiator passes.
    mutating func noteExchangeMessage(_ message: Message, bytes: Int, from: Int, to: Int) {
        switch message {
        case .request(let request):
            let depth = settings.antiEntropy.treeDepth
            exchanges.change(NodeID(from)) { record in
                record.detail.bytes += bytes
                record.asked.formUnion(request.body.treeNodes(depth))
            }
        case .reply: exchanges.change(NodeID(to)) { $0.detail.bytes += bytes }
        case .push, .feedback, .pull, .refusal, .offer, .want, .values, .mail, .forgotten,
            .membership, .registry, .arrival:
            break
        }
    }

    /// Two trees side by side, as far as they can be drawn.
    func trees(of pair: NodePair) -> TreeComparison? {
        guard nodes.indices.contains(pair.left.index), nodes.indices.contains(pair.right.index)
        else { return nil }
        // Looking builds the trees of copies, so that it changes nothing.
        var first = nodes[pair.left.index].replica
        var second = nodes[pair.right.index].replica
        let record = exchanges.latest(of: pair)
        var place = 0
        let levels = zip(
            first.treeLevels(nodesMax: Self.treeNodesMax),
            second.treeLevels(nodesMax: Self.treeNodesMax)
        ).map { mine, theirs in
            zip(mine, theirs).map { left, right in
                defer { place += 1 }
                return TreeNodeState(
                    isEqual: left == right, isAsked: record?.asked.contains(place) ?? false)
            }
        }
        return TreeComparison(
            pair: pair, levels: levels, leafCount: settings.antiEntropy.treeDepth.leafCount,
            exchange: record.map { current($0) })
    }

    private static let treeNodesMax = 256

    private func current(_ record: ExchangeRecord) -> ExchangeDetail {
        var detail = record.detail
        guard detail.ended == nil else { return detail }
        detail.roundTrips = nodes[detail.initiator.index].replica.exchangeRoundTrips
        return detail
    }
}

extension TreeNodeState {
    fileprivate init(isEqual: Bool, isAsked: Bool) {
        switch (isEqual, isAsked) {
        case (true, false): self = .equal
        case (false, false): self = .differing
        case (false, true): self = .asked
        case (true, true): self = .repaired
        }
    }
}

extension ExchangeRequest.Body {
    /// The nodes of the hash tree that it asks about.
    fileprivate func treeNodes(_ depth: TreeDepth) -> [Int] {
        switch self {
        case .nodes(_, let questions): questions.map { Int($0.node) }
        case .leaves(let questions): questions.map { depth.leaf(of: $0.stretch.first) }
        case .compare, .range, .recent, .fetch, .collect, .peel, .symbols, .deliver: []
        }
    }
}
