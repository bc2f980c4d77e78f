import Epidemic

/// Takes apart what a node answers, in either dialect.
///
/// Bytes go in as they arrive, answers come out when they are whole. Nested answers are kept on a stack
/// of their own, bounded, so no answer can exhaust the one of the program.
public struct RESPReplyParser: Sendable {
    private var input = RESPInput()
    /// Aggregates that are begun, the innermost last.
    private var open: [OpenAggregate] = []
    /// A block whose bytes are awaited.
    private var announced: (kind: ReplyLine.Block, length: Int)?
    /// Values and bytes of the answer under way.
    private var values = 0
    private var bytes = 0
    private var failure: RESPError?

    /// What is wrong with an answer.
    public enum Flaw: String, Hashable, Sendable, CustomStringConvertible {
        case line = "an answer's line does not end as it must"
        case number = "a number that is none"
        case length = "a length that is none"
        case truth = "a truth that is neither t nor f"
        case verbatim = "a verbatim text that is not of the kind txt"
        case tooDeep = "an answer nested too deep"
        case tooLarge = "an answer with too many values or bytes"

        public var description: String { rawValue }
    }

    private struct OpenAggregate {
        let kind: ReplyLine.Aggregate
        var missing: Int
        var values: [RESPValue] = []
    }

    public init() {}

    /// Takes in what has arrived.
    public mutating func append(_ bytes: some Sequence<UInt8>) {
        if failure == nil { input.append(bytes) }
    }

    /// The next answer; nil until more has arrived.
    ///
    /// - Throws: `RESPError`, and the same again from then on.
    public mutating func next() throws(RESPError) -> RESPValue? {
        if let failure { throw failure }
        do throws(RESPError) {
            return try nextAnswer()
        } catch {
            self = RESPReplyParser()
            failure = error
            throw error
        }
    }

    private mutating func nextAnswer() throws(RESPError) -> RESPValue? {
        while true {
            if let announced {
                guard let block = try input.block(of: announced.length) else { return nil }
                self.announced = nil
                let value = try Self.value(of: block, announced.kind)
                if let whole = close(with: value) { return whole }
            } else {
                guard let line = try nextLine() else { return nil }
                if let whole = try take(line) { return whole }
            }
        }
    }

    private mutating func nextLine() throws(RESPError) -> ReplyLine? {
        let line = try input.line(atMost: Limits.replyLineBytesMax, orThrow: .answer(.tooLarge))
        guard let line else { return nil }
        try count(values: 1, bytes: line.count)
        return try ReplyLine(line)
    }

    /// The whole answer, when this line was the last that it lacked.
    private mutating func take(_ line: ReplyLine) throws(RESPError) -> RESPValue? {
        switch line {
        case .value(let value): return close(with: value)
        case .block(let kind, let length):
            guard length <= Int64(Limits.replyBytesMax) else { throw .answer(.tooLarge) }
            try count(values: 0, bytes: Int(length))
            announced = (kind, Int(length))
        case .aggregate(let kind, let count):
            guard count <= Int64(Limits.replyValuesMax) else { throw .answer(.tooLarge) }
            guard count > 0 else { return close(with: Self.made(kind, [])) }
            guard open.count < Limits.replyDepthMax else { throw .answer(.tooDeep) }
            open.append(OpenAggregate(kind: kind, missing: Int(count) * kind.valuesEach))
        }
        return nil
    }

    private mutating func count(values: Int, bytes: Int) throws(RESPError) {
        self.values += values
        self.bytes += bytes
        guard self.values <= Limits.replyValuesMax, self.bytes <= Limits.replyBytesMax else {
            throw .answer(.tooLarge)
        }
    }

    /// Puts a value where it belongs; the whole answer when it was the last one missing.
    private mutating func close(with value: RESPValue) -> RESPValue? {
        var value = value
        while let last = open.indices.last {
            open[last].values.append(value)
            open[last].missing -= 1
            guard open[last].missing == 0 else { return nil }
            let whole = open.removeLast()
            value = Self.made(whole.kind, whole.values)
        }
        (values, bytes) = (0, 0)
        return value
    }

    private static func value(
        of block: [UInt8], _ kind: ReplyLine.Block
    ) throws(RESPError) -> RESPValue {
        guard kind == .verbatim else { return .bulk(block) }
        guard block.starts(with: "txt:".utf8) else { throw .answer(.verbatim) }
        return .verbatim(String(decoding: block.dropFirst(4), as: UTF8.self))
    }

    private static func made(_ kind: ReplyLine.Aggregate, _ values: [RESPValue]) -> RESPValue {
        switch kind {
        case .array: .array(values)
        case .set: .set(values)
        case .push: .push(values)
        case .map:
            .map(
                stride(from: 0, to: values.count, by: 2).map {
                    RESPValue.Pair(values[$0], values[$0 + 1])
                })
        }
    }
}

extension ReplyLine.Aggregate {
    /// How many values make up one of what is counted.
    fileprivate var valuesEach: Int { self == .map ? 2 : 1 }
}
