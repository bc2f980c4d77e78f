import Epidemic
import EpidemicWire

extension ControlCommand {
    /// About the connection itself.
    static let connection: [ControlCommand] = [
        ControlCommand("ping", 1...2, "Answer.", access: .listeners) { $0.ping($1) },
        ControlCommand("echo", 2...2, "Answer with the word.") { .bulk($1[1]) },
        ControlCommand("hello", atLeast(1), "Choose the dialect.", access: .everybody) {
            $0.hello($1)
        },
        ControlCommand("auth", 2...3, "Give the password.", access: .everybody) { session, words in
            session.authenticate(
                user: words.count == 3 ? words[1] : nil, password: words[words.count - 1]) ?? .ok
        },
        ControlCommand("select", 2...2, "Choose the database, of which there is one: 0.") {
            $1[1].whole == 0
                ? .ok : .failure("DB index is out of range: there is one database, 0")
        },
        ControlCommand("reset", 1...1, "Forget what was agreed.", access: .everybody) {
            session, _ in
            session.reset()
            return .simple("RESET")
        },
        ControlCommand("quit", 1...1, "Close the connection.", access: .everybody) { session, _ in
            session.quit()
            return .ok
        },
        ControlCommand("subscribe", atLeast(2), "Be told updates of keys.", access: .listeners) {
            $0.subscribe($1)
        },
        ControlCommand("unsubscribe", atLeast(1), "Be told no more.", access: .listeners) {
            $0.unsubscribe($1)
        },
    ]
}

extension ClientSession {
    fileprivate func ping(_ words: [[UInt8]]) -> RESPValue {
        guard isAuthenticated else { return .error("NOAUTH Authentication required.") }
        guard version == .resp2, !subscriptions.isEmpty else {
            return words.count == 2 ? .bulk(words[1]) : .simple("PONG")
        }
        return .array([.text("pong"), .bulk(words.count == 2 ? words[1] : [])])
    }

    /// `HELLO [2|3 [AUTH user password] [SETNAME name]]`
    fileprivate func hello(_ words: [[UInt8]]) -> RESPValue {
        var wanted = version
        if words.count > 1 {
            guard let number = Int(words[1].text), let known = RESPVersion(rawValue: number) else {
                return .error("NOPROTO unsupported protocol version: there are 2 and 3")
            }
            wanted = known
        }
        if let refusal = heed(helloOptions: words.dropFirst(2)) { return refusal }
        guard isAuthenticated else {
            return .error(
                "NOAUTH HELLO must be called with the client already authenticated, otherwise the "
                    + "HELLO <proto> AUTH <user> <pass> option can be used")
        }
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

    private func heed(helloOptions options: ArraySlice<[UInt8]>) -> RESPValue? {
        var rest = options
        while let option = rest.popFirst() {
            switch option.lowercased {
            case "auth":
                guard let user = rest.popFirst(), let password = rest.popFirst() else {
                    return .failure("syntax error in HELLO: AUTH takes a user and a password")
                }
                if let refusal = authenticate(user: user, password: password) { return refusal }
            case "setname":
                guard let name = rest.popFirst() else {
                    return .failure("syntax error in HELLO: SETNAME takes a name")
                }
                if let refusal = take(name: name) { return refusal }
            case let other: return .failure("syntax error in HELLO option '\(other)'")
            }
        }
        return nil
    }

    fileprivate func subscribe(_ words: [[UInt8]]) -> RESPValue? {
        for word in words.dropFirst() {
            subscribe(Key(word))
            write(.push([.text("subscribe"), .bulk(word), .count(subscriptions.count)]))
        }
        return nil
    }

    fileprivate func unsubscribe(_ words: [[UInt8]]) -> RESPValue? {
        let named = words.dropFirst().map { Key($0) }
        let keys = named.isEmpty ? subscriptions.sorted() : named
        for key in keys {
            unsubscribe(key)
            write(.push([.text("unsubscribe"), .bulk(key.bytes), .count(subscriptions.count)]))
        }
        if keys.isEmpty { write(.push([.text("unsubscribe"), .null, .integer(0)])) }
        return nil
    }
}
