import Crypto

// The one file of the engine that sees Crypto.

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
        var function = SHA256()
        function.update(bufferPointer: buffer)
        let bits = function.finalize().withUnsafeBytes { $0.loadUnaligned(as: UInt128.self) }
        self.init(bits: UInt128(littleEndian: bits))
    }
}

extension Key {
    /// Where the key stands when keys are scattered evenly: 64 bits of its SHA-256, so that nobody can
    /// crowd a bucket by choosing keys.
    var scattered: UInt64 {
        let hash = bytes.withUnsafeBytes { buffer in
            var function = SHA256()
            function.update(bufferPointer: buffer)
            return function.finalize()
        }
        return UInt64(bigEndian: hash.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) })
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
