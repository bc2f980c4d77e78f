import NIOCore

/// A rest after a connection could not be taken.
///
/// A socket on which somebody waits stays readable: at the limit of descriptors it would be tried again
/// at once, and a whole core be spent on that. So it is not even looked at for a moment; whoever waits
/// goes on waiting.
final class AcceptRest: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private let told: (IOError) -> Void

    /// Goes in front of what takes connections.
    ///
    /// - Parameter told: of each time that one could not be taken.
    init(_ told: @escaping (IOError) -> Void) { self.told = told }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? IOError else { return context.fireErrorCaught(error) }
        told(error)
        Self.read(context.channel, isWanted: false)
        let channel = context.channel
        context.eventLoop.assumeIsolated().scheduleTask(in: TransportLimits.acceptRest) {
            Self.read(channel, isWanted: true)
        }
    }

    private static func read(_ channel: any Channel, isWanted: Bool) {
        channel.setOption(.autoRead, value: isWanted).whenComplete { _ in }
    }
}
