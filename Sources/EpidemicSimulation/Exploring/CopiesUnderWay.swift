import Epidemic

/// All copies of entries that were mailed, each once, by number.
final class CopiesUnderWay: Sendable {
    /// One copy: a message that may arrive at any time, again and again, or never.
    struct Copy: Sendable {
        let fingerprint: Fingerprint
        let from: Int
        let to: Int
        let sent: Instant
        /// The number of the update's identity.
        let identity: UInt16
        let isCertificate: Bool
        let update: Update
        let message: Message
    }

    private let copies = SharedNumbers<Copy>()

    subscript(number: UInt32) -> UnsafePointer<Copy> {
        @inline(__always) get { copies[number] }
    }

    /// The number of a copy of an entry.
    func number(
        of carried: Carried, _ identity: UInt16, in message: Message, from: Int, to: Int,
        sent: Instant
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
        return copies.number(of: fingerprint) {
            Copy(
                fingerprint: fingerprint, from: from, to: to, sent: sent, identity: identity,
                isCertificate: carried.update.isCertificate, update: carried.update,
                message: message)
        }
    }
}
