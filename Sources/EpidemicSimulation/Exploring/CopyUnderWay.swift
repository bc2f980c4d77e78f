import Epidemic

/// A copy of an entry that was mailed: a message that may arrive at any time, again and again, or never.
struct CopyUnderWay: Sendable {
    let fingerprint: Fingerprint
    let from: Int
    let to: Int
    let sent: Instant
    /// The update's, as a number.
    let identity: UInt16
    let isCertificate: Bool
    let update: Update
    let message: Message

    init(of carried: Carried, in message: Message, from: Int, to: Int, sent: Instant) {
        var hasher = FingerprintHasher()
        carried.update.feed(&hasher)
        hasher.feed(UInt64(carried.activation.number))
        hasher.feed(carried.activation.since)
        hasher.feed(from)
        hasher.feed(to)
        // How long a value is under way changes nothing.
        hasher.feed(carried.update.isCertificate ? sent : .zero)
        fingerprint = hasher.fingerprint
        self.from = from
        self.to = to
        self.sent = sent
        identity = Identity.number(of: carried.update.id)
        isCertificate = carried.update.isCertificate
        update = carried.update
        self.message = message
    }
}
