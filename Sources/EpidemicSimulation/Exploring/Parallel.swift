import Synchronization

/// Pieces of work done by several threads, whose results stand in the order of the pieces.
enum Parallel {
    /// Does every piece once.
    ///
    /// - Parameters:
    ///   - count: pieces; they are numbered from 0.
    ///   - jobs: those that are done at the same time, at most.
    static func map<Result: Sendable>(
        _ count: Int, jobs: Int, _ piece: @escaping @Sendable (Int) -> Result
    ) async -> [Result] {
        let workers = min(jobs, count)
        guard workers > 1 else { return (0..<count).map(piece) }
        let numbers = Numbers()
        return await withTaskGroup(of: [(Int, Result)].self) { group in
            for _ in 0..<workers {
                group.addTask {
                    var done: [(Int, Result)] = []
                    while true {
                        let number = numbers.next()
                        guard number < count else { return done }
                        done.append((number, piece(number)))
                    }
                }
            }
            var results = [Result?](repeating: nil, count: count)
            for await done in group { for (number, result) in done { results[number] = result } }
            return results.compactMap { $0 }
        }
    }

    /// The numbers from 0 on, each given out once.
    private final class Numbers: Sendable {
        private let given = Atomic(0)

        func next() -> Int { given.add(1, ordering: .relaxed).oldValue }
    }
}
