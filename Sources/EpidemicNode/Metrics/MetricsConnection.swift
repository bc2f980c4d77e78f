import NIOCore

/// Answers `GET /metrics`, `/live` and `/ready` over HTTP/1.1, one question a connection, and nothing else.
final class MetricsConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: MetricsServer
    private var question: [UInt8] = []
    private var context: ChannelHandlerContext?
    private var deadline: Scheduled<Void>?

    init(_ server: MetricsServer) { self.server = server }

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        server.open(self)
        deadline = context.eventLoop.assumeIsolated().scheduleTask(
            in: TransportLimits.requestTime
        ) { [weak self] () -> Void in
            self?.server.drop(.requestTimedOut)
            self?.hangUp()
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        server.close(self)
        self.context = nil
    }

    func hangUp() { context?.close(promise: nil) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        question.append(contentsOf: unwrapInboundIn(data).readableBytesView)
        let text = String(decoding: question, as: UTF8.self)
        if text.contains("\r\n\r\n") || text.contains("\n\n") {
            answer(text.prefix { !$0.isNewline }, context)
        } else if question.count > TransportLimits.requestBytesMax {
            server.drop(.tooLarge)
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func answer(_ line: Substring, _ context: ChannelHandlerContext) {
        let words = line.split(separator: " ")
        switch (words.first, words.dropFirst().first?.prefix { $0 != "?" }) {
        case ("GET", "/metrics"):
            write("200 OK", server.text(), context)
        case ("GET", "/live"): write(server.live(), context)
        case ("GET", "/ready"): write(server.ready(), context)
        case ("GET", _):
            write("404 Not Found", "there are /metrics, /live and /ready\n", context)
        case (_, _): write("405 Method Not Allowed", "only GET is answered\n", context)
        }
    }

    private func write(_ health: HealthAnswer, _ context: ChannelHandlerContext) {
        write(health.status, health.text, context)
    }

    private func write(_ status: String, _ body: String, _ context: ChannelHandlerContext) {
        let head = """
            HTTP/1.1 \(status)\r
            Content-Type: text/plain; version=0.0.4; charset=utf-8\r
            Content-Length: \(body.utf8.count)\r
            Connection: close\r
            \r

            """
        let channel = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(
            wrapOutboundOut(context.channel.allocator.buffer(string: head + body))
        )
        .whenComplete { _ in channel.value.close(promise: nil) }
    }
}
