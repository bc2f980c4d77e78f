import NIOCore

/// Cuts a stream into packets: each has its length, 32 bits, in front.
///
/// A stranger that announces a large packet is read no further until it has shown who it is; the rest
/// waits at its end.
final class StreamHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// Whether nothing is read until the stream is proven.
    private var isWaiting = false
    private let arrivals: GossipArrivals
    private var id: StreamLedger.ID?
    private var buffer = ByteBuffer()
    private var context: ChannelHandlerContext?

    init(_ arrivals: GossipArrivals) { self.arrivals = arrivals }

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        id = arrivals.open(self, from: context.remoteAddress)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let id { arrivals.noteClosed(id) }
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var arrived = unwrapInboundIn(data)
        buffer.writeBuffer(&arrived)
        readPackets()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// The sender has shown who it is.
    func goOn() {
        guard isWaiting else { return }
        isWaiting = false
        context?.channel.setOption(.autoRead, value: true).assumeIsolated().whenComplete { _ in }
        readPackets()
    }

    func hangUp() { context?.close(promise: nil) }

    private func readPackets() {
        guard let id, let remote = context?.remoteAddress else { return }
        while let packet = nextPacket(id) { arrivals.take(packet, from: remote, on: id) }
        if buffer.readableBytes == 0 {
            buffer.clear(minimumCapacity: 0)
        } else {
            buffer.discardReadBytes()
        }
        arrivals.hold(buffer.readableBytes == 0 ? 0 : buffer.capacity, of: id)
    }

    /// The next packet that is whole; nil when there is none, or it may not be read.
    private func nextPacket(_ id: StreamLedger.ID) -> ByteBuffer? {
        guard let length = buffer.getInteger(at: buffer.readerIndex, as: UInt32.self) else {
            return nil
        }
        guard length <= TransportLimits.packetBytesMax else {
            arrivals.drop(.tooLarge)
            hangUp()
            return nil
        }
        guard length <= arrivals.frameBytesMax(of: id) else {
            wait()
            return nil
        }
        guard buffer.readableBytes >= 4 + Int(length) else { return nil }
        buffer.moveReaderIndex(forwardBy: 4)
        return buffer.readSlice(length: Int(length))
    }

    private func wait() {
        isWaiting = true
        context?.channel.setOption(.autoRead, value: false).assumeIsolated().whenComplete { _ in }
    }
}
