import EpidemicWire
import NIOCore
import NIOPosix

/// The way to one peer over TCP, for what it is sent; what it says comes over a stream of its own.
///
/// The connection is made when there is something to say. While the peer cannot be reached, what is
/// for it is dropped by name rather than kept: gossip says it again, in newer words.
final class PeerStream {
    private var state = State.idle
    private var queue = PacketQueue(bytesTarget: TransportLimits.packetBytesTarget)
    private var backOff = TransportLimits.backOffMillisecondsMin
    private let address: SocketAddress
    private let port: GossipPort
    private let envelope: Envelope
    private let greeting: () -> [UInt8]
    private let drop: (Drop) -> Void

    private enum State {
        case idle
        case connecting
        case connected(any Channel)
        /// Nothing is tried before this.
        case resting(until: NIODeadline)
        case closed
    }

    /// - Parameter greeting: the packet that says who connects, before anything else is said.
    init(
        to address: SocketAddress, port: GossipPort, envelope: Envelope,
        greeting: @escaping () -> [UInt8], drop: @escaping (Drop) -> Void
    ) {
        self.address = address
        self.port = port
        self.envelope = envelope
        self.greeting = greeting
        self.drop = drop
    }

    /// Bytes that wait.
    var bytes: Int { queue.bytes }

    /// Queues a frame.
    ///
    /// - Returns: false when the queue is full.
    func add(_ frame: [UInt8], _ writer: PacketWriter) -> Bool { queue.add(frame, writer) }

    /// Queues a whole packet.
    ///
    /// - Returns: false when the queue is full.
    func add(packet: [UInt8]) -> Bool { queue.add(packet: packet) }

    /// Writes what waits, or begins to connect.
    ///
    /// - Returns: the bytes that were written.
    func flush() -> Int {
        guard queue.bytes > 0 else { return 0 }
        switch state {
        case .connected(let channel): return write(to: channel)
        case .idle: connect()
        case .resting(let until) where until <= .now(): connect()
        case .resting, .closed: giveUp()
        case .connecting: break
        }
        return 0
    }

    func close() {
        if case .connected(let channel) = state { channel.close(promise: nil) }
        state = .closed
    }

    /// Writes as long as the socket takes it; the rest goes when it takes more.
    private func write(to channel: any Channel) -> Int {
        var written = 0
        while channel.isWritable, let packet = queue.next() {
            written += write(packet, to: channel)
        }
        channel.flush()
        return written
    }

    private func write(_ packet: [UInt8], to channel: any Channel) -> Int {
        let sealed = envelope.close(packet)
        var buffer = channel.allocator.buffer(capacity: sealed.count + 4)
        buffer.writeInteger(UInt32(sealed.count))
        buffer.writeBytes(sealed)
        channel.write(buffer, promise: nil)
        return sealed.count + 4
    }

    private func connect() {
        state = .connecting
        let watcher = NIOLoopBound(StreamWatcher(self), eventLoop: port.loop)
        let arrivals = port.arrivals
        ClientBootstrap(group: port.loop)
            .connectTimeout(.seconds(2))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    arrivals.value.channels.add(channel)
                    try channel.pipeline.syncOperations.addHandler(watcher.value)
                }
            }
            .connect(to: address)
            .assumeIsolated()
            .whenFailure { [weak self] _ in self?.fail() }
    }

    fileprivate func succeed(_ channel: any Channel) {
        if case .closed = state { return channel.close(promise: nil) }
        state = .connected(channel)
        backOff = TransportLimits.backOffMillisecondsMin
        // A large packet of somebody unknown is not read.
        _ = write(greeting(), to: channel)
        _ = write(to: channel)
    }

    fileprivate func goOn() { _ = flush() }

    /// The connection could not be made, or is gone.
    fileprivate func fail() {
        if case .closed = state { return }
        // A peer may close a stream that was silent for long, and takes another at any time.
        if case .connected = state, queue.bytes == 0 { return state = .idle }
        state = .resting(until: .now() + .milliseconds(backOff))
        backOff = min(backOff * 2, TransportLimits.backOffMillisecondsMax)
        giveUp()
    }

    private func giveUp() {
        for _ in 0..<queue.removeAll() { drop(.unreachable) }
    }
}

/// Tells a stream what became of its connection.
private final class StreamWatcher: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private weak var stream: PeerStream?

    init(_ stream: PeerStream) { self.stream = stream }

    func channelActive(context: ChannelHandlerContext) { stream?.succeed(context.channel) }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { stream?.goOn() }
    }

    func channelInactive(context: ChannelHandlerContext) { stream?.fail() }

    /// Nobody answers on this stream; whoever does speaks another protocol.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
