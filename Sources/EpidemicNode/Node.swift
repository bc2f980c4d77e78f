import Epidemic
import EpidemicWire
import Logging
import NIOCore
import NIOPosix

/// One replica on a real network: it gossips, keeps its data, and answers clients.
///
/// A node has one thread of its own, on which everything of it happens; this is the handle by which the
/// rest of the program holds it.
public final class Node: Sendable {
    /// Where it listens for other nodes, with the port that it got.
    public let gossip: HostPort
    /// Where the others are told to reach it, when it says so.
    public let advertised: HostPort?
    /// Where it answers clients, when it does.
    public let control: HostPort?
    /// Where it tells its metrics, when it does.
    public let metrics: HostPort?
    /// What it found in its data directory.
    public let start: Start

    let parts: NIOLoopBound<NodeParts>
    private let loop: NodeLoop
    /// Whether it became ready before it ended.
    private let readiness: EventLoopPromise<Bool>
    private let ending: EventLoopPromise<Ending>

    /// How a node began.
    public enum Start: Hashable, Sendable {
        /// Without data, in a new life.
        case fresh(ReplicaID)
        /// With its data.
        case resumed(ReplicaID)
        /// With a copy of the data of another life, in a new one.
        case copied(from: ReplicaID, ReplicaID)

        /// The life that it lives.
        public var id: ReplicaID {
            switch self {
            case .fresh(let id), .resumed(let id), .copied(_, let id): id
            }
        }

        /// How its replica begins.
        var birth: Birth {
            switch self {
            case .fresh: .arriving
            case .resumed: .returning
            case .copied: .restored
            }
        }
    }

    /// Why a node ended.
    public enum Ending: Sendable {
        /// It was asked to, and another node has what it held, or there was none or nothing to hand over.
        case stopped
        /// It was asked to, and nobody confirmed having what others may lack.
        case stoppedInVain(Unconfirmed)
        /// It could not go on; nothing that was not durable was acknowledged.
        case failed(DiskError)
    }

    /// What a node held that no other confirmed having when it ended.
    public struct Unconfirmed: Hashable, Sendable {
        /// Updates that were still being spread.
        public let unspread: Int
        /// All entries, where no disk keeps them; otherwise 0.
        public let undurable: Int

        var isNothing: Bool { unspread == 0 && undurable == 0 }
    }

    init(
        _ addresses: (gossip: HostPort, control: HostPort?, metrics: HostPort?),
        advertised: HostPort?, start: Start,
        parts: NIOLoopBound<NodeParts>, loop: NodeLoop, readiness: EventLoopPromise<Bool>,
        ending: EventLoopPromise<Ending>
    ) {
        gossip = addresses.gossip
        control = addresses.control
        metrics = addresses.metrics
        self.advertised = advertised
        self.start = start
        self.parts = parts
        self.loop = loop
        self.readiness = readiness
        self.ending = ending
    }

    /// Nobody can wait for the end of a node that nobody holds.
    deinit {
        readiness.succeed(false)
        ending.succeed(.stopped)
    }

    /// Waits until the node takes writes: until it has learned what the others know, or three seconds
    /// after the last of them was heard.
    ///
    /// - Returns: false when it ended before.
    @discardableResult
    public func untilReady() async -> Bool { (try? await readiness.futureResult.get()) ?? false }

    /// Waits until the node has ended, and says why.
    public func untilEnded() async -> Ending { await untilEnded { _ in } }

    /// Waits until the node has ended, and takes a last look at what it held before its thread goes.
    func untilEnded(lastLook: @escaping @Sendable (NodeDriver) -> Void) async -> Ending {
        let ending = (try? await ending.futureResult.get()) ?? .stopped
        // It may have been taken, and the thread be gone.
        try? await onLoop(lastLook).get()
        await loop.close()
        return ending
    }

    /// Does something when the node has ended, or nobody holds it any more.
    func whenEnded(_ body: @escaping @Sendable () -> Void) {
        ending.futureResult.whenComplete { _ in body() }
    }

    /// Asks the node to end, in good order: what it holds is handed over to another node, which takes
    /// `leaveTimeout` at most, and connections close. Asked again, it ends at once.
    public func stop() {
        let parts = parts
        loop.execute { parts.value.leave() }
    }

    /// Seals with other keys from now on, and hears who has one of them; only where it sealed before.
    public func change(to keyring: Keyring) {
        let parts = parts
        loop.execute { parts.value.driver.envelope.change(to: keyring) }
    }

    /// Does something with the node's driver, on its thread.
    func onLoop<Result: Sendable>(
        _ body: @escaping @Sendable (NodeDriver) -> Result
    ) -> EventLoopFuture<Result> {
        let parts = parts
        return loop.submit { body(parts.value.driver) }
    }

    /// Does something with the node's driver, on its thread, and lets the caller go on.
    ///
    /// - Returns: false when the thread has ended, and nothing will be done.
    @discardableResult
    func execute(_ body: @escaping @Sendable (NodeDriver) -> Void) -> Bool {
        let parts = parts
        return loop.execute { body(parts.value.driver) }
    }

    /// Does something with the node's driver, on its thread, and holds the caller up until it is done; on that
    /// thread itself, as a log may call, at once.
    ///
    /// - Returns: nil when the thread has ended, and nothing was done.
    @discardableResult
    func wait<Result: Sendable>(_ body: @escaping @Sendable (NodeDriver) -> Result) -> Result? {
        if loop.events.inEventLoop { return body(parts.value.driver) }
        let reply = Reply<Result>()
        guard execute({ reply.give(body($0)) }) else { return nil }
        return reply.wait()
    }
}

/// What makes up a node, all of it on one event loop.
final class NodeParts {
    let driver: NodeDriver
    /// Everything that is open: sockets that listen, clients, streams of other nodes.
    private let channels: OpenChannels
    /// Told once, when everything is closed.
    private let ended: (Node.Ending) -> Void
    private var isStopping = false
    /// What clients are answered by.
    let control: ControlServer

    init(
        _ driver: NodeDriver, control: ControlServer, channels: OpenChannels,
        ended: @escaping (Node.Ending) -> Void
    ) {
        self.driver = driver
        self.control = control
        self.channels = channels
        self.ended = ended
        driver.onFailure = { [weak self] in self?.stop(.failed($0)) }
        control.onShutdown = { [weak self] haste in
            switch haste {
            case .none: self?.leave()
            case .now: self?.stop(.stopped)
            }
        }
    }

    /// Ends in good order; asked a second time, at once.
    func leave() {
        guard !driver.isLeaving else {
            return stop(.stoppedInVain(driver.unconfirmed))
        }
        guard driver.mayHoldTheOnlyCopy else { return stop(.stopped) }
        driver.leave(within: driver.configuration.leaveTimeout) { [weak self] outcome in
            switch outcome {
            case .handedOver: self?.stop(.stopped)
            case .inVain(let rest): self?.stop(rest.isNothing ? .stopped : .stoppedInVain(rest))
            }
        }
    }

    /// Closes everything, once: first what acts by itself, then the sockets, and the thread last.
    func stop(_ ending: Node.Ending) {
        guard !isStopping else { return }
        isStopping = true
        driver.end()
        control.closeAll()
        channels.closeAll { [ended] in ended(ending) }
    }
}
