import Testing

@testable import Epidemic

@Suite struct SpreadLawTests {
    private func isNear(_ left: Double, _ right: Double, within error: Double = 1e-12) -> Bool {
        abs(left - right) <= error * max(1, abs(right))
    }

    @Test func `powers and logarithms are those of the tables`() {
        #expect(isNear(1.0.exponential, 2.718281828459045))
        #expect(isNear((-20.5).exponential, 1.2501528663867426e-9, within: 1e-20))
        #expect(isNear(10.0.naturalLogarithm, 2.302585092994046))
        #expect(isNear(1e-9.naturalLogarithm, -20.72326583694641))
        #expect(isNear(2.0.power(0.5), 2.0.squareRoot()))
        #expect(0.0.power(0.0) == 1 && 0.0.power(2.5) == 0)
    }

    /// Demers et al. 1987, §1.4: "k = 1: 20% will miss the rumor, k = 2: only 6% will miss it".
    @Test func `the coin with feedback misses a fifth with one side and 6 % with two`() {
        #expect(isNear(SpreadLaws.coinResidue(sides: 1), 0.2, within: 0.005))
        #expect(isNear(SpreadLaws.coinResidue(sides: 2), 0.06, within: 0.005))
    }

    /// Demers et al. 1987, §1.4, "connection limit".
    @Test func `a connection limit of one makes push better`() {
        #expect(
            SpreadLaws.pushResidue(trafficUnderConnectionLimitOne: 2)
                < SpreadLaws.pushResidue(traffic: 2))
    }

    /// Demers et al. 1987, §1.3: "pull converges very rapidly to 0, when only a few sites remain
    /// susceptible", faster than push, which has p′ = p/e.
    @Test func `the last susceptible are found sooner by pull than by push`() {
        var pull = AntiEntropyField(nodes: 100_000, direction: .pull, susceptible: 0.01)
        var push = AntiEntropyField(nodes: 100_000, direction: .push, susceptible: 0.01)
        pull.advance()
        push.advance()
        #expect(isNear(pull.susceptible, 0.0001))
        #expect(isNear(push.susceptible, 0.01 / 2.718281828459045, within: 0.0002))
    }

    @Test func `push takes about log₂n + ln n cycles`() {
        #expect(isNear(SpreadLaws.pushTime(nodes: 1_000), 16.87, within: 0.001))
    }
}
