import Epidemic
import EpidemicWire

extension ControlCommand {
    /// About the connection itself.
    static let connection: [ControlCommand] = [
        ControlCommand(
            "ping", "[message]", "Answer.", .connection, since: "1.0.0", [.fast, .listening]
        ) { $0.ping($1) },
        ControlCommand(
            "echo", "message", "Answer with the word.", .connection, since: "1.0.0",
            [.loading, .stale, .fast]
        ) { .bulk($1[1]) },
        ControlCommand(
            "hello", "[protover [AUTH username password] [SETNAME clientname]]",
            "Choose the dialect.", .connection, since: "6.0.0", meeting
        ) { $0.hello($1) },
        ControlCommand(
            "auth", "[username] password", "Give the password.", .connection, since: "1.0.0",
            meeting, words: 2...Int.max
        ) { session, words in
            guard words.count <= 3 else { return .syntaxError }
            return session.authenticate(
                user: words.count == 3 ? words[1] : nil, password: words[words.count - 1]) ?? .ok
        },
        ControlCommand(
            "select", "index", "Choose the database, of which there is one: 0.", .connection,
            since: "1.0.0", [.loading, .stale, .fast]
        ) { _, words in
            guard let index = words[1].integer, index == Int64(Int32(truncatingIfNeeded: index))
            else { return .notInteger }
            return index == 0 ? .ok : .failure("DB index is out of range")
        },
        ControlCommand(
            "reset", "", "Forget what was agreed.", .connection, since: "6.2.0",
            meeting.union(.listening)
        ) { session, _ in
            session.reset()
            return .simple("RESET")
        },
        ControlCommand(
            "quit", "", "Close the connection.", .connection, since: "1.0.0",
            meeting.union(.listening), words: 1...Int.max
        ) { session, _ in
            session.quit()
            return .ok
        },
    ]

    /// What may be said before the password.
    private static let meeting: CommandFlags = [
        .noscript, .loading, .stale, .fast, .noAuth, .allowBusy,
    ]
}

extension ClientSession {
    fileprivate func ping(_ words: [[UInt8]]) -> RESPValue {
        guard version == .resp2, !subscriptions.isEmpty else {
            return words.count == 2 ? .bulk(words[1]) : .simple("PONG")
        }
        return .array([.text("pong"), .bulk(words.count == 2 ? words[1] : [])])
    }

    /// `HELLO [2|3 [AUTH user password] [SETNAME name]]`
    fileprivate func hello(_ words: [[UInt8]]) -> RESPValue {
        var wanted = version
        if words.count > 1 {
            guard let number = words[1].integer else {
                return .failure("Protocol version is not an integer or out of range")
            }
            guard let known = RESPVersion(rawValue: Int(number)) else {
                return .error("NOPROTO unsupported protocol version")
            }
            wanted = known
        }
        let options: HelloOptions
        do throws(HelloOptions.Flaw) {
            options = try HelloOptions(words.dropFirst(2))
        } catch {
            return .failure("Syntax error in HELLO option '\(error.option)'")
        }
        if let (user, password) = options.login,
            let refusal = authenticate(user: user, password: password)
        {
            return refusal
        }
        guard isAuthenticated else {
            return .error(
                "NOAUTH HELLO must be called with the client already authenticated, otherwise the "
                    + "HELLO <proto> AUTH <user> <pass> option can be used to authenticate the "
                    + "client and select the RESP protocol version at the same time")
        }
        if let name = options.name, let refusal = take(name: name) { return refusal }
        version = wanted
        let redis: [RESPValue.Pair] = [
            .init(.text("server"), .text("redis")),
            .init(.text("version"), .text(ServerInfo.redisVersion)),
            .init(.text("proto"), .integer(Int64(version.rawValue))),
            .init(.text("id"), .integer(id)),
            .init(.text("mode"), .text("standalone")),
            .init(.text("role"), .text("master")),
            .init(.text("modules"), .array([])),
        ]
        return .map(redis + driver.nodeLife.words + driver.naming.words)
    }
}

/// What `HELLO` asks for besides a dialect. All of it is read before any of it is heeded.
private struct HelloOptions {
    private(set) var login: (user: [UInt8], password: [UInt8])?
    private(set) var name: [UInt8]?

    /// A word that is no option, or lacks what belongs to it.
    struct Flaw: Error {
        let option: String
    }

    init(_ words: ArraySlice<[UInt8]>) throws(Flaw) {
        var rest = words
        while let option = rest.popFirst() {
            switch option.lowercased {
            case "auth" where rest.count > 1:
                login = (rest.removeFirst(), rest.removeFirst())
            case "setname" where !rest.isEmpty: name = rest.removeFirst()
            case _: throw Flaw(option: option.text)
            }
        }
    }
}
