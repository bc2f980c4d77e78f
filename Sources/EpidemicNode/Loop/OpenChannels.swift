import NIOCore

/// The sockets that a node has open, in the order in which they were opened, so that all of them can be
/// closed before its thread ends: a socket that outlives the thread has nobody to tell that it closes.
///
/// Lives on the event loop of its node.
final class OpenChannels {
    private var channels: [UInt64: any Channel] = [:]
    private var last: UInt64 = 0
    private var whenClosed: (() -> Void)?
    private var isClosing = false

    /// Sockets that are open.
    var count: Int { channels.count }

    /// Keeps account of a socket until it closes; one that comes while all are closed is closed, too.
    func add(_ channel: any Channel) {
        last += 1
        let number = last
        channels[number] = channel
        channel.closeFuture.assumeIsolated().whenComplete { [weak self] _ in
            self?.remove(number)
        }
        if isClosing { channel.close(promise: nil) }
    }

    /// Closes all, and then does something, once.
    func closeAll(then body: @escaping () -> Void) {
        isClosing = true
        whenClosed = body
        for number in channels.keys.sorted() { channels[number]?.close(promise: nil) }
        tellIfClosed()
    }

    private func remove(_ number: UInt64) {
        channels[number] = nil
        tellIfClosed()
    }

    private func tellIfClosed() {
        guard channels.isEmpty, let body = whenClosed else { return }
        whenClosed = nil
        body()
    }
}
