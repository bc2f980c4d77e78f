import NIOCore
import NIOPosix

/// What a node listens on for others: datagrams and streams, on one port.
struct GossipSockets {
    let loop: any EventLoop
    let datagrams: any Channel
    let streams: any Channel
    let arrivals: NIOLoopBound<GossipArrivals>

    /// Where it really listens.
    var address: SocketAddress? { datagrams.localAddress }

    /// Whatever arrives.
    typealias Arrival = (_ packet: ByteBuffer, _ from: SocketAddress) -> Void

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
        let streams = try await bindStreams(address, loop: loop, arrivals)
        do {
            let port = streams.localAddress?.port ?? 0
            let datagrams = try await bindDatagrams(
                address.withPort(UInt16(clamping: port)), loop: loop, arrivals)
            return GossipSockets(
                loop: loop, datagrams: datagrams, streams: streams, arrivals: arrivals)
        } catch {
            try? await streams.close()
            throw error
        }
    }

    private static func bindDatagrams(
        _ address: SocketAddress, loop: any EventLoop, _ arrivals: NIOLoopBound<GossipArrivals>
    ) async throws -> any Channel {
        try await DatagramBootstrap(group: loop)
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
            .bind(to: address).get()
    }

    private static func bindStreams(
        _ address: SocketAddress, loop: any EventLoop, _ arrivals: NIOLoopBound<GossipArrivals>
    ) async throws -> any Channel {
        try await ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { arrivals.value.channels.add(channel) }
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
            .bind(to: address).get()
    }
}

/// Where what arrives on either socket goes, and how much of it is held.
final class GossipArrivals {
    /// Set once the node is ready.
    var packet: GossipSockets.Arrival = { _, _ in }
    var drop: (Drop) -> Void = { _ in }
    /// Both sockets, and all streams, whoever began them.
    let channels = OpenChannels()
    /// Streams that are open.
    fileprivate var streams = 0
}

private final class DatagramHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let arrivals: GossipArrivals

    init(_ arrivals: GossipArrivals) { self.arrivals = arrivals }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        arrivals.packet(envelope.data, envelope.remoteAddress)
    }

    /// A peer that is not there can make the socket report it; the socket stays.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        arrivals.drop(.sendFailed)
    }
}

/// Cuts a stream into packets: each has its length, 32 bits, in front.
private final class StreamHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let arrivals: GossipArrivals
    private var buffer = ByteBuffer()
    private var remote: SocketAddress?

    init(_ arrivals: GossipArrivals) { self.arrivals = arrivals }

    func channelActive(context: ChannelHandlerContext) {
        arrivals.streams += 1
        remote = context.remoteAddress
        guard arrivals.streams <= TransportLimits.streamsMax else {
            arrivals.drop(.tooManyStreams)
            return context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) { arrivals.streams -= 1 }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var arrived = unwrapInboundIn(data)
        buffer.writeBuffer(&arrived)
        while let length = buffer.getInteger(at: buffer.readerIndex, as: UInt32.self) {
            guard length <= TransportLimits.packetBytesMax else {
                arrivals.drop(.tooLarge)
                return context.close(promise: nil)
            }
            guard buffer.readableBytes >= 4 + Int(length) else { break }
            buffer.moveReaderIndex(forwardBy: 4)
            if let packet = buffer.readSlice(length: Int(length)), let remote {
                arrivals.packet(packet, remote)
            }
        }
        if buffer.readableBytes == 0 {
            buffer.clear(minimumCapacity: 0)
        } else {
            buffer.discardReadBytes()
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
