import Epidemic
import EpidemicWire

extension ControlCommand {
    /// About the table.
    static let data: [ControlCommand] = [
        ControlCommand("get", 2...2, "The value of a key.") { session, words in
            session.whileUp { session.value(words[1]) }
        },
        ControlCommand("set", atLeast(3), "Write a value.") { session, words in
            guard words.count == 3 else {
                return .failure(
                    "SET takes a key and a value here: keys do not expire, and no condition can be "
                        + "checked on all replicas at once")
            }
            return session.whileUp { session.write(words[1], words[2]) ?? .ok }
        },
        ControlCommand("mset", atLeast(3), "Write several values.") { session, words in
            guard words.count % 2 == 1 else { return .wrongArguments(of: "mset") }
            return session.whileUp { session.perform(session.writeAll(words)) }
        },
        ControlCommand("mget", atLeast(2), "The values of several keys.") { session, words in
            session.whileUp { session.perform(session.values(words)) }
        },
        ControlCommand("del", atLeast(2), "Delete keys.") { session, words in
            session.whileUp { session.perform(session.deleteAll(words)) }
        },
        ControlCommand("exists", atLeast(2), "How many of the keys have a value.") {
            session, words in
            session.whileUp { session.perform(session.countExisting(words)) }
        },
        ControlCommand("keys", 2...2, "The keys that fit a pattern.") { session, words in
            session.whileUp { session.perform(session.keys(fitting: words[1])) }
        },
        ControlCommand("scan", atLeast(2), "Some keys, and where to go on.") { session, words in
            session.whileUp { session.scan(words) }
        },
        ControlCommand("dbsize", 1...1, "How many keys have a value.") { session, _ in
            session.whileUp { .count(session.driver.replica.valueCount) }
        },
        ControlCommand("flushdb", 1...2, "Delete every key.") { session, _ in
            session.whileUp { session.perform(session.deletingEverything) }
        },
        ControlCommand("flushall", 1...2, "Delete every key; there is one database.") {
            session, _ in
            session.whileUp { session.perform(session.deletingEverything) }
        },
    ]
}

extension ClientSession {
    /// A frozen node answers nothing about its table.
    fileprivate func whileUp(_ answer: () -> RESPValue?) -> RESPValue? {
        guard driver.faults.mode != .frozen else {
            return .failure("the node is frozen; OUTBREAK THAW lets it go on")
        }
        return answer()
    }

    fileprivate func value(_ key: [UInt8]) -> RESPValue {
        driver.entry(of: Key(key))?.update.content.value.map { .bulk($0.bytes) } ?? .null
    }

    /// Writes one value.
    ///
    /// - Returns: why it cannot be.
    fileprivate func write(_ key: [UInt8], _ value: [UInt8]) -> RESPValue? {
        if let halt = halt(.value) { return halt }
        driver.act { $0.write(Key(key), Value(value), request: 0, now: $1, into: &$2) }
        return refusal
    }

    /// Deletes a key that has a value.
    ///
    /// - Returns: why it cannot be.
    private func delete(_ key: Key) -> RESPValue? {
        if let halt = halt(.deletion) { return halt }
        driver.act { $0.delete(key, request: 0, now: $1, into: &$2) }
        return refusal
    }

    /// Why nothing may be written now; otherwise the client is noted as one that writes in this turn.
    private func halt(_ kind: WritingKind) -> RESPValue? {
        guard let halt = driver.writingHalt(for: kind) else {
            hasWritten = true
            return nil
        }
        driver.count(halt.drop)
        return halt.answer
    }

    /// Why the last write was refused.
    private var refusal: RESPValue? {
        guard case .refused(let refusal)? = driver.lastAnswer() else { return nil }
        return .failure(refusal.sentence)
    }

    /// Writes values to keys, which stand in turn from the second word on.
    fileprivate func writeAll(_ words: [[UInt8]]) -> LongCommand {
        LongCommand(.writingAlone, places: words.count / 2) { [self] place in
            write(words[2 * place + 1], words[2 * place + 2])
        } end: {
            .value(.ok)
        }
    }

    fileprivate func deleteAll(_ words: [[UInt8]]) -> LongCommand {
        var deleted = 0
        return LongCommand(.writing, places: words.count - 1) { [self] place in
            let key = words[place + 1]
            guard value(key) != .null else { return nil }
            deleted += 1
            return delete(Key(key))
        } end: {
            .value(.count(deleted))
        }
    }

    fileprivate func values(_ words: [[UInt8]]) -> LongCommand {
        var values = EncodedArray(as: version)
        return LongCommand(.reading, places: words.count - 1) { [self] place in
            values.append(value(words[place + 1]))
            return values.refusal
        } end: {
            .encoded(values.bytes)
        }
    }

    fileprivate func countExisting(_ words: [[UInt8]]) -> LongCommand {
        var count = 0
        return LongCommand(.reading, places: words.count - 1) { [self] place in
            if value(words[place + 1]) != .null { count += 1 }
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

    /// Looks at every entry of the table as it is now; an answer ends it before its time.
    private func reading(
        _ aim: LongCommand.Aim, _ body: @escaping (Entry) -> RESPValue?,
        end: @escaping () -> LongCommand.Answer
    ) -> LongCommand {
        var reading = driver.replica.reading
        return LongCommand(aim) { budget in
            repeat {
                let entries = reading.next(max: Self.entriesAtOnce)
                guard !entries.isEmpty else { return .done(end()) }
                for entry in entries {
                    if let answer = body(entry) { return .done(.value(answer)) }
                }
            } while !budget.isSpent
            return .more
        }
    }

    /// Entries that are looked at before the time is.
    private static let entriesAtOnce = 32

    /// `SCAN cursor [MATCH pattern] [COUNT n] [TYPE type]`, in the order of the keys.
    fileprivate func scan(_ words: [[UInt8]]) -> RESPValue {
        guard let cursor = words[1].whole, cursor == 0 || server.cursors[cursor] != nil else {
            return .failure("invalid cursor '\(words[1].text)'; begin at 0")
        }
        let question: ScanQuestion
        do throws(ScanQuestion.Flaw) {
            question = try ScanQuestion(words.dropFirst(2))
        } catch {
            return .failure(error.sentence)
        }
        let entries = driver.replica.entries(after: server.cursors[cursor], max: question.count)
        let next =
            entries.count < question.count
            ? nil : entries.last.map { server.cursors.add($0.update.key) }
        let found = entries.filter {
            $0.update.content.value != nil && question.fits($0.update.key.bytes)
        }
        return .array([
            .text("\(next ?? 0)"), .array(found.map { .bulk($0.update.key.bytes) }),
        ])
    }
}

extension WriteRefusal {
    /// Why a client's write was refused.
    var sentence: String {
        switch self {
        case .keyTooLong(let count):
            "a key of \(count) bytes is too long; at most \(Limits.keyBytesMax) bytes"
        case .valueTooLong(let count):
            "a value of \(count) bytes is too long; at most \(Limits.valueBytesMax) bytes"
        case .clock: "the write clock of this key is at its limit; write another key"
        case .identityInUse: "this node's identity is in use elsewhere; try again at once"
        case .arriving: "this node does not know yet what the others know"
        }
    }
}

extension EncodedArray {
    /// Why it cannot grow further; nil while it can.
    fileprivate var refusal: RESPValue? {
        guard byteCount > Limits.answerBytesMax else { return nil }
        return .failure(
            "the answer would have more than \(Limits.answerBytesMax) bytes; ask for fewer keys")
    }
}
