import NIOCore
import NIOPosix

@testable import EpidemicNode

/// A port behind which another one stands, for datagrams and streams, as a mapping of ports makes it.
final class PortRelay: Sendable {
    let address: HostPort
    private let datagrams: any Channel
    private let streams: any Channel

    init(to target: HostPort) async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let behind = try SocketAddress(ipAddress: target.host, port: Int(target.port))
        datagrams = try await DatagramBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(DatagramRelay(behind))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = datagrams.localAddress?.port ?? 0
        streams = try await ServerBootstrap(group: loop)
            .childChannelInitializer { channel in
                ClientBootstrap(group: channel.eventLoop).connect(to: behind).flatMapThrowing {
                    try channel.pipeline.syncOperations.addHandler(StreamRelay($0))
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        address = HostPort(host: "127.0.0.1", port: UInt16(port))
    }

    func close() async throws {
        try await datagrams.close()
        try await streams.close()
    }
}

private final class DatagramRelay: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    private let behind: SocketAddress

    init(_ behind: SocketAddress) { self.behind = behind }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data).data
        context.writeAndFlush(
            wrapOutboundOut(AddressedEnvelope(remoteAddress: behind, data: bytes)), promise: nil)
    }
}

/// Passes on what arrives; nobody answers on the streams of nodes.
private final class StreamRelay: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let behind: any Channel

    init(_ behind: any Channel) { self.behind = behind }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        behind.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { behind.close(promise: nil) }
}
