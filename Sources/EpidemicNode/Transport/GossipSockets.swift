import NIOCore
import NIOPosix

/// What a node listens on for others: datagrams and streams, on one port.
struct GossipSockets {
    let loop: any EventLoop
    let datagrams: any Channel
    let streams: any Channel
    let arrivals: NIOLoopBound<GossipArrivals>

    /// Where it really listens.
    let address: SocketAddress?

    /// Binds the socket for datagrams where it was.
    func bindDatagramsAgain() -> EventLoopFuture<any Channel> {
        guard let address else { return loop.makeFailedFuture(ChannelError.unknownLocalAddress) }
        return Self.bindDatagrams(address, loop: loop, arrivals)
    }

    /// Binds the socket that takes streams where it was.
    func bindStreamsAgain() -> EventLoopFuture<any Channel> {
        guard let address else { return loop.makeFailedFuture(ChannelError.unknownLocalAddress) }
        return Self.bindStreams(address, loop: loop, arrivals)
    }

    /// Binds both sockets. Where the system chooses the port, both get the same.
    ///
    /// - Throws: `NodeError.cannotListen`.
    static func bind(
        _ given: HostPort, loop: any EventLoop, arrivals: NIOLoopBound<GossipArrivals>
    ) async throws -> GossipSockets {
        do {
            let address = try SocketAddress.makeAddressResolvingHost(
                given.host, port: Int(given.port))
            // A port that is free for one of them may be taken for the other.
            for _ in 1..<(given.port == 0 ? attemptsMax : 1) {
                if let sockets = try? await bindBoth(address, loop: loop, arrivals) {
                    return sockets
                }
            }
            return try await bindBoth(address, loop: loop, arrivals)
        } catch {
            throw NodeError.cannotListen(given, for: .gossip, reason: plainReason(error))
        }
    }

    private static let attemptsMax = 8

    /// The streams choose the port: connections of other programs take many of theirs, and hardly any
    /// of the datagrams'.
    private static func bindBoth(
        _ address: SocketAddress, loop: any EventLoop, _ arrivals: NIOLoopBound<GossipArrivals>
    ) async throws -> GossipSockets {
        let streams = try await bindStreams(address, loop: loop, arrivals).get()
        do {
            let port = streams.localAddress?.port ?? 0
            let datagrams = try await bindDatagrams(
                address.withPort(UInt16(clamping: port)), loop: loop, arrivals
            ).get()
            return GossipSockets(
                loop: loop, datagrams: datagrams, streams: streams, arrivals: arrivals,
                address: datagrams.localAddress)
        } catch {
            try? await streams.close()
            throw error
        }
    }

    private static func bindDatagrams(
        _ address: SocketAddress, loop: any EventLoop, _ arrivals: NIOLoopBound<GossipArrivals>
    ) -> EventLoopFuture<any Channel> {
        DatagramBootstrap(group: loop)
            .channelOption(
                .socketOption(.so_rcvbuf), value: TransportLimits.receiveBufferBytes
            )
            .channelOption(
                .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 64 << 10)
            )
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    arrivals.value.channels.add(channel)
                    try channel.pipeline.syncOperations.addHandler(
                        DatagramHandler(arrivals.value))
                }
            }
            .bind(to: address)
    }

    private static func bindStreams(
        _ address: SocketAddress, loop: any EventLoop, _ arrivals: NIOLoopBound<GossipArrivals>
    ) -> EventLoopFuture<any Channel> {
        ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    arrivals.value.channels.add(channel)
                    try channel.pipeline.syncOperations.addHandler(
                        AcceptRest { arrivals.value.rest($0) })
                }
            }
            // Answers go out before more is read.
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    arrivals.value.channels.add(channel)
                    try channel.pipeline.syncOperations.addHandler(
                        StreamHandler(arrivals.value))
                }
            }
            .bind(to: address)
    }
}

private final class DatagramHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let arrivals: GossipArrivals

    init(_ arrivals: GossipArrivals) { self.arrivals = arrivals }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        arrivals.take(envelope.data, from: envelope.remoteAddress)
    }

    /// What could not be read is lost; a socket that is closed by it is bound again.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        arrivals.drop(.readFailed)
    }
}
