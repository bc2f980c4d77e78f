import Testing

@testable import Epidemic
@testable import EpidemicSimulation

/// What the paper, and those after it, say of the rest of the family. Fixed seeds; the bounds are wide
/// against chance and narrow against a wrong rule.
@Suite struct FamilyTests {
    private func measure(
        _ spreading: Spreading, nodes: Int = 1_000, runs: Int = 20,
        on network: SpatialNetwork? = nil
    ) throws -> SpreadStatistics {
        let plan = try ExperimentPlan(nodes: nodes, spreading, on: network, runs: runs, seed: 1)
        return SpreadStatistics((0..<runs).map { plan.measurement(ofRun: $0) })
    }

    private func rumors(
        _ direction: Direction = .push, _ removal: Removal = .counter(limit: 3, .feedback),
        minimization: Minimization = .off, limits: ContactLimits = .none
    ) -> Spreading {
        .rumors(
            RumorSettings(
                direction: direction, trigger: .periodic, removal: removal,
                minimization: minimization, limits: limits, rounds: .aligned))
    }

    private func comparison(
        _ direction: Direction = .pushPull, limits: ContactLimits = .none
    ) -> Spreading {
        .antiEntropy(
            AntiEntropySettings(
                method: .checksum, direction: direction, limits: limits, rounds: .aligned))
    }

    /// Demers et al. 1987, §1.4: "push gets better" under a connection limit, for the same traffic.
    @Test func `push wastes less where a node takes one contact a cycle`() throws {
        let free = try measure(rumors(.push, .counter(limit: 2, .blind)))
        let limited = try measure(
            rumors(.push, .counter(limit: 2, .blind), limits: ContactLimits(connections: 1)))
        let bound = SpreadLaws.pushResidue(traffic: limited.traffic.mean)
        #expect(limited.residue.mean < bound * 0.95)
        #expect(
            abs(free.residue.mean / SpreadLaws.pushResidue(traffic: free.traffic.mean) - 1) < 0.1)
    }

    /// Ibid.: "pull gets significantly worse".
    @Test func `pull misses more where a node takes one contact a cycle`() throws {
        let rule = Removal.counter(limit: 2, .feedback)
        let free = try measure(rumors(.pull, rule))
        let limited = try measure(rumors(.pull, rule, limits: ContactLimits(connections: 1)))
        #expect(limited.residue.mean > free.residue.mean * 5)
    }

    /// Ibid., "hunting": with an infinite limit the contacts of a cycle become a permutation, and push and
    /// pull alike reach everybody sooner.
    @Test func `who hunts for ever finds somebody`() throws {
        let limits = ContactLimits(connections: 1)
        let hunting = ContactLimits(connections: 1, hunt: .infinite)
        let refused = try measure(rumors(limits: limits))
        let hunted = try measure(rumors(limits: hunting))
        #expect(hunted.tLast.mean < refused.tLast.mean - 2)
        #expect(hunted.residue.mean < refused.residue.mean / 2)
    }

    /// Ibid., "minimization": the same residue for fewer transfers.
    @Test func `minimization saves transfers and loses nothing`() throws {
        let rule = Removal.counter(limit: 2, .feedback)
        let plain = try measure(rumors(.pushPull, rule))
        let minimized = try measure(rumors(.pushPull, rule, minimization: .on))
        #expect(minimized.traffic.mean < plain.traffic.mean * 0.8)
        #expect(minimized.residue.mean <= plain.residue.mean + 0.0002)
    }

    /// Mercier, Hayez, Matos: n + o(n) transfers.
    @Test func `push, then pull, needs hardly more than one transfer a node`() throws {
        let measured = try measure(rumors(.pushPull, .pushThenPull(rounds: 7)), runs: 30)
        #expect(measured.traffic.mean <= 1.02)
        #expect(measured.completeRuns == 30)
    }

    /// Karp, Schindelhauer, Shenker, Vöcking.
    @Test func `the median counter reaches everybody`() throws {
        let measured = try measure(rumors(.pushPull, .medianCounter(limit: 3, silent: 3)), runs: 12)
        #expect(measured.completeRuns == 12)
        #expect(abs(measured.traffic.mean - 14.5) < 1)
    }

    /// Ibid.: whatever the counters say, a rumor is spread for ⌈4 ln n⌉ rounds and no longer. With one
    /// silent round most runs leave a node behind whose partners are all silent.
    @Test func `the median counter ends within Karp's bound of the last that hears`() throws {
        let measured = try measure(
            rumors(.pushPull, .medianCounter(limit: 3, silent: 1)), nodes: 200, runs: 40)
        #expect(measured.completeRuns == 40)
        #expect(Removal.medianCounter(limit: 3, silent: 1).roundsMax(among: 200) == 22)
        #expect(measured.cyclesLongest <= 22 + 12)
    }

    /// Demers et al. 1987, Tables 4 and 5, the uniform rows; reference 7.79/5.29 and 11.04/7.00.
    @Test(arguments: [
        (ContactLimits.none, 7.79, 5.29), (ContactLimits(connections: 1), 11.04, 7.0),
    ])
    func `anti-entropy takes the cycles of the uniform row`(
        limits: ContactLimits, last: Double, mean: Double
    ) throws {
        let measured = try measure(comparison(limits: limits), nodes: 300, runs: 60)
        #expect(abs(measured.tLast.mean - last) < 0.5)
        #expect(abs(measured.tAve.mean - mean) < 0.35)
        #expect(measured.completeRuns == 60)
    }

    /// Ibid., §1.3: pull, and so push-pull, is to be preferred to push.
    @Test func `anti-entropy by push is the slowest`() throws {
        let push = try measure(comparison(.push), nodes: 300)
        let pull = try measure(comparison(.pull), nodes: 300)
        let both = try measure(comparison(.pushPull), nodes: 300)
        #expect(both.tLast.mean < pull.tLast.mean && pull.tLast.mean < push.tLast.mean)
    }

    /// Ibid., §3: the farther partners are the rarer, the less the critical links carry.
    @Test func `a larger exponent takes load off the critical links, and time`() throws {
        let measured = try [0.0, 1.2, 2.0].map { exponent in
            try measure(
                comparison(), nodes: 100,
                on: SpatialNetwork(.continents, nodes: 100, exponent: exponent, seed: 1))
        }
        let loads = measured.map(\.criticalUpdates.mean)
        #expect(loads[0] > loads[1] * 2 && loads[1] > loads[2] * 2)
        #expect(measured[0].tLast.mean < measured[2].tLast.mean)
    }
}
