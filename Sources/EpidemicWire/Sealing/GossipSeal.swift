import Epidemic

/// Seals what a node sends and opens what it receives, so that only holders of a key can read, write or
/// change gossip, and nobody can send it twice.
///
/// One value serves all transports of a process. It binds no receiver: every message stands for itself,
/// and any member may hear it. Who has just begun, and so knows nobody's counters, asks for a
/// `SealProof` first.
public struct GossipSeal: Sendable {
    /// Can be changed at any time; see `Keyring` for how no message is lost meanwhile.
    public var keyring: Keyring {
        didSet {
            cipher = Cipher(keyring.sealing, sender)
            known.keep(only: keyring)
        }
    }
    /// What every sealed frame begins with.
    public static var magic: UInt8 { SealedHeader.magic }

    /// What did not get in.
    public private(set) var refusals = SealRefusalCounters()
    private let sender: SealedSender
    private var counter: UInt64 = 0
    private var cipher: Cipher
    private var known = KnownSenders()
    /// What it had sealed when it last forgot somebody: proofs of earlier frames may be recordings.
    private var forgotAt: UInt64 = 0

    public init(sender: SealedSender, keyring: Keyring) {
        self.sender = sender
        self.keyring = keyring
        cipher = Cipher(keyring.sealing, sender)
    }

    /// How many bytes a sealed frame is longer than its text.
    public var overhead: Int {
        SealedHeader.fixedBytes + sender.name.text.utf8.count + Cipher.tagBytes
    }

    /// Seals any bytes: one message, or a datagram full of them.
    public mutating func seal(_ text: [UInt8]) -> [UInt8] {
        precondition(counter < .max, "\(sender.name) has sealed \(counter) frames")
        counter += 1
        var frame: [UInt8] = []
        frame.reserveCapacity(text.count + overhead)
        SealedHeader(key: keyring.sealing.fingerprint, sender: sender, counter: counter)
            .write(to: &frame)
        cipher.seal(text, counter: counter, behind: &frame)
        return frame
    }

    /// What a frame seals.
    ///
    /// - Throws: `SealRefusal`, which has been counted; the frame has to be dropped without an answer.
    public mutating func open(_ frame: ArraySlice<UInt8>) throws(SealRefusal) -> Opened {
        do throws(SealRefusal) {
            return try admitted(frame)
        } catch {
            refusals.count(error)
            throw error
        }
    }

    /// What a frame seals.
    public mutating func open(_ frame: [UInt8]) throws(SealRefusal) -> Opened {
        try open(frame[...])
    }

    /// Takes a proof that somebody speaks now; from here on what he says is fresh.
    ///
    /// - Parameter stamp: of the frame that the proof came in.
    /// - Returns: whether it is one.
    public mutating func accept(proof: ArraySlice<UInt8>, in stamp: SealStamp) -> Bool {
        guard let heard = SealProof.read(proof), heard.start == sender.start,
            heard.counter > forgotAt, heard.counter <= counter
        else { return false }
        known.noteFresh(stamp)
        return true
    }

    /// Cheap tests first; the window moves only for what is genuine.
    private mutating func admitted(_ frame: ArraySlice<UInt8>) throws(SealRefusal) -> Opened {
        let (header, end) = try SealedHeader.read(frame)
        guard let key = keyring.key(header.key) else { throw .unknownKey }
        guard header.sender != sender else { throw .reflected }
        if let refusal = known.refusal(of: header) { throw refusal }
        let cipher = known.cipher(of: header.sender, key)
        guard let text = cipher.open(frame[end...], counter: header.counter, behind: frame[..<end])
        else { throw .forged }
        if known.note(header, opened: cipher) { forgotAt = counter }
        return Opened(
            text: text, stamp: SealStamp(sender: header.sender, counter: header.counter),
            isFresh: known.isFresh(header.sender))
    }
}
