import Synchronization

/// Runs what is due only when told, as a busy machine does.
final class HeldExecutor: TaskExecutor {
    private let due = Mutex<[UnownedJob]>([])

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        due.withLock { $0.append(job) }
    }

    /// Runs what is due now, and what becomes due by it.
    func run() {
        while let job = due.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}
