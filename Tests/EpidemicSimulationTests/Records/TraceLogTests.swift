import ClusterObservation
import Epidemic
import Testing

@testable import EpidemicSimulation

@Suite struct TraceLogTests {
    private func busy() throws -> SimulatedCluster {
        var settings = Settings()
        settings.antiEntropy.interval = .milliseconds(500)
        return try SimulatedCluster.checked(nodes: 12, settings: settings)
    }

    @Test func `who says what it has seen misses nothing, however much happened`() throws {
        var cluster = try busy()
        var interest = Interest(traceMax: 100_000)
        var numbers: [Int] = []
        for step in 0..<12 {
            _ = cluster.write(step, ItemKey("k\(step)"), "v")
            cluster.advance(.seconds(Int64(1 + step % 4 * 3)))
            numbers += cluster.observe(interest).trace.map(\.number)
            interest.traceAfter = numbers.last
        }
        #expect(numbers.count > 1_000)
        #expect(numbers == Array(0..<numbers.count))
        #expect(cluster.observe(interest).trace.isEmpty)
    }

    @Test func `of too many events the latest are told`() throws {
        var cluster = try busy()
        cluster.advance(.seconds(20))
        let all = cluster.observe(Interest(traceMax: .max)).trace
        var interest = Interest(traceMax: 10)
        interest.traceAfter = 3
        #expect(cluster.observe(interest).trace == Array(all.suffix(10)))
        interest.traceMax = 0
        #expect(cluster.observe(interest).trace.isEmpty)
    }

    @Test func `an event of a future that is gone hides nothing`() throws {
        var cluster = try busy()
        cluster.advance(.seconds(20))
        var interest = Interest(traceMax: 50)
        interest.traceAfter = cluster.observe(interest).trace.last?.number
        for _ in 0..<10 { cluster.perform(.backRound) }
        let trace = cluster.observe(interest).trace
        #expect(trace.count == 50)
        #expect(trace == cluster.observe(Interest(traceMax: 50)).trace)
    }

    @Test func `what became another since it was told is told again`() throws {
        var cluster = try busy()
        cluster.advance(.seconds(20))
        var interest = Interest(traceMax: .max)
        interest.traceAfter = cluster.observe(interest).trace.last?.number
        for _ in 0..<10 { cluster.perform(.backRound) }
        let past = cluster.everything().trace.last
        _ = cluster.write(3, "another", "v")
        cluster.perform(.resume)
        cluster.advance(.seconds(40))
        let trace = cluster.observe(interest).trace
        #expect(trace.first?.number == past.map { $0.number + 1 })
        #expect(trace == cluster.observe(Interest(traceMax: trace.count)).trace)
        interest.traceAfter = trace.last?.number
        #expect(cluster.observe(interest).trace.isEmpty)
    }
}
