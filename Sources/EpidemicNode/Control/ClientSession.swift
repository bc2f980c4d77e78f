import Epidemic
import EpidemicWire
import NIOCore

/// What one client has said of itself and asked for, and how its commands are carried out.
final class ClientSession {
    let id: Int64
    let address: String
    let server: ControlServer
    var version = RESPVersion.resp2
    var name: [UInt8] = []
    private(set) var isAuthenticated: Bool
    /// Keys whose updates it is told.
    private(set) var subscriptions: Set<Key> = []
    var watch: WatchFeed?
    /// What is queued; nil outside of MULTI and EXEC.
    var transaction: Transaction?
    private var subscription: Observers.Token?
    private weak var connection: ControlConnection?

    var driver: NodeDriver { server.driver }

    init(id: Int64, address: String, server: ControlServer, connection: ControlConnection) {
        self.id = id
        self.address = address
        self.server = server
        self.connection = connection
        isAuthenticated = server.driver.configuration.password == nil
    }

    /// Carries a command out.
    ///
    /// - Returns: its answer; nil when it was answered already.
    func carryOut(_ words: [[UInt8]]) -> RESPValue? {
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
        guard transaction == nil || command.endsTransactions else { return queue(command, words) }
        return command.run(self, words)
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
            return .error("WRONGPASS invalid username-password pair or user is disabled.")
        }
        isAuthenticated = true
        connection?.allowEverything()
        return nil
    }

    /// Back to how it was when it connected.
    func reset() {
        version = .resp2
        name = []
        watch = nil
        transaction = nil
        for key in subscriptions { unsubscribe(key) }
        isAuthenticated = driver.configuration.password == nil
    }

    func write(_ value: RESPValue) { connection?.write(value) }

    func writeNews(_ value: RESPValue) { connection?.writeNews(value) }

    func quit() { connection?.endAfterFlush() }

    /// The client is gone.
    func close() {
        watch = nil
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
            .irregular, .diverged, .tookEpoch, .membership, .cameBack, .refused, .letGo, .wasAway:
            nil
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
