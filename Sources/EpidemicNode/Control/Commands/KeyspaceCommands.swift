import Epidemic
import EpidemicWire

extension ControlCommand {
    /// About keys, and the table as a whole.
    static let keyspace = ofKeys + ofTable + expiry

    private static let ofKeys: [ControlCommand] = [
        ControlCommand(
            "del", "key...", "Delete keys.", .generic, since: "1.0.0", [.write], keys: .all
        ) { session, words in session.perform(session.deleteAll(words)) },
        ControlCommand(
            "unlink", "key...", "Delete keys, as DEL does.", .generic, since: "4.0.0",
            [.write, .fast], keys: .all
        ) { session, words in session.perform(session.deleteAll(words)) },
        ControlCommand(
            "exists", "key...", "How many of the keys have a value.", .generic, since: "1.0.0",
            [.readonly, .fast], keys: .all
        ) { session, words in session.perform(session.countExisting(words)) },
        ControlCommand(
            "touch", "key...", "How many of the keys have a value, as EXISTS tells.", .generic,
            since: "3.2.1", [.readonly, .fast], keys: .all
        ) { session, words in session.perform(session.countExisting(words)) },
        ControlCommand(
            "keys", "pattern", "The keys that fit a pattern.", .generic, since: "1.0.0",
            [.readonly], categories: ["dangerous"]
        ) { session, words in session.perform(session.keys(fitting: words[1])) },
        ControlCommand(
            "scan", "cursor [MATCH pattern] [COUNT count] [TYPE type]",
            "Some keys, and where to go on.", .generic, since: "2.8.0", [.readonly]
        ) { $0.scan($1) },
        ControlCommand(
            "randomkey", "", "Any key.", .generic, since: "1.0.0", [.readonly]
        ) { session, _ in session.anyKey() },
        ControlCommand(
            "type", "key", "What sort of value a key has: there are strings.", .generic,
            since: "1.0.0", [.readonly, .fast], keys: .one
        ) { session, words in .simple(session.has(words[1]) ? "string" : "none") },
        ControlCommand(
            "object", "What is known of how a value is kept.", .generic, since: "2.2.3",
            subcommands: [
                ControlCommand(
                    "object|encoding", "key", "How Redis would keep the value.", .generic,
                    since: "2.2.3", [.readonly], keys: .second
                ) { session, words in
                    session.held(words[2]).map { RESPValue.text($0.encodingInRedis) }
                        ?? RESPValue.null
                }
            ]),
    ]

    private static let ofTable: [ControlCommand] = [
        ControlCommand(
            "dbsize", "", "How many keys have a value.", .server, since: "1.0.0",
            [.readonly, .fast], categories: ["keyspace"]
        ) { session, _ in .count(session.driver.replica.valueCount) },
        ControlCommand(
            "memory", "What memory keys take.", .server, since: "4.0.0",
            subcommands: [
                ControlCommand(
                    "memory|usage", "key [SAMPLES count]",
                    "Bytes that a key and its value take.",
                    .server, since: "4.0.0", [.readonly], keys: .second
                ) { $0.memory($1) }
            ]),
        flushing("flushdb", "Delete every key."),
        flushing("flushall", "Delete every key; there is one database."),
    ]

    /// Keys do not expire, and these say so: -1 of a key that has a value, -2 of one that has none.
    private static let expiry: [ControlCommand] = [
        ("ttl", "1.0.0"), ("pttl", "2.6.0"), ("expiretime", "7.0.0"), ("pexpiretime", "7.0.0"),
    ].map { name, since in
        ControlCommand(
            name, "key", "-1, because keys do not expire; -2 without a value.", .generic,
            since: since, [.readonly, .fast], keys: .one
        ) { session, words in .integer(session.has(words[1]) ? -1 : -2) }
    }

    private static func flushing(_ name: String, _ summary: String) -> ControlCommand {
        ControlCommand(
            name, "[ASYNC|SYNC]", summary, .server, since: "1.0.0", [.write],
            categories: ["keyspace", "dangerous"], words: 1...Int.max
        ) { session, words in
            let isWellSaid =
                words.count == 1
                || words.count == 2 && ["async", "sync"].contains(words[1].lowercased)
            return isWellSaid ? session.perform(session.deletingEverything) : .syntaxError
        }
    }
}

extension ClientSession {
    fileprivate func deleteAll(_ words: [[UInt8]]) -> LongCommand {
        var deleted = 0
        return LongCommand(.writing, places: words.count - 1) { [self] place in
            let key = words[place + 1]
            guard has(key) else { return nil }
            deleted += 1
            return delete(Key(key))
        } end: {
            .value(.count(deleted))
        }
    }

    fileprivate func countExisting(_ words: [[UInt8]]) -> LongCommand {
        var count = 0
        return LongCommand(.reading, places: words.count - 1) { [self] place in
            let isThere = has(words[place + 1])
            server.statistics.noteLookup(found: isThere)
            if isThere { count += 1 }
            return nil
        } end: {
            .value(.count(count))
        }
    }

    /// The keys that have a value now and fit a pattern.
    fileprivate func keys(fitting pattern: [UInt8]) -> LongCommand {
        let pattern = GlobPattern(pattern)
        var keys = EncodedArray(as: version)
        return reading(.reading) { entry in
            let key = entry.update.key.bytes
            if entry.update.content.value != nil, pattern.fits(key) { keys.append(.bulk(key)) }
            return keys.refusal
        } end: {
            .encoded(keys.bytes)
        }
    }

    /// Deletes what has a value now; what is written meanwhile stays.
    fileprivate var deletingEverything: LongCommand {
        reading(.writing) { [self] entry in
            guard entry.update.content.value != nil,
                driver.entry(of: entry.update.key)?.update.id == entry.update.id
            else { return nil }
            return delete(entry.update.key)
        } end: {
            .value(.ok)
        }
    }

    /// A key that has a value, each as likely as any other. Where most entries are deletions, and no draw finds
    /// one, the values are counted.
    fileprivate func anyKey() -> RESPValue? {
        guard driver.replica.valueCount > 0 else { return .null }
        for _ in 0..<Self.drawsMax {
            let place = Int.random(in: 0..<driver.replica.entryCount)
            let found = driver.replica.entries(place..<place + 1).first?.update
            if let found, found.content.value != nil { return .bulk(found.key.bytes) }
        }
        var before = Int.random(in: 0..<driver.replica.valueCount)
        var last = RESPValue.null
        return perform(
            reading(.reading) { entry in
                guard entry.update.content.value != nil else { return nil }
                last = .bulk(entry.update.key.bytes)
                before -= 1
                return before < 0 ? last : nil
            } end: {
                .value(last)
            })
    }

    /// Entries that are drawn before the table is searched.
    private static let drawsMax = 64

    /// `MEMORY USAGE key [SAMPLES count]`; values have no parts that could be sampled.
    fileprivate func memory(_ words: [[UInt8]]) -> RESPValue {
        let options = words.dropFirst(3)
        if let option = options.first {
            guard options.count == 2, option.lowercased == "samples" else { return .syntaxError }
            guard let count = words[4].integer else { return .notInteger }
            guard count >= 0 else { return .syntaxError }
        }
        guard let entry = driver.entry(of: Key(words[2])), entry.update.content.value != nil else {
            return .null
        }
        return .count(entry.estimatedMemory)
    }

    /// `SCAN cursor [MATCH pattern] [COUNT n] [TYPE type]`, in the order of the keys.
    fileprivate func scan(_ words: [[UInt8]]) -> RESPValue? {
        guard let cursor = words[1].whole, cursor == 0 || server.cursors[cursor] != nil else {
            return .failure("invalid cursor '\(words[1].text)'; begin at 0")
        }
        let question: ScanQuestion
        do throws(ScanQuestion.Flaw) {
            question = try ScanQuestion(words.dropFirst(2))
        } catch {
            return .failure(error.sentence)
        }
        return perform(page(of: question, after: server.cursors[cursor]))
    }

    /// Looks at so many values, however many deletions lie between them.
    private func page(of question: ScanQuestion, after start: Key?) -> LongCommand {
        var place = start
        var looked = 0
        var found: [RESPValue] = []
        func answer(_ cursor: UInt64) -> LongCommand.Progress {
            .done(.value(.array([.text("\(cursor)"), .array(found)])))
        }
        return LongCommand(.reading) { [self] budget in
            repeat {
                let entries = driver.replica.entries(after: place, max: Self.entriesAtOnce)
                for update in entries.map(\.update) where update.content.value != nil {
                    looked += 1
                    if question.fits(update.key.bytes) { found.append(.bulk(update.key.bytes)) }
                    guard looked < question.count else {
                        return answer(server.cursors.add(update.key))
                    }
                }
                guard entries.count == Self.entriesAtOnce else { return answer(0) }
                place = entries.last?.update.key
            } while !budget.isSpent
            return .more
        }
    }
}

extension [UInt8] {
    /// How Redis keeps such a value: as a number, in one piece with its head, or apart from it.
    fileprivate var encodingInRedis: String {
        if count <= Self.numberBytesMax, integer != nil { return "int" }
        return count <= Self.embeddedBytesMax ? "embstr" : "raw"
    }

    private static var numberBytesMax: Int { 20 }
    private static var embeddedBytesMax: Int { 44 }
}
