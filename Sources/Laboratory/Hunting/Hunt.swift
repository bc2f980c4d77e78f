import Epidemic
import EpidemicSimulation

/// Seeds that are hunted on several cores, and what was found; told in the order of the seeds.
struct Hunt {
    let seeds: Range<UInt64>
    let nodes: ClosedRange<Int>
    let planted: [PlantedFault]
    let jobs: Int

    /// What one seed came to.
    struct Result: Sendable {
        let seed: UInt64
        let plan: HuntPlan
        let outcome: HuntRun.Outcome
    }

    /// Seeds of one task: enough that handing them out costs nothing.
    private static let batchLength: UInt64 = 8

    /// Hunts every seed, or those up to the end of the time.
    ///
    /// - Parameters:
    ///   - mayGoOn: is asked before seeds are begun with.
    ///   - each: is told every result, in the order of the seeds.
    /// - Throws: `Complaint`.
    func run(
        while mayGoOn: @Sendable () -> Bool, each: (Result) throws(Complaint) -> Void
    ) async throws(Complaint) {
        do {
            try await withThrowingTaskGroup(of: (UInt64, [Result]).self) { group in
                var next = seeds.lowerBound
                var told = seeds.lowerBound
                var waiting: [UInt64: [Result]] = [:]
                func begin() {
                    guard next < seeds.upperBound, mayGoOn() else { return }
                    let batch = next..<min(next + Self.batchLength, seeds.upperBound)
                    next = batch.upperBound
                    group.addTask { (batch.lowerBound, try batch.map { try result(of: $0) }) }
                }
                for _ in 0..<jobs { begin() }
                for try await (first, results) in group {
                    waiting[first] = results
                    begin()
                    while let ripe = waiting.removeValue(forKey: told) {
                        for result in ripe { try each(result) }
                        told += UInt64(ripe.count)
                    }
                }
            }
        } catch let complaint as Complaint {
            throw complaint
        } catch {
            throw .failed("a plan could not be run: \(error)")
        }
    }

    private func result(of seed: UInt64) throws -> Result {
        let plan = HuntPlan(seed: seed, nodes: nodes, planting: planted)
        let outcome = try HuntRun.outcome(of: plan)
        return Result(seed: seed, plan: plan, outcome: outcome)
    }
}
