import EpidemicWire

/// The commands that took longest, the newest first, as Redis keeps them.
struct SlowLog {
    /// One command that was slow.
    struct Record {
        let id: Int64
        /// Seconds since 1970.
        let moment: Int64
        let microseconds: Int64
        let words: [[UInt8]]
        let address: String
        let client: [UInt8]
    }

    /// Commands that take less are not kept, in microseconds; negative keeps none.
    var thresholdMicroseconds: Int64 = 10_000
    /// How many are kept.
    var lengthMax = 128 { didSet { shorten() } }
    private(set) var records: [Record] = []
    private var nextID: Int64 = 0

    /// Whether a command that took so long is kept.
    func isSlow(nanoseconds: Int64) -> Bool {
        thresholdMicroseconds >= 0 && nanoseconds / 1_000 >= thresholdMicroseconds
    }

    mutating func add(
        _ words: [[UInt8]], nanoseconds: Int64, at moment: Int64, from address: String,
        named client: [UInt8]
    ) {
        records.insert(
            Record(
                id: nextID, moment: moment, microseconds: nanoseconds / 1_000,
                words: Self.cut(words), address: address, client: client), at: 0)
        nextID += 1
        shorten()
    }

    mutating func removeAll() { records.removeAll() }

    private mutating func shorten() {
        if records.count > lengthMax { records.removeLast(records.count - max(0, lengthMax)) }
    }

    /// The beginning of a command: some of its words, and some bytes of each, as a terminal can show them.
    private static func cut(_ words: [[UInt8]]) -> [[UInt8]] {
        func cut(_ word: [UInt8]) -> [UInt8] {
            let rest = word.count - TransportLimits.slowWordBytesMax
            let shown = EscapedText.plain(Array(word.prefix(TransportLimits.slowWordBytesMax)))
            return Array((rest > 0 ? shown + "... (\(rest) more bytes)" : shown).utf8)
        }
        guard words.count > TransportLimits.slowWordsMax else { return words.map(cut) }
        let rest = words.count - TransportLimits.slowWordsMax + 1
        return words.prefix(TransportLimits.slowWordsMax - 1).map(cut)
            + [Array("... (\(rest) more arguments)".utf8)]
    }
}

/// The words of a command without what nobody but the node is to know.
enum RedactedWords {
    private static let hidden = Array("(redacted)".utf8)

    static func of(_ words: [[UInt8]]) -> [[UInt8]] {
        switch words.first?.lowercased {
        case "auth": [words[0]] + words.dropFirst().map { _ in hidden }
        case "hello": hello(words)
        case _: words
        }
    }

    /// Two words after each AUTH.
    private static func hello(_ words: [[UInt8]]) -> [[UInt8]] {
        guard let place = words.firstIndex(where: { $0.lowercased == "auth" }) else { return words }
        return words.enumerated().map { (place + 1...place + 2).contains($0) ? hidden : $1 }
    }
}
