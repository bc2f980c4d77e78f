import NIOCore

/// A socket that listens, bound again at the same address whenever it was closed.
///
/// The system can take a socket away: a read fails, an administrator destroys it, the library closes it
/// after an error that it does not expect. Nobody would hear the node from then on, and it would not
/// know. So it is bound again after a pause that doubles, up to some seconds.
final class StandingSocket {
    private var state: State
    private var pause = TransportLimits.backOffMillisecondsMin
    private let loop: any EventLoop
    private let bind: () -> EventLoopFuture<any Channel>
    /// Told when it is lost, and when it is there again.
    var onChange: (Change) -> Void = { _ in }

    /// What became of a socket.
    enum Change: String { case lost, regained }

    private enum State {
        case bound(any Channel)
        case away
        case closed
    }

    /// - Parameter bind: binds it anew.
    init(
        _ channel: any Channel, loop: any EventLoop,
        bind: @escaping () -> EventLoopFuture<any Channel>
    ) {
        self.loop = loop
        self.bind = bind
        state = .bound(channel)
        watch(channel)
    }

    /// The socket; nil while it is lost, and after `close`.
    var channel: (any Channel)? {
        guard case .bound(let channel) = state else { return nil }
        return channel
    }

    /// Closes it for good.
    func close() {
        let channel = channel
        state = .closed
        channel?.close(promise: nil)
    }

    private func watch(_ channel: any Channel) {
        channel.closeFuture.hop(to: loop).assumeIsolated().whenComplete { [weak self] _ in
            self?.lose()
        }
    }

    private func lose() {
        guard case .bound = state else { return }
        state = .away
        onChange(.lost)
        tryLater()
    }

    private func tryLater() {
        loop.assumeIsolated().scheduleTask(in: .milliseconds(pause)) { [weak self] in
            self?.bindAgain()
        }
        pause = min(pause * 2, TransportLimits.backOffMillisecondsMax)
    }

    private func bindAgain() {
        guard case .away = state else { return }
        bind().hop(to: loop).assumeIsolated().whenComplete { [weak self] result in
            self?.settle(result)
        }
    }

    private func settle(_ result: Result<any Channel, any Error>) {
        switch (state, result) {
        case (.away, .success(let channel)):
            state = .bound(channel)
            pause = TransportLimits.backOffMillisecondsMin
            watch(channel)
            onChange(.regained)
        case (.away, .failure): tryLater()
        case (.bound, .success(let channel)), (.closed, .success(let channel)):
            channel.close(promise: nil)
        case (.bound, .failure), (.closed, .failure): break
        }
    }
}
