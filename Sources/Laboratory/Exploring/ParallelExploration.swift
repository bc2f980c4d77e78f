import EpidemicSimulation

extension Exploration {
    /// Searches on several cores.
    ///
    /// - Parameters:
    ///   - jobs: how many pieces of work are done at the same time, at most; what is found does not depend on it.
    ///   - progress: told how many states were met, and how deep, after every stretch of work.
    func run(
        jobs: Int, progress: (_ states: Int, _ depth: Int) -> Void = { _, _ in }
    ) async -> Result {
        var search = search(workers: min(jobs, ExplorationSearch.workersMax))
        while search.ending == nil {
            progress(search.progress.states, search.progress.depth)
            search.take(await Self.done(search.work()))
        }
        return search.result
    }

    private static func done(_ work: [ExplorationWork]) async -> [ExplorationWork.Result] {
        await withTaskGroup(of: (Int, ExplorationWork.Result).self) { group in
            for (place, piece) in work.enumerated() { group.addTask { (place, piece.done()) } }
            var results = [ExplorationWork.Result?](repeating: nil, count: work.count)
            for await (place, result) in group { results[place] = result }
            return results.compactMap { $0 }
        }
    }
}
