import NIOCore

/// Does something again and again on an event loop, until it is let go.
final class Ticker {
    private let loop: any EventLoop
    private let interval: TimeAmount
    private let body: () -> Void
    private var next: Scheduled<Void>?

    init(
        on loop: any EventLoop, after delay: TimeAmount, every interval: TimeAmount,
        _ body: @escaping () -> Void
    ) {
        self.loop = loop
        self.interval = interval
        self.body = body
        schedule(in: delay)
    }

    deinit { next?.cancel() }

    private func schedule(in delay: TimeAmount) {
        next = loop.assumeIsolated().scheduleTask(in: delay) { [weak self] () -> Void in
            guard let self else { return }
            self.body()
            self.schedule(in: self.interval)
        }
    }
}
