import COpenSSL
import Epidemic

// The one file of the wire that sees OpenSSL.

/// One sender's cipher under one key: ChaCha20-Poly1305 (RFC 8439) with a key of its own, derived by
/// HKDF-SHA256 (RFC 5869), so that two senders never share a nonce.
struct Cipher: Sendable {
    private let subkey: [UInt8]

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

    private static func derive(_ key: [UInt8], _ purpose: [UInt8], bytes: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bytes) { derived, count in
            let worked = copenssl_hkdf_sha256(
                key, key.count, purpose, purpose.count, derived.baseAddress, bytes)
            precondition(worked == 1, "this OpenSSL has no HKDF with SHA-256")
            count = bytes
        }
    }

    /// Appends the sealed text to the header that it is bound to, which is all of `frame` so far.
    func seal(_ text: [UInt8], counter: UInt64, behind frame: inout [UInt8]) {
        let context = Self.context(subkey, counter, sealing: true)
        defer { EVP_CIPHER_CTX_free(context) }
        var written: Int32 = 0
        var worked = EVP_CipherUpdate(context, nil, &written, frame, Int32(frame.count))
        let sealed = [UInt8](unsafeUninitializedCapacity: text.count + Self.tagBytes) {
            sealed, count in
            guard let start = sealed.baseAddress else { return }
            let tag = start + text.count
            worked &= EVP_CipherUpdate(context, start, &written, text, Int32(text.count))
            worked &= EVP_CipherFinal_ex(context, tag, &written)
            worked &= EVP_CIPHER_CTX_ctrl(
                context, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagBytes), tag)
            count = text.count + Self.tagBytes
        }
        precondition(worked == 1, "\(text.count) bytes could not be sealed")
        frame.append(contentsOf: sealed)
    }

    /// The text, when it and its header are as they were sealed.
    func open(
        _ sealed: ArraySlice<UInt8>, counter: UInt64, behind header: ArraySlice<UInt8>
    ) -> [UInt8]? {
        guard sealed.count >= Self.tagBytes else { return nil }
        let context = Self.context(subkey, counter, sealing: false)
        defer { EVP_CIPHER_CTX_free(context) }
        var tag = Array(sealed.suffix(Self.tagBytes))
        var written: Int32 = 0
        var worked = EVP_CIPHER_CTX_ctrl(
            context, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagBytes), &tag)
        worked &= header.withUnsafeBufferPointer {
            EVP_CipherUpdate(context, nil, &written, $0.baseAddress, Int32($0.count))
        }
        let length = sealed.count - Self.tagBytes
        let text = sealed.withUnsafeBufferPointer { sealed in
            [UInt8](unsafeUninitializedCapacity: length + 1) { text, count in
                guard let start = text.baseAddress else { return }
                worked &= EVP_CipherUpdate(
                    context, start, &written, sealed.baseAddress, Int32(length))
                worked &= EVP_CipherFinal_ex(context, start + length, &written)
                count = length
            }
        }
        return worked == 1 ? text : nil
    }

    /// What one sealing or opening works with; to be freed.
    private static func context(
        _ subkey: [UInt8], _ counter: UInt64, sealing: Bool
    ) -> OpaquePointer {
        guard let context = EVP_CIPHER_CTX_new() else {
            preconditionFailure("no memory to seal in")
        }
        let nonce: [UInt8] = [0, 0, 0, 0] + withUnsafeBytes(of: counter.bigEndian) { Array($0) }
        let worked = EVP_CipherInit_ex2(
            context, function, subkey, nonce, sealing ? 1 : 0, nil)
        precondition(worked == 1, "this OpenSSL could not begin ChaCha20-Poly1305")
        return context
    }

    /// Looked up once; what OpenSSL hands out is never written to again and may be used by any thread.
    nonisolated(unsafe) private static let function: OpaquePointer = {
        guard let function = EVP_CIPHER_fetch(nil, "ChaCha20-Poly1305", nil) else {
            preconditionFailure("this OpenSSL has no ChaCha20-Poly1305")
        }
        return function
    }()
}
