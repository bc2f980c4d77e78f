import NIOCore

/// Answers `GET` and `HEAD` of `/metrics`, `/live` and `/ready` over HTTP/1.1, one question a connection, and
/// nothing else.
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
        guard let method = words.first, ["GET", "HEAD"].contains(method) else {
            return write(
                Answer("405 Method Not Allowed", "only GET and HEAD are answered\n"), context)
        }
        var answer = answer(to: words.dropFirst().first?.prefix { $0 != "?" } ?? "")
        answer.isWhole = method == "GET"
        write(answer, context)
    }

    private func answer(to path: Substring) -> Answer {
        switch path {
        case "/metrics": Answer("200 OK", server.text())
        case "/live": Answer(server.live())
        case "/ready": Answer(server.ready())
        default: Answer("404 Not Found", "there are /metrics, /live and /ready\n")
        }
    }

    /// What is answered.
    private struct Answer {
        let status: String
        let body: String
        /// Whether the body is sent; its length always is.
        var isWhole = true

        init(_ status: String, _ body: String) {
            self.status = status
            self.body = body
        }

        init(_ health: HealthAnswer) { self.init(health.status, health.text) }

        var text: String {
            let allowed = status.hasPrefix("405") ? "Allow: GET, HEAD\r\n" : ""
            let head = """
                HTTP/1.1 \(status)\r
                Content-Type: text/plain; version=0.0.4; charset=utf-8\r
                Content-Length: \(body.utf8.count)\r
                \(allowed)Connection: close\r
                \r

                """
            return isWhole ? head + body : head
        }
    }

    private func write(_ answer: Answer, _ context: ChannelHandlerContext) {
        let channel = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(
            wrapOutboundOut(context.channel.allocator.buffer(string: answer.text))
        )
        .whenComplete { _ in channel.value.close(promise: nil) }
    }
}
