import Crypto
import Epidemic

// The one file of the wire that sees Crypto.

/// One sender's cipher under one key: ChaCha20-Poly1305 (RFC 8439) with a key of its own, derived by
/// HKDF-SHA256 (RFC 5869), so that two senders never share a nonce.
struct Cipher: Sendable {
    private let subkey: SymmetricKey

    /// The bytes that sealing adds behind the text.
    static let tagBytes = 16

    init(_ key: SealingKey, _ sender: SealedSender) {
        var purpose = Array("outbreak gossip 1 ".utf8)
        purpose.append(contentsOf: sender.name.text.utf8)
        purpose.append(0)
        withUnsafeBytes(of: sender.start.bigEndian) { purpose.append(contentsOf: $0) }
        subkey = Self.derive(key.bytes, purpose, bytes: SealingKey.byteCount)
    }

    /// What a key is called.
    static func fingerprint(of key: [UInt8]) -> KeyFingerprint {
        let derived = derive(key, Array("outbreak fingerprint 1".utf8), bytes: 4)
        return KeyFingerprint(
            bits: derived.withUnsafeBytes { UInt32(bigEndian: $0.loadUnaligned(as: UInt32.self)) })
    }

    private static func derive(_ key: [UInt8], _ purpose: [UInt8], bytes: Int) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: key), info: purpose, outputByteCount: bytes)
    }

    /// Appends the sealed text to the header that it is bound to, which is all of `frame` so far.
    func seal(_ text: [UInt8], counter: UInt64, behind frame: inout [UInt8]) {
        do {
            let box = try ChaChaPoly.seal(
                text, using: subkey, nonce: Self.nonce(counter), authenticating: frame)
            frame.append(contentsOf: box.ciphertext)
            frame.append(contentsOf: box.tag)
        } catch {
            preconditionFailure("\(text.count) bytes could not be sealed: \(error)")
        }
    }

    /// The text, when it and its header are as they were sealed.
    func open(
        _ sealed: ArraySlice<UInt8>, counter: UInt64, behind header: ArraySlice<UInt8>
    ) -> [UInt8]? {
        guard sealed.count >= Self.tagBytes,
            let nonce = try? Self.nonce(counter),
            let box = try? ChaChaPoly.SealedBox(
                nonce: nonce, ciphertext: sealed.dropLast(Self.tagBytes),
                tag: sealed.suffix(Self.tagBytes)),
            let text = try? ChaChaPoly.open(box, using: subkey, authenticating: header)
        else { return nil }
        return Array(text)
    }

    private static func nonce(_ counter: UInt64) throws -> ChaChaPoly.Nonce {
        try withUnsafeBytes(of: counter.bigEndian) { bytes in
            try ChaChaPoly.Nonce(data: [0, 0, 0, 0] + Array(bytes))
        }
    }
}
