/// What one line of an answer says by itself.
enum ReplyLine {
    case value(RESPValue)
    /// So many bytes and a line end follow.
    case block(Block, length: Int64)
    /// So many values follow, of a map so many pairs.
    case aggregate(Aggregate, count: Int64)

    enum Block { case bulk, verbatim }

    enum Aggregate { case array, map, set, push }

    /// Reads a line, which still ends with its carriage return.
    init(_ whole: ArraySlice<UInt8>) throws(RESPError) {
        guard let sign = whole.first, let line = whole.withoutReturn?.dropFirst() else {
            throw .answer(.line)
        }
        if let follows = Self.follows(sign) {
            self = try Self.announced(line, follows)
        } else {
            self = .value(try Self.value(sign, line))
        }
    }

    private static func value(
        _ sign: UInt8, _ line: ArraySlice<UInt8>
    ) throws(RESPError) -> RESPValue {
        switch (sign, line.count) {
        case (UInt8(ascii: "+"), _): return .simple(String(decoding: line, as: UTF8.self))
        case (UInt8(ascii: "-"), _): return .error(String(decoding: line, as: UTF8.self))
        case (UInt8(ascii: ":"), _):
            guard let number = line.number else { throw .answer(.number) }
            return .integer(number)
        case (UInt8(ascii: ","), _):
            let text = String(decoding: line, as: UTF8.self)
            guard let number = Double(text) else { throw .answer(.number) }
            return .double(number)
        case (UInt8(ascii: "#"), 1) where line.first == UInt8(ascii: "t"): return .boolean(true)
        case (UInt8(ascii: "#"), 1) where line.first == UInt8(ascii: "f"): return .boolean(false)
        case (UInt8(ascii: "#"), _): throw .answer(.truth)
        case (UInt8(ascii: "_"), 0): return .null
        case (UInt8(ascii: "_"), _): throw .answer(.line)
        case (let unknown, _): throw .unknownKind(unknown)
        }
    }

    /// What follows a line that begins so; nil when the line is all.
    private static func follows(_ sign: UInt8) -> ((Int64) -> ReplyLine)? {
        switch sign {
        case UInt8(ascii: "$"): { .block(.bulk, length: $0) }
        case UInt8(ascii: "="): { .block(.verbatim, length: $0) }
        case UInt8(ascii: "*"): { .aggregate(.array, count: $0) }
        case UInt8(ascii: "%"): { .aggregate(.map, count: $0) }
        case UInt8(ascii: "~"): { .aggregate(.set, count: $0) }
        case UInt8(ascii: ">"): { .aggregate(.push, count: $0) }
        default: nil
        }
    }

    /// A length of -1 is how RESP2 says null.
    private static func announced(
        _ line: ArraySlice<UInt8>, _ follows: (Int64) -> ReplyLine
    ) throws(RESPError) -> ReplyLine {
        guard let length = line.number, length >= -1 else { throw .answer(.length) }
        return length < 0 ? .value(.null) : follows(length)
    }
}
