import EpidemicSimulation

/// The runs of a plan, made on several cores.
enum ParallelRuns {
    /// The most runs in a row.
    static let batchLengthMax = 16
    /// Of all the runs of a batch together.
    private static let batchNodesMax = 16_000

    /// Makes all runs of a plan, so many at a time.
    ///
    /// They end in any order and are put back at their places, so that what is made of them does not
    /// depend on the number of jobs.
    static func measure(
        _ plan: ExperimentPlan, jobs: Int, progress: inout Progress
    ) async -> SpreadStatistics {
        let length = batchLength(plan, jobs: jobs)
        var measurements = [SpreadMeasurement?](repeating: nil, count: plan.runs)
        await withTaskGroup(of: (place: Int, batch: [SpreadMeasurement]).self) { group in
            var places = stride(from: 0, to: plan.runs, by: length).makeIterator()
            func begin() {
                guard let place = places.next() else { return }
                let batch = place..<min(place + length, plan.runs)
                group.addTask { (place, plan.measurements(ofRuns: batch)) }
            }
            for _ in 0..<jobs { begin() }
            for await run in group {
                for (offset, measurement) in run.batch.enumerated() {
                    measurements[run.place + offset] = measurement
                    progress.advance()
                }
                begin()
            }
        }
        return SpreadStatistics(measurements.compactMap { $0 })
    }

    /// How many runs are made in a row: several where they are short and there are many, so that all jobs
    /// are busy to the end, and the progress moves.
    private static func batchLength(_ plan: ExperimentPlan, jobs: Int) -> Int {
        max(1, min(batchLengthMax, batchNodesMax / plan.nodes, plan.runs / (4 * jobs)))
    }
}
