import EpidemicWire
import NIOCore

/// One client: bytes in, commands to its session, answers out in the order of the commands.
///
/// Answers are held until the turn that made them has ended, so none is ahead of the disk. A client
/// that does not read is not read from either, so it costs what the two buffers hold.
final class ControlConnection: ChannelInboundHandler, Outlet {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: ControlServer
    private var parser = RESPCommandParser()
    private var context: ChannelHandlerContext?
    private var output: [UInt8] = []
    private var isListed = false
    /// Where the answers of this turn begin, and how many there are.
    private var turn: (start: Int, answers: Int) = (0, 0)
    private var isReading = true
    private var ending = Ending.none
    /// Whether the client sends nothing more; it may still want to hear.
    private var isInputOver = false
    /// A command that waits for its turn.
    private var held: [[UInt8]]?
    /// Whether it waits for the end of a command before it takes the next.
    private var isBusy = false
    private(set) var session: ClientSession?
    /// When a stranger's command that is not whole has to be.
    private var deadline: Scheduled<Void>?

    /// Whether the connection ends once its answers are out; then only what comes is thrown away.
    private enum Ending { case none, afterFlush, over }

    /// News that waits for one client; a client that is further behind is cut off.
    static let newsBytesMax = 32 << 20
    /// Answers that wait before no more commands are carried out.
    private static let outputBytesHigh = 256 << 10

    init(_ server: ControlServer) { self.server = server }

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        context.channel.setOption(.allowRemoteHalfClosure, value: true).assumeIsolated()
            .whenComplete { _ in }
        guard let id = server.open(self) else {
            server.driver.count(.tooManyClients)
            write(.error("ERR max number of clients reached"))
            return endAfterFlush()
        }
        let session = ClientSession(
            id: id, address: context.remoteAddress?.hostPort ?? context.unixPlace,
            localAddress: context.localAddress?.hostPort ?? context.unixPlace,
            origin: GuessAddress(context.remoteAddress), server: server, connection: self)
        self.session = session
        parser.limits = session.isAuthenticated ? .client : .unauthenticated
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        session?.close()
        session = nil
        server.close(self)
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard ending != .over else { return }
        let bytes = unwrapInboundIn(data).readableBytesView
        server.bytesIn += UInt64(bytes.count)
        parser.append(bytes)
        carryOutCommands()
    }

    /// A client that sends nothing more, as `nc` does at the end of its input, gets the answers to what it sent.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .inputClosed? = event as? ChannelEvent else {
            return context.fireUserInboundEventTriggered(event)
        }
        isInputOver = true
        switch ending {
        case .none: carryOutCommands()
        case .afterFlush: break
        case .over: context.close(promise: nil)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { carryOutCommands() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// Sends something to the client at the end of the turn.
    func write(_ value: RESPValue) {
        list()
        turn.answers += 1
        value.write(as: session?.version ?? .resp2, into: &output)
    }

    private func list() {
        guard !isListed else { return }
        isListed = true
        turn = (output.count, 0)
        server.driver.outlets.append(self)
        server.driver.openTurn()
    }

    /// Sends an answer that was written already.
    func write(encoded bytes: [UInt8]) {
        list()
        turn.answers += 1
        output += bytes
    }

    /// The same for what it did not ask for. One that does not take it in is cut off.
    func writeNews(_ value: RESPValue) {
        guard ending == .none else { return }
        guard output.count < Self.newsBytesMax else {
            server.driver.count(.slowClient)
            return hangUp()
        }
        write(value)
    }

    /// Bytes that the client has not taken in.
    var heldBytes: Int { output.count }

    /// Bytes of the client that wait to be carried out.
    var unreadBytes: Int { parser.waiting }

    /// The turn has ended.
    func flush() {
        isListed = false
        session?.hasWritten = false
        guard let context else { return }
        switch ending {
        case .none: break
        case .afterFlush: return close(context)
        case .over: return
        }
        if context.channel.isWritable { writeOutput(context) }
        read(isWanted: context.channel.isWritable && !isBusy)
    }

    /// Whoever wrote in this turn is told of every command of it that it failed: whether any of it will be
    /// durable is not known.
    func takeBack() {
        guard isListed, session?.hasWritten == true,
            let halt = server.driver.writingHalt(for: .deletion)
        else { return }
        output.removeSubrange(turn.start...)
        for _ in 0..<turn.answers {
            halt.answer.write(as: session?.version ?? .resp2, into: &output)
        }
    }

    /// No more commands are read; what is answered goes out, and then the connection ends.
    func endAfterFlush() {
        guard ending != .over else { return }
        ending = .afterFlush
        read(isWanted: false)
    }

    func hangUp() { context?.close(promise: nil) }

    /// Ends at once: nothing more is carried out, and nothing answered.
    func cutOff() {
        output.removeAll()
        turn = (0, 0)
        endAfterFlush()
        hangUp()
    }

    func allowEverything() { parser.limits = .client }

    /// What waits is taken out before it is written: writing can make this very connection go on.
    @discardableResult
    private func writeOutput(_ context: ChannelHandlerContext) -> EventLoopFuture<Void>? {
        guard !output.isEmpty else { return nil }
        let buffer = context.channel.allocator.buffer(bytes: output)
        server.bytesOut += UInt64(output.count)
        output.removeAll(keepingCapacity: output.count < Self.outputBytesHigh)
        return context.writeAndFlush(wrapOutboundOut(buffer))
    }

    /// Ends the connection once everything is out.
    private func close(_ context: ChannelHandlerContext) {
        ending = .over
        guard let written = writeOutput(context) else { return context.close(promise: nil) }
        written.assumeIsolated().whenComplete { [weak self] _ in self?.sayNothingMore(context) }
    }

    /// The client has its last answer. What it still sends is read and thrown away until it ends, too, or
    /// the time is up: the system answers bytes that nobody has read with a reset, and a reset takes
    /// the answer away from a client that has not read it.
    private func sayNothingMore(_ context: ChannelHandlerContext) {
        guard self.context != nil, session != nil, !isInputOver else {
            return context.close(promise: nil)
        }
        context.close(mode: .output, promise: nil)
        read(isWanted: true)
        deadline?.cancel()
        deadline = context.eventLoop.assumeIsolated().scheduleTask(
            in: server.lastWordsTime
        ) { [weak self] () -> Void in self?.hangUp() }
    }

    private func carryOutCommands() {
        guard let session, let context, ending != .over else { return }
        writeHeld(context)
        do throws(RESPError) {
            let stroke = PieceBudget(.milliseconds(TransportLimits.strokeMillisecondsMax))
            while ending == .none, !isBusy, output.count < Self.outputBytesHigh,
                let words = try nextCommand()
            {
                carryOut(words, session)
                if stroke.isSpent, !isBusy { rest() }
            }
        } catch {
            write(.error("ERR \(error)"))
            endAfterFlush()
        }
        let isHeldUp = output.count >= Self.outputBytesHigh || isBusy
        if isHeldUp { read(isWanted: false) }
        if isInputOver, ending == .none, !isHeldUp {
            endAfterFlush()
            if !isListed { close(context) }
        }
        limitTime(of: session, context)
    }

    /// Who has not given the password holds half a command for some seconds at most.
    private func limitTime(of session: ClientSession, _ context: ChannelHandlerContext) {
        guard !session.isAuthenticated, !isBusy, parser.waiting > 0 else {
            deadline?.cancel()
            return deadline = nil
        }
        guard deadline == nil else { return }
        deadline = context.eventLoop.assumeIsolated().scheduleTask(
            in: server.strangerCommandTime
        ) { [weak self] () -> Void in
            self?.server.driver.count(.requestTimedOut)
            self?.hangUp()
        }
    }

    private func carryOut(_ words: [[UInt8]], _ session: ClientSession) {
        guard !server.long.holdsTable || !words.areAboutTable else {
            hold(words)
            return server.long.whenTableIsFree { [weak self] in self?.goOn() }
        }
        if let moment = session.whenJudged(words) {
            hold(words)
            return goOn(at: server.driver.clock.deadline(moment))
        }
        if let answer = session.carryOut(words) { write(answer) }
        guard let command = session.takeLong() else { return }
        isBusy = true
        server.long.add(command, isWanted: { [weak self] in self?.session != nil }) {
            [weak self] answer in
            switch answer {
            case .value(let value)?: self?.write(value)
            case .encoded(let bytes)?: self?.write(encoded: bytes)
            case nil: break
            }
            self?.goOn()
        }
    }

    private func nextCommand() throws(RESPError) -> [[UInt8]]? {
        guard let held else { return try parser.next() }
        self.held = nil
        return held
    }

    /// Keeps a command until `goOn`.
    private func hold(_ words: [[UInt8]]) {
        held = words
        isBusy = true
    }

    /// Enough for now: whoever sends without end leaves room for others.
    private func rest() {
        isBusy = true
        server.driver.loop.rest(for: .microseconds(TransportLimits.strokeRestMicroseconds)) {
            [weak self] in self?.goOn()
        }
    }

    private func goOn(at deadline: NIODeadline) {
        server.driver.loop.assumeIsolated().scheduleTask(deadline: deadline) { [weak self] in
            self?.goOn()
        }
    }

    private func goOn() {
        isBusy = false
        carryOutCommands()
    }

    /// What was held back while the client did not read.
    private func writeHeld(_ context: ChannelHandlerContext) {
        if !isListed, !output.isEmpty, context.channel.isWritable { writeOutput(context) }
        read(isWanted: context.channel.isWritable && ending == .none && !isBusy)
    }

    private func read(isWanted: Bool) {
        guard isReading != isWanted, let context else { return }
        isReading = isWanted
        context.channel.setOption(.autoRead, value: isWanted).assumeIsolated().whenComplete { _ in }
        if isWanted { resumeLater() }
    }

    /// Commands may wait that arrived before reading was stopped.
    private func resumeLater() {
        server.driver.loop.assumeIsolated().execute { [weak self] in self?.carryOutCommands() }
    }
}

extension [[UInt8]] {
    /// Whether this command reads or writes the table.
    fileprivate var areAboutTable: Bool {
        if case .command(let command) = ControlCommand.find(self) {
            command.isAboutTable
        } else {
            false
        }
    }
}

extension ChannelHandlerContext {
    /// Of a connection by way of the file system, as Redis writes it.
    fileprivate var unixPlace: String {
        let paths = [localAddress, remoteAddress].compactMap { $0?.pathname }
        return paths.first { !$0.isEmpty }.map { "\($0):0" } ?? "?"
    }
}
