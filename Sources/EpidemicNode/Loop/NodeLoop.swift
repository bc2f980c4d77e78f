import NIOCore
import NIOPosix
import Synchronization

/// The thread of one node. It takes work until it closes; what comes later is let go of, because the
/// thread is gone.
///
/// Signals, handles that are let go of and names that resolve late come from other threads at any
/// moment. So whether there is a thread still is asked, and the work queued, in one step.
final class NodeLoop: Sendable {
    let events: any EventLoop
    private let group: MultiThreadedEventLoopGroup
    private let isOpen = Mutex(true)

    /// Why work is not done any more.
    struct Closed: Error {}

    init() {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        events = group.next()
    }

    /// Does something on the thread.
    ///
    /// - Returns: false when that has ended, and nothing will be done.
    @discardableResult
    func execute(_ body: @escaping @Sendable () -> Void) -> Bool {
        isOpen.withLock { isOpen in
            if isOpen { events.execute(body) }
            return isOpen
        }
    }

    /// The same for who wants to know what came of it; it fails once the thread has ended.
    func submit<Result: Sendable>(
        _ body: @escaping @Sendable () throws -> Result
    ) -> EventLoopFuture<Result> {
        isOpen.withLock { isOpen in
            isOpen
                ? events.submit(body)
                : MultiThreadedEventLoopGroup.singleton.next().makeFailedFuture(Closed())
        }
    }

    /// Takes no more work, and ends the thread when all that it took is done.
    func close() async {
        isOpen.withLock { $0 = false }
        try? await group.shutdownGracefully()
    }
}
