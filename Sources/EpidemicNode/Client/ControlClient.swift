import EpidemicWire
import NIOCore
import NIOPosix

/// A connection to the control port of a node, by which it is asked and watched.
///
/// Questions may be asked without waiting for the answers of earlier ones; each gets its own.
public final class ControlClient: Sendable {
    private let channel: any Channel
    private let questions: NIOLoopBound<Questions>

    /// What the node says without having been asked; and nil, once, when the connection ends.
    public typealias News = @Sendable (RESPValue?) -> Void

    /// A client at one end of an open channel, whose last handler is `questions`.
    init(_ channel: any Channel, _ questions: NIOLoopBound<Questions>) {
        self.channel = channel
        self.questions = questions
    }

    /// Connects, gives the password where there is one, and agrees on RESP3.
    ///
    /// - Throws: `ControlError`.
    public static func connect(
        to address: HostPort, password: [UInt8]? = nil, within limit: TimeAmount = .seconds(2),
        on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        news: @escaping News = { _ in }
    ) async throws -> ControlClient {
        let loop = group.next()
        let questions = try await loop.submit {
            NIOLoopBound(Questions(news: news), eventLoop: loop)
        }.get()
        let client: ControlClient
        do {
            let bootstrap = ClientBootstrap(group: loop)
                .connectTimeout(limit)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(questions.value)
                    }
                }
            let channel = try await bootstrap.connect(to: address).get()
            client = ControlClient(channel, questions)
        } catch {
            throw ControlError.unreachable(address, reason: plainReason(error))
        }
        try await client.introduce(password, to: address, within: limit)
        return client
    }

    /// Asks a question in words.
    ///
    /// - Throws: `ControlError.closed` when the connection ends before the answer.
    public func ask(_ words: [String]) async throws -> RESPValue {
        try await ask(words.map { Array($0.utf8) })
    }

    /// Asks a question in words of any bytes.
    public func ask(_ words: [[UInt8]]) async throws -> RESPValue {
        try await question(words).get()
    }

    /// The same for callers that do not wait.
    func question(_ words: [[UInt8]]) -> EventLoopFuture<RESPValue> {
        let answer = channel.eventLoop.makePromise(of: RESPValue.self)
        let bytes = RESPValue.array(words.map { .bulk($0) }).encoded(as: .resp2)
        let (channel, questions) = (channel, questions)
        channel.eventLoop.execute {
            guard channel.isActive else { return answer.fail(ControlError.closed) }
            questions.value.add(answer)
            channel.writeAndFlush(channel.allocator.buffer(bytes: bytes), promise: nil)
        }
        return answer.futureResult
    }

    /// Asks to be told every accepted update of a key, as news.
    public func listen(to key: String) {
        let bytes = RESPValue.command(["SUBSCRIBE", key]).encoded(as: .resp2)
        channel.writeAndFlush(channel.allocator.buffer(bytes: bytes), promise: nil)
    }

    /// Closes the connection; what was asked and not answered fails.
    public func close() { channel.close(promise: nil) }

    /// The first words. Who is no node, or is one that hangs, does not answer them.
    ///
    /// The limit is one for the node: it ends with the answer, however late whoever asked gets to
    /// hear of it.
    func introduce(
        _ password: [UInt8]?, to address: HostPort, within limit: TimeAmount
    ) async throws {
        let login = password.map { [Array("AUTH".utf8), Array("default".utf8), $0] } ?? []
        let channel = channel
        let end = channel.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
        let welcome = question([Array("HELLO".utf8), Array("3".utf8)] + login)
        welcome.whenComplete { _ in end.cancel() }
        let answer: RESPValue
        do {
            answer = try await welcome.get()
        } catch {
            throw ControlError.unreachable(
                address, reason: "who listens there does not answer as a node does")
        }
        if case .error(let text) = answer {
            close()
            throw ControlError.refused(address, text)
        }
    }
}

extension ClientBootstrap {
    /// Connects to a control address, be it of a network or in the file system.
    fileprivate func connect(to address: HostPort) -> EventLoopFuture<any Channel> {
        if let path = address.unixPath { return connect(unixDomainSocketPath: path) }
        return channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connect(host: address.host, port: Int(address.port))
    }
}

/// Why a node cannot be asked.
public enum ControlError: Error, Hashable, Sendable {
    case unreachable(HostPort, reason: String)
    /// The node said no, in these words.
    case refused(HostPort, String)
    /// The connection ended.
    case closed
}

extension ControlError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .unreachable(let address, let reason):
            "no node answers at \(address): \(reason); give the control address of a node that runs"
        case .refused(let address, let text):
            text.hasPrefix("NOAUTH") || text.hasPrefix("WRONGPASS")
                ? "the node at \(address) wants its password; give the right one with --password-file"
                : "the node at \(address) refuses: \(text)"
        case .closed: "the node closed the connection"
        }
    }
}

/// The questions that wait for their answers, in order.
final class Questions: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var parser = RESPReplyParser()
    private var waiting = CircularBuffer<EventLoopPromise<RESPValue>>()
    private let news: ControlClient.News

    init(news: @escaping ControlClient.News) { self.news = news }

    func add(_ answer: EventLoopPromise<RESPValue>) { waiting.append(answer) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        parser.append(unwrapInboundIn(data).readableBytesView)
        do throws(RESPError) {
            while let value = try parser.next() {
                if case .push = value {
                    news(value)
                } else if let answer = waiting.popFirst() {
                    answer.succeed(value)
                }
            }
        } catch {
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        while let answer = waiting.popFirst() { answer.fail(ControlError.closed) }
        news(nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
