import Epidemic
import EpidemicWire

extension ControlCommand {
    /// About values.
    static let strings: [ControlCommand] = [
        ControlCommand(
            "get", "key", "The value of a key.", .string, since: "1.0.0", [.readonly, .fast],
            keys: .one
        ) { $0.value($1[1]) },
        ControlCommand(
            "set", "key value", "Write a value.", .string, since: "1.0.0", [.write, .denyoom],
            keys: .one, words: 3...Int.max
        ) { session, words in
            guard words.count == 3 else {
                return .failure(
                    "SET takes a key and a value here: keys do not expire, and no condition can be "
                        + "checked on all replicas at once")
            }
            return session.write(words[1], words[2]) ?? .ok
        },
        ControlCommand(
            "mset", "(key value)...", "Write several values.", .string, since: "1.0.1",
            [.write, .denyoom], keys: .pairs
        ) { session, words in
            guard words.count % 2 == 1 else { return .wrongArguments(of: "mset") }
            return session.perform(session.writeAll(words))
        },
        ControlCommand(
            "mget", "key...", "The values of several keys.", .string, since: "1.0.0",
            [.readonly, .fast], keys: .all
        ) { session, words in session.perform(session.values(words)) },
        ControlCommand(
            "getdel", "key", "The value of a key, which is deleted.", .string, since: "6.2.0",
            [.write, .fast], keys: .one
        ) { session, words in
            let value = session.value(words[1])
            guard value != .null else { return .null }
            return session.delete(Key(words[1])) ?? value
        },
        ControlCommand(
            "strlen", "key", "How many bytes a value has.", .string, since: "2.2.0",
            [.readonly, .fast], keys: .one
        ) { session, words in .count(session.held(words[1])?.count ?? 0) },
        ControlCommand(
            "getrange", "key start end", "Some bytes of a value.", .string, since: "2.4.0",
            [.readonly], keys: .one
        ) { $0.part($1) },
        ControlCommand(
            "substr", "key start end", "GETRANGE under its old name.", .string, since: "1.0.0",
            [.readonly], keys: .one
        ) { $0.part($1) },
    ]
}

extension ClientSession {
    /// Writes values to keys, which stand in turn from the second word on.
    fileprivate func writeAll(_ words: [[UInt8]]) -> LongCommand {
        LongCommand(.writingAlone, places: words.count / 2) { [self] place in
            write(words[2 * place + 1], words[2 * place + 2])
        } end: {
            .value(.ok)
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

    /// `GETRANGE key start end`: both ends belong to it, and are counted from the end where they are negative.
    fileprivate func part(_ words: [[UInt8]]) -> RESPValue {
        guard let start = words[2].integer, let end = words[3].integer else {
            return .notInteger
        }
        let value = held(words[1]) ?? []
        return .bulk(Array(value[Self.places(from: start, through: end, of: value.count)]))
    }

    /// As Redis counts: what lies before the first byte is the first, on either end.
    private static func places(
        from start: Int64, through end: Int64, of count: Int
    ) -> Range<Int> {
        let count64 = Int64(count)
        if start < 0, end < 0, start > end { return 0..<0 }
        func place(_ given: Int64) -> Int64 {
            given < 0 ? max(0, max(given, -count64) + count64) : given
        }
        let (first, last) = (place(start), min(place(end), count64 - 1))
        return first > last ? 0..<0 : Int(first)..<Int(last) + 1
    }
}
