import EpidemicSimulation

/// The runs of a plan, made on several cores.
enum ParallelRuns {
    /// Makes all runs of a plan, so many at a time.
    ///
    /// They end in any order and are put back at their places, so that what is made of them does not
    /// depend on the number of jobs.
    static func measure(
        _ plan: ExperimentPlan, jobs: Int, progress: inout Progress
    ) async -> SpreadStatistics {
        var measurements = [SpreadMeasurement?](repeating: nil, count: plan.runs)
        await withTaskGroup(of: (place: Int, measurement: SpreadMeasurement).self) { group in
            var places = (0..<plan.runs).makeIterator()
            func begin() {
                guard let place = places.next() else { return }
                group.addTask { (place, plan.measurement(ofRun: place)) }
            }
            for _ in 0..<jobs { begin() }
            for await run in group {
                measurements[run.place] = run.measurement
                progress.advance()
                begin()
            }
        }
        return SpreadStatistics(measurements.compactMap { $0 })
    }
}
