import Epidemic
import Synchronization

/// Those who want to be told changes, whatever threads they are on.
final class ChangeWatchers: Sendable {
    typealias Continuation = AsyncStream<ReplicatedDictionary.Change>.Continuation

    private let watching = Mutex(Watching())

    private struct Watching {
        var continuations: [Int: Continuation] = [:]
        var last = 0
        var isOver = false

        mutating func takeAll() -> [Continuation] {
            defer { continuations.removeAll() }
            return Array(continuations.values)
        }
    }

    /// Tells somebody from now on.
    ///
    /// - Parameter keeping: let go of when nobody listens any more.
    func add(_ continuation: Continuation, keeping: some Sendable) {
        let number = watching.withLock { watching -> Int? in
            guard !watching.isOver else { return nil }
            watching.last += 1
            watching.continuations[watching.last] = continuation
            return watching.last
        }
        guard let number else { return continuation.finish() }
        continuation.onTermination = { [weak self] _ in
            self?.remove(number)
            withExtendedLifetime(keeping) {}
        }
    }

    /// There will be no more changes.
    func finish() {
        let all = watching.withLock { watching in
            watching.isOver = true
            return watching.takeAll()
        }
        // Not under the lock: who finishes is removed.
        for continuation in all { continuation.finish() }
    }

    func tell(_ trace: Trace) {
        guard let update = trace.accepted else { return }
        let all = watching.withLock { Array($0.continuations.values) }
        guard !all.isEmpty else { return }
        let change = ReplicatedDictionary.Change(
            key: "\(update.key)", value: update.content.value.map { "\($0)" },
            writer: update.id.origin.name.text)
        for continuation in all { continuation.yield(change) }
    }

    private func remove(_ number: Int) {
        // What it keeps is let go of after the lock.
        _ = watching.withLock { $0.continuations.removeValue(forKey: number) }
    }
}
