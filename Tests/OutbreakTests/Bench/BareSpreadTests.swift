import Testing

@testable import Laboratory

/// The epidemic that the engine's speed is compared with.
@Suite struct BareSpreadTests {
    /// Demers et al. (1987), Table 1: 0.18 for k = 1 and 0.011 for k = 3.
    @Test(arguments: [(1, 0.176), (3, 0.011)])
    func `it leaves as many untold as the paper's Table 1 says`(limit: Int, residue: Double) {
        let residues = (0..<40).map { (seed: UInt64) in
            var spread = BareSpread(nodes: 1_000, limit: limit, seed: seed)
            spread.run()
            return spread.residue
        }
        // Four standard errors of 40 runs, in which the residue scatters by 0.015 and 0.0035.
        let error = 4 * (limit == 1 ? 0.015 : 0.0035) / 40.0.squareRoot()
        #expect(abs(residues.reduce(0, +) / 40 - residue) < error)
    }
}
