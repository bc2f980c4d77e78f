import NIOConcurrencyHelpers
import Synchronization

/// One answer from a node's thread to a thread that is held up until it comes, whatever runs on that one.
///
/// A future of NIO cannot be waited for on an event loop, not even on another one; this can.
final class Reply<Value: Sendable>: Sendable {
    private let hasCome = ConditionLock(value: false)
    private let value = Mutex<Value?>(nil)

    /// Answers; once.
    func give(_ value: Value) {
        self.value.withLock { $0 = value }
        hasCome.lock()
        hasCome.unlock(withValue: true)
    }

    /// Waits for the answer.
    func wait() -> Value {
        hasCome.lock(whenValue: true)
        hasCome.unlock()
        return value.withLock { $0! }
    }
}
