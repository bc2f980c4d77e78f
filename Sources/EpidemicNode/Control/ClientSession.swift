import Epidemic
import EpidemicWire
import NIOCore

/// What one client has said of itself and asked for, and how its commands are carried out.
final class ClientSession {
    let id: Int64
    let address: String
    /// From where it gives passwords.
    let origin: GuessAddress
    /// The node's end of the connection.
    let localAddress: String
    let server: ControlServer
    var version = RESPVersion.resp2
    var name: [UInt8] = []
    private(set) var isAuthenticated: Bool
    /// Keys whose updates it is told.
    private(set) var subscriptions: Set<Key> = []
    var watch: WatchFeed?
    /// Whether it has written in this turn.
    var hasWritten = false
    /// Whether the password in the command that comes now may be judged.
    var isGuessDue = false
    /// The command that it gave last, where that is carried out in pieces.
    private(set) var long: LongCommand?
    /// Whether commands are carried out for EXEC.
    private var isInTransaction = false
    /// What its library says of itself.
    var libraryName = ""
    var libraryVersion = ""
    let began = NIODeadline.now()
    /// When it gave its last command, and which.
    private(set) var lastUsed = NIODeadline.now()
    private(set) var lastCommand = "NULL"
    /// What is queued; nil outside of MULTI and EXEC.
    var transaction: Transaction?
    private var subscription: Observers.Token?
    private weak var connection: ControlConnection?

    var driver: NodeDriver { server.driver }

    init(
        id: Int64, address: String, localAddress: String = "?", origin: GuessAddress,
        server: ControlServer, connection: ControlConnection
    ) {
        self.id = id
        self.address = address
        self.origin = origin
        self.localAddress = localAddress
        self.server = server
        self.connection = connection
        isAuthenticated = server.driver.configuration.password == nil
    }

    /// Carries a command out.
    ///
    /// - Returns: its answer; nil when it was answered already, or will be.
    func carryOut(_ words: [[UInt8]]) -> RESPValue? {
        let answer = answer(to: words)
        if case .error? = answer { server.statistics.noteFailure() }
        return answer
    }

    private func answer(to words: [[UInt8]]) -> RESPValue? {
        let name = words[0].lowercased
        guard let command = ControlCommand.table[name] else {
            return spoil(Self.unknown(words[0]))
        }
        guard command.accepts(words.count) else { return spoil(.wrongArguments(of: name)) }
        guard isAuthenticated || command.isForStrangers else {
            return .error("NOAUTH Authentication required.")
        }
        guard version == .resp3 || subscriptions.isEmpty || command.isForListeners else {
            return .failure(
                "Can't execute '\(name)': only SUBSCRIBE / UNSUBSCRIBE / PING / QUIT / RESET are "
                    + "allowed in this context")
        }
        guard command.isForLoading || driver.takesWrites else {
            return spoil(.error("LOADING Redis is loading the dataset in memory"))
        }
        guard transaction == nil || command.endsTransactions else { return queue(command, words) }
        return server.carryOut(command, words, for: self)
    }

    /// Compares the password, where there is one.
    ///
    /// - Returns: why it is not let in; nil when it is.
    func authenticate(user: [UInt8]?, password: [UInt8]) -> RESPValue? {
        guard let right = driver.configuration.password else {
            return .failure(
                "AUTH <password> called without any password configured for this node")
        }
        guard user == nil || user == Array("default".utf8), right.matches(password) else {
            driver.count(.wrongPassword)
            server.onWrongPassword(origin)
            return .error("WRONGPASS invalid username-password pair or user is disabled.")
        }
        server.guesses.forgive(origin)
        isAuthenticated = true
        connection?.allowEverything()
        return nil
    }

    /// When the password in a command may be judged; nil for at once, or where there is none in it.
    func whenJudged(_ words: [[UInt8]]) -> Instant? {
        guard driver.configuration.password != nil, words.givePassword else { return nil }
        guard !isGuessDue else {
            isGuessDue = false
            return nil
        }
        let now = driver.clock.now
        let moment = server.guesses.note(origin, now: now)
        guard moment > now else { return nil }
        driver.count(.passwordDelayed)
        isGuessDue = true
        return moment
    }

    /// Carries out a command that may take long: its first piece at once, the rest later.
    ///
    /// - Returns: its answer; nil when it is not done, or was answered.
    func perform(_ command: LongCommand) -> RESPValue? {
        guard !isInTransaction else {
            long = command
            return nil
        }
        switch command.goOn(PieceBudget(server.long.pieceLength)) {
        case .more, .waiting: long = command
        case .done(.value(let value)): return value
        case .done(.encoded(let bytes)): connection?.write(encoded: bytes)
        }
        return nil
    }

    /// Takes out the command that is to be gone on with.
    func takeLong() -> LongCommand? {
        defer { long = nil }
        return long
    }

    /// Carries out a command of a transaction, of which nothing may be answered by itself.
    func carryOutInTransaction(_ words: [[UInt8]]) -> RESPValue? {
        isInTransaction = true
        defer { isInTransaction = false }
        return carryOut(words)
    }

    /// Back to how it was when it connected.
    func reset() {
        version = .resp2
        name = []
        watch = nil
        transaction = nil
        server.removeMonitor(self)
        for key in subscriptions { unsubscribe(key) }
        isAuthenticated = driver.configuration.password == nil
    }

    func write(_ value: RESPValue) { connection?.write(value) }

    func writeNews(_ value: RESPValue) { connection?.writeNews(value) }

    /// One line of what all clients ask; a client that does not take them in is cut off.
    func tellAsMonitor(_ line: RESPValue) {
        guard heldBytes < TransportLimits.monitorBytesMax else {
            driver.count(.slowMonitor)
            server.removeMonitor(self)
            return hangUp()
        }
        write(line)
    }

    var isMonitor: Bool { server.monitors.contains { $0 === self } }

    /// Bytes of answers and news that it has not taken in.
    var heldBytes: Int { connection?.heldBytes ?? 0 }

    /// It gives a command.
    func note(_ command: ControlCommand, at moment: NIODeadline) {
        lastUsed = moment
        lastCommand = command.name
    }

    func hangUp() { connection?.hangUp() }

    func quit() { connection?.endAfterFlush() }

    /// The client is gone.
    func close() {
        watch = nil
        server.removeMonitor(self)
        if let subscription { driver.observers.remove(subscription) }
        subscription = nil
    }

    // MARK: Subscriptions

    func subscribe(_ key: Key) {
        subscriptions.insert(key)
        guard subscription == nil else { return }
        subscription = driver.observers.add { [weak self] trace, _ in self?.tell(trace) }
    }

    func unsubscribe(_ key: Key) {
        subscriptions.remove(key)
        guard subscriptions.isEmpty, let subscription else { return }
        driver.observers.remove(subscription)
        self.subscription = nil
    }

    private func tell(_ trace: Trace) {
        guard let update = trace.accepted, subscriptions.contains(update.key) else { return }
        writeNews(
            .push([
                .text("message"), .bulk(update.key.bytes),
                update.content.value.map { .bulk($0.bytes) } ?? .null,
            ]))
    }

    private static func unknown(_ word: [UInt8]) -> RESPValue {
        let name = String(decoding: word.prefix(64), as: UTF8.self)
        return .failure("unknown command '\(name)'; COMMAND lists those that there are")
    }
}

extension Trace {
    /// The update that became the winner of its key here.
    var accepted: Update? {
        switch self {
        case .wrote(let update, _), .received(let update, _, _, _, _): update
        // A deletion that counts again is told as one that arrives.
        case .reactivated(let update): update
        case .outdated, .cooled, .wentDormant, .discarded, .exchangeBegan, .exchangeEnded,
            .irregular, .diverged, .tookEpoch, .membership, .arrival, .cameBack, .refused, .letGo,
            .wasAway:
            nil
        }
    }
}

extension [[UInt8]] {
    /// Whether these words give a password.
    fileprivate var givePassword: Bool {
        switch first?.lowercased {
        case "auth": true
        case "hello": dropFirst(2).contains { $0.lowercased == "auth" }
        case _: false
        }
    }
}

extension RESPValue {
    static func failure(_ sentence: String) -> RESPValue { .error("ERR \(sentence)") }

    static func wrongArguments(of command: String) -> RESPValue {
        .failure("wrong number of arguments for '\(command)' command")
    }

    static func count(_ number: Int) -> RESPValue { .integer(Int64(number)) }
}

extension [UInt8] {
    /// The word in small letters, if it is text.
    var lowercased: String { String(decoding: self, as: UTF8.self).lowercased() }

    var text: String { String(decoding: self, as: UTF8.self) }

    /// A whole number, spelled as such.
    var whole: UInt64? { UInt64(text) }
}
