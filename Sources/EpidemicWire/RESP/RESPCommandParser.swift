/// Takes apart what clients send: arrays of bulk strings, and lines typed by hand.
///
/// Bytes go in as they arrive, commands come out when they are whole; a command may be cut anywhere.
/// Nothing is allocated for what was only announced. After an error the connection has to be closed:
/// where the next command begins cannot be known any more.
public struct RESPCommandParser: Sendable {
    /// What this client may send; more once it has given the password.
    public var limits: RESPLimits
    private var input = RESPInput()
    private var open: OpenCommand?
    private var failure: RESPError?

    /// A command of which a part is still to come.
    private struct OpenCommand {
        var missing: Int
        var words: [[UInt8]] = []
        var bytes = 0
        /// The announced length of the word under way.
        var announced: Int?
    }

    public init(limits: RESPLimits = .client) { self.limits = limits }

    /// Bytes that have arrived and are not part of any command handed out yet.
    public var waiting: Int { input.count + (open?.words.reduce(0) { $0 + $1.count } ?? 0) }

    /// Takes in what has arrived.
    public mutating func append(_ bytes: some Sequence<UInt8>) {
        if failure == nil { input.append(bytes) }
    }

    /// The words of the next command, at least one; nil until more has arrived.
    ///
    /// - Throws: `RESPError`, and the same again from then on.
    public mutating func next() throws(RESPError) -> [[UInt8]]? {
        if let failure { throw failure }
        do throws(RESPError) {
            return try nextCommand()
        } catch {
            failure = error
            (input, open) = (RESPInput(), nil)
            throw error
        }
    }

    private mutating func nextCommand() throws(RESPError) -> [[UInt8]]? {
        while true {
            if open != nil { return try finished() }
            guard let first = input.first else { return nil }
            if first == UInt8(ascii: "*") {
                guard try begin() else { return nil }
            } else {
                guard let line = try input.line(atMost: limits.lineBytesMax, orThrow: .longInline)
                else { return nil }
                let words = try InlineWords.split(line.withoutReturn ?? line)
                if !words.isEmpty { return words }
            }
        }
    }

    /// Reads the head of an array; false when it has not all arrived. An empty array is no command.
    private mutating func begin() throws(RESPError) -> Bool {
        guard
            let line = try input.line(atMost: limits.lineBytesMax, orThrow: .longMultibulkCount)
        else { return false }
        guard let count = line.withoutReturn?.dropFirst().number,
            count <= Int64(limits.wordsCeiling)
        else { throw .multibulkLength }
        guard count <= Int64(limits.wordsMax) else { throw .unauthenticatedMultibulkLength }
        if count > 0 { open = OpenCommand(missing: Int(count)) }
        return true
    }

    /// The words of the open command; nil when some have not arrived.
    private mutating func finished() throws(RESPError) -> [[UInt8]]? {
        while let missing = open?.missing, missing > 0 {
            guard let length = try announcedLength(), let word = try input.block(of: length) else {
                return nil
            }
            open?.words.append(word)
            open?.announced = nil
            open?.missing -= 1
        }
        defer { open = nil }
        return open?.words
    }

    /// How long the next word says it is.
    private mutating func announcedLength() throws(RESPError) -> Int? {
        if let announced = open?.announced { return announced }
        guard let line = try input.line(atMost: limits.lineBytesMax, orThrow: .longBulkCount) else {
            return nil
        }
        guard line.first == UInt8(ascii: "$") else { throw .expectedBulk(got: line.first) }
        let length = try self.length(line)
        open?.announced = length
        open?.bytes += length
        guard let bytes = open?.bytes, bytes <= limits.commandBytesMax else {
            throw .longCommand(limit: limits.commandBytesMax)
        }
        return length
    }

    private func length(_ line: ArraySlice<UInt8>) throws(RESPError) -> Int {
        guard let length = line.withoutReturn?.dropFirst().number, length >= 0,
            length <= Int64(limits.wordBytesCeiling)
        else { throw .bulkLength }
        guard length <= Int64(limits.wordBytesMax) else { throw .unauthenticatedBulkLength }
        return Int(length)
    }
}
