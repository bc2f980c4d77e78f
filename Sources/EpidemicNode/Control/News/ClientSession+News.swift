import Epidemic
import EpidemicWire

extension ControlCommand {
    /// About what clients are told without asking again.
    static let news: [ControlCommand] = [
        ControlCommand(
            "subscribe", "channel...", "Be told values of keys, and what is done to keys.", .pubsub,
            since: "2.0.0", listening
        ) { $0.subscribe($1) },
        ControlCommand(
            "unsubscribe", "[channel...]", "Be told no more.", .pubsub, since: "2.0.0", listening
        ) { $0.unsubscribe($1) },
        ControlCommand(
            "psubscribe", "pattern...", "Be told by all channels that fit a pattern.", .pubsub,
            since: "2.0.0", listening
        ) { $0.subscribe(patterns: $1) },
        ControlCommand(
            "punsubscribe", "[pattern...]", "Be told no more by these patterns.", .pubsub,
            since: "2.0.0", listening
        ) { $0.unsubscribe(patterns: $1) },
        ControlCommand(
            "pubsub", "What clients asked to be told.", .pubsub, since: "2.8.0",
            subcommands: pubsub),
    ]

    /// What is answered as it is done, not in the answer of EXEC.
    private static let listening: CommandFlags = [
        .pubsub, .noscript, .loading, .stale, .noMulti, .listening,
    ]

    private static let pubsub: [ControlCommand] = [
        ControlCommand(
            "pubsub|channels", "[pattern]", "The channels that somebody asked for by name.",
            .pubsub, since: "2.8.0", asking
        ) { session, words in
            let pattern = words.count == 3 ? GlobPattern(words[2]) : nil
            let names = Set(session.server.inOrder.flatMap(\.subscriptions.channels)).map(\.name)
            return .array(
                names.filter { pattern?.fits($0) ?? true }
                    .sorted { $0.lexicographicallyPrecedes($1) }.map { .bulk($0) })
        },
        ControlCommand(
            "pubsub|numsub", "[channel...]", "How many asked for each channel by name.", .pubsub,
            since: "2.8.0", asking
        ) { session, words in
            let sessions = session.server.inOrder
            return .array(
                words.dropFirst(2).flatMap { word -> [RESPValue] in
                    let channel = NewsChannel(name: word)
                    let count = sessions.count { $0.subscriptions.channels.contains(channel) }
                    return [.bulk(word), .count(count)]
                })
        },
        ControlCommand(
            "pubsub|numpat", "", "How many different patterns were asked for.", .pubsub,
            since: "2.8.0", asking
        ) { session, _ in
            let names = session.server.inOrder.flatMap(\.subscriptions.patterns).map(\.name)
            return .count(Set(names).count)
        },
        ControlCommand(
            "pubsub|shardchannels", "[pattern]", "None: there is no sharded news.", .pubsub,
            asking
        ) { _, _ in .array([]) },
        ControlCommand(
            "pubsub|shardnumsub", "[channel...]", "None: there is no sharded news.", .pubsub,
            asking
        ) { _, words in
            .array(words.dropFirst(2).flatMap { [RESPValue.bulk($0), .integer(0)] })
        },
    ]

    private static let asking: CommandFlags = [.pubsub, .loading, .stale]
}

extension ClientSession {
    fileprivate func subscribe(_ words: [[UInt8]]) -> RESPValue? {
        if let refusal = Self.refusal(of: words, "channel") { return refusal }
        for word in words.dropFirst() {
            guard listen(to: NewsChannel(name: word)) else {
                return .failure(
                    "at most \(TransportLimits.channelsMax) channels are told to one connection")
            }
            confirm("subscribe", .bulk(word))
        }
        return nil
    }

    /// Why nothing of what is named is told: a name is longer than any by which something can be.
    private static func refusal(of words: [[UInt8]], _ what: String) -> RESPValue? {
        words.dropFirst().first { $0.count > NewsChannel.nameBytesMax }.map { word in
            .failure(
                "a \(what) of \(word.count) bytes is too long; at most "
                    + "\(NewsChannel.nameBytesMax) bytes")
        }
    }

    fileprivate func unsubscribe(_ words: [[UInt8]]) -> RESPValue? {
        let named = Array(words.dropFirst())
        let names =
            named.isEmpty
            ? subscriptions.channels.map(\.name).sorted { $0.lexicographicallyPrecedes($1) }
            : named
        for name in names {
            listenNoMore(to: NewsChannel(name: name))
            confirm("unsubscribe", .bulk(name))
        }
        if names.isEmpty { confirm("unsubscribe", .null) }
        return nil
    }

    fileprivate func subscribe(patterns words: [[UInt8]]) -> RESPValue? {
        if let refusal = Self.refusal(of: words, "pattern") { return refusal }
        for word in words.dropFirst() {
            guard listen(toPattern: word) else {
                return .failure(
                    "at most \(TransportLimits.patternsMax) patterns are told to one connection")
            }
            confirm("psubscribe", .bulk(word))
        }
        return nil
    }

    fileprivate func unsubscribe(patterns words: [[UInt8]]) -> RESPValue? {
        let named = Array(words.dropFirst())
        let names = named.isEmpty ? subscriptions.patterns.map(\.name) : named
        for name in names {
            listenNoMore(toPattern: name)
            confirm("punsubscribe", .bulk(name))
        }
        if names.isEmpty { confirm("punsubscribe", .null) }
        return nil
    }

    /// Says what was done, and how many channels and patterns there are now.
    private func confirm(_ what: String, _ name: RESPValue) {
        write(.push([.text(what), name, .count(subscriptions.count)]))
    }
}
