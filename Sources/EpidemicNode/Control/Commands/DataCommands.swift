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
            return session.write([(words[1], words[2])])
        },
        ControlCommand("mset", atLeast(3), "Write several values.") { session, words in
            guard words.count % 2 == 1 else { return .wrongArguments(of: "mset") }
            return session.write(
                stride(from: 1, to: words.count, by: 2).map { (words[$0], words[$0 + 1]) })
        },
        ControlCommand("mget", atLeast(2), "The values of several keys.") { session, words in
            session.whileUp { .array(words.dropFirst().map { session.value($0) }) }
        },
        ControlCommand("del", atLeast(2), "Delete keys.") { $0.delete($1.dropFirst()) },
        ControlCommand("exists", atLeast(2), "How many of the keys have a value.") {
            session, words in
            session.whileUp { .count(words.dropFirst().count { session.value($0) != .null }) }
        },
        ControlCommand("keys", 2...2, "The keys that fit a pattern.") { session, words in
            session.whileUp { session.keys(fitting: words[1]) }
        },
        ControlCommand("scan", atLeast(2), "Some keys, and where to go on.") { session, words in
            session.whileUp { session.scan(words) }
        },
        ControlCommand("dbsize", 1...1, "How many keys have a value.") { session, _ in
            session.whileUp { .count(session.driver.replica.valueCount) }
        },
        ControlCommand("flushdb", 1...2, "Delete every key.") { session, _ in
            let answer = session.delete(session.keys.map(\.bytes)[...])
            if case .error = answer { return answer }
            return .ok
        },
    ]
}

extension ClientSession {
    /// A frozen node answers nothing about its table.
    fileprivate func whileUp(_ answer: () -> RESPValue) -> RESPValue {
        guard driver.faults.mode != .frozen else {
            return .failure("the node is frozen; OUTBREAK THAW lets it go on")
        }
        return answer()
    }

    fileprivate func value(_ key: [UInt8]) -> RESPValue {
        driver.replica.entry(of: Key(key))?.update.content.value.map { .bulk($0.bytes) } ?? .null
    }

    fileprivate func write(_ pairs: [(key: [UInt8], value: [UInt8])]) -> RESPValue {
        whileUp {
            for (key, value) in pairs {
                driver.act {
                    $0.write(Key(key), Value(value), request: 0, now: $1, into: &$2)
                }
                if case .refused(let refusal)? = driver.lastAnswer() {
                    return .failure(refusal.sentence)
                }
            }
            return .ok
        }
    }

    fileprivate func delete(_ keys: ArraySlice<[UInt8]>) -> RESPValue {
        whileUp {
            var deleted = 0
            for key in keys where value(key) != .null {
                driver.act { $0.delete(Key(key), request: 0, now: $1, into: &$2) }
                if case .refused(let refusal)? = driver.lastAnswer() {
                    return .failure(refusal.sentence)
                }
                deleted += 1
            }
            return .count(deleted)
        }
    }

    fileprivate func keys(fitting pattern: [UInt8]) -> RESPValue {
        let pattern = GlobPattern(pattern)
        return .array(keys.filter { pattern.fits($0.bytes) }.map { .bulk($0.bytes) })
    }

    /// The keys that have a value.
    fileprivate var keys: [Key] {
        driver.replica.entries(after: nil, max: .max)
            .filter { $0.update.content.value != nil }.map(\.update.key)
    }

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
