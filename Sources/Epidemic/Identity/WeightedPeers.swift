/// Peers of which some are contacted more often than others.
public struct WeightedPeers: Hashable, Sendable {
    /// In the order in which they were given.
    public let peers: [Peer]
    /// The sum of the weights up to and including each peer.
    private let sums: [Double]

    /// - Parameter weights: of each peer, positive.
    public init(_ peers: [Peer], weights: [Double]) {
        precondition(peers.count == weights.count, "\(weights.count) weights")
        self.peers = peers
        var sum = 0.0
        sums = weights.map { weight in
            precondition(weight > 0, "weight \(weight) is not positive")
            sum += weight
            return sum
        }
    }

    /// A peer by its weight, among those not in `taken`; nil when none is left.
    func random(
        besides taken: some Collection<Peer>, using generator: inout SeededGenerator
    ) -> Peer? {
        guard let total = sums.last, taken.count < peers.count else { return nil }
        for _ in 0..<Self.drawsMax {
            let aim = generator.unit() * total
            let place = sums.partitionPoint { $0 <= aim }
            if place < peers.count, !taken.contains(peers[place]) { return peers[place] }
        }
        return peers.first { !taken.contains($0) }
    }

    /// Draws before the first that is left is taken: who hunts among the near ones that refused must come
    /// to an end.
    private static let drawsMax = 10_000
}
