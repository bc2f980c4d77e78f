import EpidemicWire
import NIOCore

extension ControlCommand {
    /// About the connections of clients.
    static let clients: [ControlCommand] = [
        ControlCommand(
            "client", "The connections of clients.", .connection, since: "2.4.0", categories: [],
            subcommands: ownConnection + otherConnections + [unblocking])
    ]

    /// About the connection on which they come.
    private static let ownConnection: [ControlCommand] = [
        ControlCommand("client|id", "", "Its number.", .connection, since: "5.0.0", asking) {
            session, _ in .integer(session.id)
        },
        ControlCommand("client|info", "", "How it stands.", .connection, since: "6.2.0", asking) {
            session, words in .verbatim(session.line(during: words) + "\n")
        },
        ControlCommand("client|getname", "", "Its name.", .connection, since: "2.6.9", asking) {
            session, _ in session.name.isEmpty ? .null : .bulk(session.name)
        },
        ControlCommand(
            "client|setname", "connection-name", "Name it.", .connection, since: "2.6.9", asking
        ) { $0.take(name: $1[2]) ?? .ok },
        ControlCommand(
            "client|setinfo", "(LIB-NAME|LIB-VER value)", "Say which library speaks.",
            .connection, since: "7.2.0", asking
        ) { $0.setInfo($1[2], $1[3]) },
        ControlCommand(
            "client|getredir", "", "Nobody: there is no tracking.", .connection, since: "6.0.0",
            asking
        ) { _, _ in .integer(-1) },
        ControlCommand(
            "client|no-evict", "ON|OFF", "Heeded by none: no client is evicted.", .connection,
            since: "7.0.0", managing
        ) { $1[2].saysOnOrOff ? .ok : .syntaxError },
        ControlCommand(
            "client|no-touch", "ON|OFF", "Heeded by none: no key is evicted.", .connection,
            since: "7.2.0", asking
        ) { $1[2].saysOnOrOff ? .ok : .syntaxError },
    ]

    /// About all of them.
    private static let otherConnections: [ControlCommand] = [
        ControlCommand(
            "client|list", "[TYPE normal|master|replica|pubsub] [ID client-id...]",
            "How all of them stand, or some.", .connection, since: "2.4.0", managing
        ) { $0.list($1) },
        ControlCommand(
            "client|kill",
            "[ip:port] [ID client-id] [TYPE normal|master|replica|pubsub] [USER username] "
                + "[ADDR ip:port] [LADDR ip:port] [SKIPME yes/no] [MAXAGE seconds]",
            "End some.", .connection, since: "2.4.0", managing, words: 3...Int.max
        ) { $0.kill(Array($1.dropFirst(2))) },
    ]

    private static let asking: CommandFlags = [.noscript, .loading, .stale]
    private static let managing: CommandFlags = [.admin, .noscript, .loading, .stale]
}

extension ClientSession {
    /// Takes a name, by `CLIENT SETNAME` or by `HELLO`.
    ///
    /// - Returns: why it cannot be one.
    func take(name: [UInt8]) -> RESPValue? {
        guard name.isPlainWord else {
            return .failure("Client names cannot contain spaces, newlines or special characters.")
        }
        self.name = name
        return nil
    }

    fileprivate func setInfo(_ attribute: [UInt8], _ value: [UInt8]) -> RESPValue {
        let place: ReferenceWritableKeyPath<ClientSession, String>
        switch attribute.lowercased {
        case "lib-name": place = \.libraryName
        case "lib-ver": place = \.libraryVersion
        case _: return .failure("Unrecognized option '\(attribute.text)'")
        }
        guard value.isPlainWord else {
            return .failure(
                "\(attribute.lowercased) cannot contain spaces, newlines or special characters.")
        }
        self[keyPath: place] = value.text
        return .ok
    }

    /// `CLIENT LIST [TYPE type] [ID id …]`
    fileprivate func list(_ command: [[UInt8]]) -> RESPValue {
        let words = command.dropFirst(2)
        let shown: (ClientSession) -> Bool
        switch words.first?.lowercased {
        case nil: shown = { _ in true }
        case "type" where words.count == 2:
            guard let kind = ClientKind(words.last ?? []) else {
                return .failure("Unknown client type '\(words.last?.text ?? "")'")
            }
            shown = { $0.kind == kind }
        case "id" where words.count > 1:
            let wanted = words.dropFirst().map { $0.integer }
            guard !wanted.contains(nil) else { return .failure("Invalid client ID") }
            shown = { wanted.contains($0.id) }
        case _: return .syntaxError
        }
        return .verbatim(
            server.inOrder.filter(shown).map {
                $0.line(during: $0 === self ? command : nil) + "\n"
            }.joined())
    }

    /// `CLIENT KILL addr:port`, or by what clients are.
    fileprivate func kill(_ words: [[UInt8]]) -> RESPValue? {
        if words.count == 1 {
            let address = words[0].text
            guard let victim = server.inOrder.first(where: { $0.address == address }) else {
                return .failure("No such client")
            }
            end(victim)
            return .ok
        }
        let choice: ClientChoice
        do throws(ClientChoice.Flaw) {
            choice = try ClientChoice(words)
        } catch {
            return .failure(error.sentence)
        }
        let victims = server.inOrder.filter { choice.contains($0, for: self) }
        for victim in victims { end(victim) }
        return .count(victims.count)
    }

    /// Ends a connection; one's own once its answer is out.
    private func end(_ victim: ClientSession) {
        driver.count(.clientKilled)
        if victim === self { quit() } else { victim.hangUp() }
    }

    /// How the connection stands in a list.
    ///
    /// - Parameter command: the one that it has just given, which counts as not carried out yet.
    fileprivate func line(during command: [[UInt8]]?) -> String {
        let now = NIODeadline.now()
        let given = command.map { RESPValue.array($0.map { .bulk($0) }).encoded(as: .resp2).count }
        let unread = unreadBytes + (given ?? 0)
        let fields: [(String, String)] = [
            ("id", "\(id)"), ("addr", address), ("laddr", localAddress),
            ("fd", "-1"), ("name", name.text),
            ("age", "\((now - began).nanoseconds / 1_000_000_000)"),
            ("idle", "\((now - lastUsed).nanoseconds / 1_000_000_000)"), ("flags", flags),
            ("db", "0"), ("sub", "\(subscriptions.channels.count)"),
            ("psub", "\(subscriptions.patterns.count)"), ("ssub", "0"),
            ("multi", "\(transaction?.commands.count ?? -1)"),
            ("qbuf", "\(unread)"), ("qbuf-free", "0"), ("argv-mem", "0"),
            ("multi-mem", "\(transaction?.bytes ?? 0)"), ("rbs", "0"), ("rbp", "0"),
            ("obl", "0"), ("oll", "0"), ("omem", "\(heldBytes)"),
            (
                "tot-mem",
                "\(unread + (transaction?.bytes ?? 0) + heldBytes)"
            ), ("events", "r"), ("cmd", lastCommand), ("user", "default"), ("redir", "-1"),
            ("resp", "\(version.rawValue)"), ("lib-name", libraryName),
            ("lib-ver", libraryVersion),
        ]
        return fields.map { "\($0)=\($1)" }.joined(separator: " ")
    }

    private var flags: String {
        let letters = [
            (isMonitor, "O"), (!subscriptions.isEmpty, "P"), (transaction != nil, "x"),
            (waiting != nil, "b"),
        ].filter(\.0).map(\.1).joined()
        return letters.isEmpty ? "N" : letters
    }

    /// What Redis calls this sort of client.
    fileprivate var kind: ClientKind { subscriptions.isEmpty ? .normal : .listening }
}

/// The sorts of clients; there are no replicas among them.
enum ClientKind: Hashable {
    case normal, listening, replica, master

    fileprivate init?(_ word: [UInt8]) {
        switch word.lowercased {
        case "normal": self = .normal
        case "pubsub": self = .listening
        case "replica", "slave": self = .replica
        case "master": self = .master
        case _: return nil
        }
    }
}

/// Which clients `CLIENT KILL` ends: those to which everything that was said applies.
struct ClientChoice {
    private var tests: [@Sendable (ClientSession) -> Bool] = []
    private var spares = Spared.caller

    private enum Spared { case caller, nobody }

    /// What is wrong with it.
    struct Flaw: Error {
        let sentence: String
    }

    /// - Parameter words: pairs, as `ID 7 SKIPME no`.
    init(_ words: [[UInt8]]) throws(Flaw) {
        guard words.count.isMultiple(of: 2) else { throw Flaw(sentence: "syntax error") }
        for place in stride(from: 0, to: words.count, by: 2) {
            try add(words[place].lowercased, words[place + 1])
        }
    }

    /// Whether somebody wants this client ended.
    func contains(_ session: ClientSession, for caller: ClientSession) -> Bool {
        if spares == .caller, session === caller { return false }
        return tests.allSatisfy { $0(session) }
    }

    private mutating func add(_ name: String, _ value: [UInt8]) throws(Flaw) {
        let text = value.text
        switch name {
        case "id":
            guard let id = value.integer, id > 0 else {
                throw Flaw(sentence: "client-id should be greater than 0")
            }
            tests.append { $0.id == id }
        case "addr": tests.append { $0.address == text }
        case "laddr": tests.append { $0.localAddress == text }
        case "user":
            guard text == "default" else { throw Flaw(sentence: "No such user '\(text)'") }
        case "type":
            guard let kind = ClientKind(value) else {
                throw Flaw(sentence: "Unknown client type '\(text)'")
            }
            tests.append { $0.kind == kind }
        case "maxage":
            guard let seconds = value.integer, seconds >= 0, seconds < 1 << 32 else {
                throw Flaw(sentence: "maxage is not an integer or out of range")
            }
            tests.append { NIODeadline.now() - $0.began >= .seconds(seconds) }
        case "skipme":
            switch value.lowercased {
            case "yes": spares = .caller
            case "no": spares = .nobody
            case _: throw Flaw(sentence: "syntax error")
            }
        case _: throw Flaw(sentence: "syntax error")
        }
    }
}

extension [UInt8] {
    fileprivate var saysOnOrOff: Bool { ["on", "off"].contains(lowercased) }

    /// Whether it is ASCII without blanks and control characters.
    fileprivate var isPlainWord: Bool { allSatisfy { (0x21...0x7E).contains($0) } }
}
