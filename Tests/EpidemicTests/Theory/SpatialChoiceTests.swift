import Testing

@testable import Epidemic

/// Demers et al. 1987, §3.
@Suite struct SpatialChoiceTests {
    @Test func `with exponent 0 all are contacted alike`() {
        let weights = SpatialChoice.weights(distances: [1, 2, 2, 5], exponent: 0)
        for weight in weights { #expect(abs(weight - 1) < 1e-9) }
    }

    /// On a line Q(d) = d, so that p(d) goes as d^{−a} but for the 1 that is added.
    @Test(arguments: [0.5, 1.0, 2.0])
    func `the farther a node, the rarer it is contacted`(exponent: Double) {
        let weights = SpatialChoice.weights(distances: Array(1...50), exponent: exponent)
        for (near, far) in zip(weights, weights.dropFirst()) { #expect(near > far) }
        let ratio = weights[9] / weights[39]
        #expect(abs(ratio / (40.5 / 10.5).power(exponent) - 1) < 0.1)
    }

    @Test func `nodes at one distance share its weight`() {
        let weights = SpatialChoice.weights(distances: [1, 1, 3, 3, 3], exponent: 2)
        #expect(weights[0] == weights[1] && weights[2] == weights[4])
        #expect(abs(weights[0] * 2 - (1 - 1.0 / 3)) < 1e-9)
        #expect(abs(weights[2] * 3 - (1.0 / 3 - 1.0 / 6)) < 1e-9)
    }

    @Test func `peers are drawn by their weights, and taken ones never`() throws {
        let peers = WeightedPeers([Peer(1), Peer(2), Peer(3)], weights: [1, 2, 5])
        var generator = SeededGenerator(seed: 9)
        var drawn: [Peer: Int] = [:]
        for _ in 0..<8_000 {
            let peer = peers.random(besides: EmptyCollection(), using: &generator)
            drawn[try #require(peer), default: 0] += 1
        }
        #expect(
            abs((drawn[Peer(3)] ?? 0) - 5_000) < 250 && abs((drawn[Peer(1)] ?? 0) - 1_000) < 200)
        #expect(peers.random(besides: [Peer(3), Peer(1)], using: &generator) == Peer(2))
        #expect(peers.random(besides: [Peer(3), Peer(1), Peer(2)], using: &generator) == nil)
    }
}
