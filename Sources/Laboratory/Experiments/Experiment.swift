import EpidemicSimulation

/// One configuration of a sweep.
struct Experiment: Sendable {
    let point: SweepPoint
    let plan: ExperimentPlan

    /// Makes all its runs.
    func measure(jobs: Int, progress: inout Progress) async -> ExperimentResult {
        let clock = ContinuousClock()
        let start = clock.now
        let measured = await ParallelRuns.measure(plan, jobs: jobs, progress: &progress)
        let (seconds, attoseconds) = (clock.now - start).components
        return ExperimentResult(
            experiment: self, measured: measured,
            seconds: Double(seconds) + Double(attoseconds) * 1e-18)
    }
}

/// What came of it.
struct ExperimentResult: Sendable {
    let experiment: Experiment
    let measured: SpreadStatistics
    /// How long it took on the wall.
    let seconds: Double

}
