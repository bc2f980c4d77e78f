import Epidemic
import EpidemicWire

/// How the commands of a client reach the table.
extension ClientSession {
    /// The value of a key; nil where it has none.
    func held(_ key: [UInt8]) -> [UInt8]? {
        driver.entry(of: Key(key))?.update.content.value?.bytes
    }

    func has(_ key: [UInt8]) -> Bool {
        driver.entry(of: Key(key))?.update.content.value != nil
    }

    /// The value of a key as an answer; asked for by a client, and so counted.
    func value(_ key: [UInt8]) -> RESPValue {
        let value = held(key)
        server.statistics.noteLookup(found: value != nil)
        return value.map { .bulk($0) } ?? .null
    }

    /// Writes one value.
    ///
    /// - Returns: why it cannot be.
    func write(_ key: [UInt8], _ value: [UInt8]) -> RESPValue? {
        if let halt = halt(.value) { return halt }
        let key = Key(key)
        driver.act { $0.write(key, Value(value), request: 0, now: $1, into: &$2) }
        return settle(key)
    }

    /// Deletes a key that has a value.
    ///
    /// - Returns: why it cannot be.
    func delete(_ key: Key) -> RESPValue? {
        if let halt = halt(.deletion) { return halt }
        driver.act { $0.delete(key, request: 0, now: $1, into: &$2) }
        return settle(key)
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

    /// Notes what was written.
    ///
    /// - Returns: why it was refused.
    private func settle(_ key: Key) -> RESPValue? {
        if case .refused(let refusal)? = driver.lastAnswer() { return .failure(refusal.sentence) }
        written.note(key)
        return nil
    }

    /// Looks at every entry of the table as it is now; an answer ends it before its time.
    func reading(
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
    static let entriesAtOnce = 32
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
    var refusal: RESPValue? {
        guard byteCount > Limits.answerBytesMax else { return nil }
        return .failure(
            "the answer would have more than \(Limits.answerBytesMax) bytes; ask for fewer keys")
    }
}
