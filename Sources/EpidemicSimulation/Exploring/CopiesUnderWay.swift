import Epidemic

/// All copies of entries that were mailed, each once, by number.
struct CopiesUnderWay {
    /// One copy: a message that may arrive at any time, again and again, or never.
    struct Copy: Sendable {
        let message: Message
        let update: Update
        let from: Int
        let to: Int
        let sent: Instant
        let fingerprint: Fingerprint
    }

    private var copies: [Copy] = []
    private var numbers: [Fingerprint: UInt32] = [:]

    var count: Int { copies.count }

    subscript(number: UInt32) -> Copy { copies[Int(number)] }

    /// The number of a copy of an entry.
    mutating func number(
        of carried: Carried, in message: Message, from: Int, to: Int, sent: Instant
    ) -> UInt32 {
        var hasher = FingerprintHasher()
        carried.update.feed(&hasher)
        hasher.feed(UInt64(carried.activation.number))
        hasher.feed(carried.activation.since)
        hasher.feed(from)
        hasher.feed(to)
        // How long a value is under way changes nothing.
        hasher.feed(carried.update.isCertificate ? sent : .zero)
        let fingerprint = hasher.fingerprint
        if let number = numbers[fingerprint] { return number }
        numbers[fingerprint] = UInt32(copies.count)
        copies.append(
            Copy(
                message: message, update: carried.update, from: from, to: to, sent: sent,
                fingerprint: fingerprint))
        return UInt32(copies.count - 1)
    }
}
