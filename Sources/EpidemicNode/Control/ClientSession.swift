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
    /// What it is told without asking again.
    private(set) var subscriptions = Subscriptions()
    var watch: WatchFeed?
    /// Whether it has written in this turn.
    var hasWritten = false
    /// Whether the password in the command that comes now may be judged.
    var isGuessDue = false
    /// The command that it gave last, where that is carried out in pieces.
    private(set) var long: LongCommand?
    /// Whether commands are carried out for EXEC.
    private(set) var isInTransaction = false
    /// What it wrote, for when it waits until others have it; and its waiting, and what ends that with an error.
    var written = WrittenKeys()
    var waiting: HolderWait?
    var unblocking: RESPValue?
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
        if case .error(let text)? = answer { server.statistics.noteFailure(text) }
        return answer
    }

    private func answer(to words: [[UInt8]]) -> RESPValue? {
        let command: ControlCommand
        switch ControlCommand.find(words) {
        case .command(let found): command = found
        case .unknown where words[0].isOfHTTP: return refuseWebRequest()
        case .unknown: return spoil(.unknownCommand(words))
        case .unknownUnder(let container): return spoil(.unknown(words[1], under: container))
        }
        if let refusal = refusal(of: command, words: words.count) {
            server.statistics.noteRejection(of: command)
            return command.name == "exec" ? abandonTransaction(refusal) : refusal
        }
        guard transaction == nil || command.endsTransactions else { return queue(command, words) }
        guard driver.faults.mode != .frozen || !command.usesTable else {
            server.statistics.noteRejection(of: command)
            return .failure("the node is frozen; OUTBREAK THAW lets it go on")
        }
        return server.carryOut(command, words, for: self)
    }

    /// Why a command of so many words may neither be carried out now nor be queued.
    private func refusal(of command: ControlCommand, words count: Int) -> RESPValue? {
        guard command.accepts(count) else { return spoil(.wrongArguments(of: command.name)) }
        guard isAuthenticated || command.flags.contains(.noAuth) else {
            return .error("NOAUTH Authentication required.")
        }
        guard version == .resp3 || subscriptions.isEmpty || command.flags.contains(.listening)
        else {
            return .failure(
                "Can't execute '\(command.name)': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / "
                    + "QUIT / RESET are allowed in this context")
        }
        guard command.flags.contains(.loading) || driver.takesWrites else {
            return spoil(.error("LOADING Redis is loading the dataset in memory"))
        }
        return nil
    }

    /// A browser that is here sends what some page wrote: nothing of it is carried out, and nothing answered,
    /// as in Redis.
    private func refuseWebRequest() -> RESPValue? {
        driver.count(.webRequest)
        server.onWebRequest(origin)
        connection?.cutOff()
        return nil
    }

    /// Compares the password, where there is one.
    ///
    /// - Returns: why it is not let in; nil when it is.
    func authenticate(user: [UInt8]?, password: [UInt8]) -> RESPValue? {
        let isKnown = user == nil || user == Array("default".utf8)
        guard let right = driver.configuration.password else {
            guard isKnown else { return .wrongPassword }
            guard user == nil else { return nil }
            return .failure(
                "AUTH <password> called without any password configured for the default user. Are "
                    + "you sure your configuration is correct?")
        }
        guard isKnown, right.matches(password) else {
            driver.count(.wrongPassword)
            server.onWrongPassword(origin)
            return .wrongPassword
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
        subscriptions = Subscriptions()
        heedSubscriptions()
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

    /// Bytes of it that wait to be carried out.
    var unreadBytes: Int { connection?.unreadBytes ?? 0 }

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
        waiting?.end()
        server.removeMonitor(self)
        if let subscription { driver.observers.remove(subscription) }
        subscription = nil
    }

    // MARK: Subscriptions

    /// - Returns: false when it is told too much already.
    func listen(to channel: NewsChannel) -> Bool {
        defer { heedSubscriptions() }
        return subscriptions.insert(channel)
    }

    func listenNoMore(to channel: NewsChannel) {
        subscriptions.remove(channel)
        heedSubscriptions()
    }

    /// - Returns: false when it is told too much already.
    func listen(toPattern name: [UInt8]) -> Bool {
        defer { heedSubscriptions() }
        return subscriptions.insert(pattern: name)
    }

    func listenNoMore(toPattern name: [UInt8]) {
        subscriptions.remove(pattern: name)
        heedSubscriptions()
    }

    /// Looks at what happens in the replica as long as it is to be told of it.
    private func heedSubscriptions() {
        if subscriptions.isEmpty {
            if let subscription { driver.observers.remove(subscription) }
            subscription = nil
        } else if subscription == nil {
            subscription = driver.observers.add { [weak self] trace, _ in self?.tell(trace) }
        }
    }

    private func tell(_ trace: Trace) {
        guard let change = KeyChange(trace) else { return }
        for message in subscriptions.news(of: change) { writeNews(message) }
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

    static let wrongPassword = RESPValue.error(
        "WRONGPASS invalid username-password pair or user is disabled.")

    static let notInteger = RESPValue.failure("value is not an integer or out of range")

    static let syntaxError = RESPValue.failure("syntax error")

    /// There is no such command: what Redis says, by which clients know what to do without.
    static func unknownCommand(_ words: [[UInt8]]) -> RESPValue {
        var arguments = ""
        for word in words.dropFirst() where arguments.utf8.count < unknownBytesMax {
            arguments += "'\(word.prefix(unknownBytesMax - arguments.utf8.count).text)' "
        }
        let name = words[0].prefix(unknownBytesMax).text
        return .failure("unknown command '\(name)', with args beginning with: \(arguments)")
    }

    /// There is no such word under a command.
    static func unknown(_ word: [UInt8], under command: ControlCommand) -> RESPValue {
        .failure(
            "unknown subcommand '\(word.prefix(unknownBytesMax).text)'. Try "
                + "\(command.name.uppercased()) HELP.")
    }

    /// Bytes of what was not understood that are said again.
    private static let unknownBytesMax = 128

    static func count(_ number: Int) -> RESPValue { .integer(Int64(number)) }
}

extension Sequence<UInt8> {
    var text: String { String(decoding: Array(self), as: UTF8.self) }
}

extension [UInt8] {
    /// The word in small letters, if it is text.
    var lowercased: String { String(decoding: self, as: UTF8.self).lowercased() }

    /// Whether it begins the first line of a web page's request, or one of those after it.
    fileprivate var isOfHTTP: Bool { ["post", "host:"].contains(lowercased) }

    /// A whole number that is not negative, spelled as such.
    var whole: UInt64? { UInt64(text) }

    /// A number in the one way in which Redis takes it: no sign but a minus, no zeros before it.
    var integer: Int64? {
        guard let number = Int64(text), "\(number)" == text else { return nil }
        return number
    }
}
