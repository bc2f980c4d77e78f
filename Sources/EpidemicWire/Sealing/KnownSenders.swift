import Epidemic

/// What is remembered of everybody whose sealed frames have come in: bounded, and when it is full the
/// sender unheard for longest is forgotten.
///
/// Only a genuine frame makes an entry, so nobody without a key can push another out.
struct KnownSenders: Sendable {
    private var senders: [SealedSender: Record] = [:]
    private var heard: UInt64 = 0

    private struct Record: Sendable {
        var window = ReplayWindow()
        var ciphers: [KeyFingerprint: Cipher] = [:]
        var heard: UInt64 = 0
        /// Whether the sender has shown that he speaks now.
        var isFresh = false

        mutating func note(_ header: SealedHeader, _ cipher: Cipher, _ moment: UInt64) {
            window.note(header.counter)
            ciphers[header.key] = cipher
            heard = moment
        }
    }

    func refusal(of header: SealedHeader) -> SealRefusal? {
        senders[header.sender]?.window.refusal(of: header.counter)
    }

    /// The cipher of a sender under a key, derived if it was not yet.
    func cipher(of sender: SealedSender, _ key: SealingKey) -> Cipher {
        senders[sender]?.ciphers[key.fingerprint] ?? Cipher(key, sender)
    }

    /// Whether a sender has shown that he speaks now.
    func isFresh(_ sender: SealedSender) -> Bool { senders[sender]?.isFresh ?? false }

    /// A sender has shown that he speaks now: whatever he sealed up to here counts as heard.
    mutating func noteFresh(_ stamp: SealStamp) {
        senders[stamp.sender]?.window = ReplayWindow(through: stamp.counter)
        senders[stamp.sender]?.isFresh = true
    }

    /// Remembers a genuine frame.
    ///
    /// - Returns: whether somebody else was forgotten for it.
    mutating func note(_ header: SealedHeader, opened cipher: Cipher) -> Bool {
        let isFull = senders[header.sender] == nil && senders.count >= Limits.sealedSendersMax
        if isFull { forgetOne() }
        heard += 1
        senders[header.sender, default: Record()].note(header, cipher, heard)
        return isFull
    }

    /// Drops what belongs to keys that are no longer held.
    mutating func keep(only keyring: Keyring) {
        for sender in Array(senders.keys) {
            let held = senders[sender]?.ciphers.filter { keyring.key($0.key) != nil }
            senders[sender]?.ciphers = held ?? [:]
        }
    }

    /// The moments of hearing are all different, so hash order has no say in this.
    private mutating func forgetOne() {
        guard let oldest = senders.min(by: { $0.value.heard < $1.value.heard }) else { return }
        senders[oldest.key] = nil
    }
}
