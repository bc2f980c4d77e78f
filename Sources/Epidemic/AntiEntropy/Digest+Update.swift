import COpenSSL

// The one file of the engine that sees OpenSSL.

extension Digest {
    /// The digest of (key, write clock, identity, content), by SHA-256 truncated to 128 bits.
    ///
    /// Every part is preceded by its length or has a fixed one, so no two different updates feed the
    /// hash the same bytes.
    static func of(_ update: Update) -> Digest {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128)
        bytes.append(counted: update.key.bytes)
        bytes.append(update.id)
        bytes.append(fixed: UInt64(update.clock.components.count))
        for component in update.clock.components {
            bytes.append(component.replica)
            bytes.append(fixed: component.count)
        }
        switch update.content {
        case .value(let value):
            bytes.append(1)
            bytes.append(counted: value.bytes)
        case .deathCertificate(let created, let retention):
            bytes.append(2)
            bytes.append(fixed: UInt64(bitPattern: created.nanoseconds))
            bytes.append(fixed: UInt64(retention.count))
            for name in retention { bytes.append(counted: Array(name.text.utf8)) }
        }
        return Digest(hashing: bytes)
    }

    /// The digest of an inner node of a hash tree: of the tuple of its children.
    static func of(children: ArraySlice<Digest>) -> Digest {
        children.withUnsafeBytes { Digest(hashing: $0) }
    }

    /// The upper half: what exchanges name things by where the roots are compared in the end anyhow.
    var fingerprint: UInt64 { UInt64(truncatingIfNeeded: bits >> 64) }

    private init(hashing bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { Digest(hashing: $0) }
    }

    private init(hashing buffer: UnsafeRawBufferPointer) {
        self.init(bits: SHA256.prefix(of: buffer, as: UInt128.self).littleEndian)
    }
}

extension Key {
    /// Where the key stands when keys are scattered evenly: 64 bits of its SHA-256, so that nobody can
    /// crowd a bucket by choosing keys.
    var scattered: UInt64 {
        bytes.withUnsafeBytes { SHA256.prefix(of: $0, as: UInt64.self).bigEndian }
    }
}

/// The hash function of FIPS 180-4, as the system's OpenSSL computes it.
private enum SHA256 {
    /// Looked up once; what OpenSSL hands out is never written to again and may be used by any thread.
    nonisolated(unsafe) private static let function: OpaquePointer = {
        guard let function = EVP_MD_fetch(nil, "SHA256", nil) else {
            preconditionFailure("this OpenSSL has no SHA-256")
        }
        return function
    }()

    /// The first bytes of the hash, read as a number in this machine's order.
    static func prefix<Number: FixedWidthInteger & BitwiseCopyable>(
        of bytes: UnsafeRawBufferPointer, as _: Number.Type
    ) -> Number {
        withUnsafeTemporaryAllocation(byteCount: 32, alignment: 16) { hash in
            let made = EVP_Digest(
                bytes.baseAddress, bytes.count, hash.baseAddress, nil, function, nil)
            precondition(made == 1, "\(bytes.count) bytes could not be hashed")
            return hash.loadUnaligned(as: Number.self)
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(fixed number: UInt64) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func append(counted bytes: [UInt8]) {
        append(fixed: UInt64(bytes.count))
        append(contentsOf: bytes)
    }

    fileprivate mutating func append(_ replica: ReplicaID) {
        append(counted: Array(replica.name.text.utf8))
        append(fixed: replica.epoch)
    }

    fileprivate mutating func append(_ id: UpdateID) {
        append(id.origin)
        append(fixed: id.sequence)
    }
}
