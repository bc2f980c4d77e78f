import Epidemic

/// The keys of a node: it seals with the first and opens with any.
///
/// A key is exchanged in three steps, each finished on all nodes before the next: add the new one,
/// promote it, remove the old one. At every moment every node can open what any other seals, so no
/// message is lost.
public struct Keyring: Hashable, Sendable {
    /// At least one; the first one seals.
    public private(set) var keys: [SealingKey]

    /// - Throws: `KeyringError` for no key, too many, or the same one twice.
    public init(_ keys: [SealingKey]) throws(KeyringError) {
        self.keys = []
        guard !keys.isEmpty else { throw .empty }
        for key in keys { try add(key) }
    }

    /// The key that seals.
    public var sealing: SealingKey { keys[0] }

    /// Adds a key that opens from now on.
    public mutating func add(_ key: SealingKey) throws(KeyringError) {
        guard place(of: key.fingerprint) == nil else { throw .repeated(key.fingerprint) }
        guard keys.count < Limits.sealingKeysMax else { throw .tooMany(keys.count + 1) }
        keys.append(key)
    }

    /// Seals with this key from now on.
    public mutating func promote(_ fingerprint: KeyFingerprint) throws(KeyringError) {
        guard let place = place(of: fingerprint) else { throw .unknown(fingerprint) }
        keys.insert(keys.remove(at: place), at: 0)
    }

    /// Opens nothing with this key any more.
    public mutating func remove(_ fingerprint: KeyFingerprint) throws(KeyringError) {
        guard let place = place(of: fingerprint) else { throw .unknown(fingerprint) }
        guard place > 0 else { throw .isSealing(fingerprint) }
        keys.remove(at: place)
    }

    func key(_ fingerprint: KeyFingerprint) -> SealingKey? {
        place(of: fingerprint).map { keys[$0] }
    }

    private func place(of fingerprint: KeyFingerprint) -> Int? {
        keys.firstIndex { $0.fingerprint == fingerprint }
    }
}

/// Why a keyring cannot be so.
public enum KeyringError: Error, Hashable, Sendable {
    case empty
    case tooMany(Int)
    case repeated(KeyFingerprint)
    case unknown(KeyFingerprint)
    /// The key that seals cannot be removed.
    case isSealing(KeyFingerprint)
}

extension KeyringError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .empty: "a keyring needs at least one key"
        case .tooMany(let count): "\(count) keys must be at most \(Limits.sealingKeysMax)"
        case .repeated(let key): "key \(key) is in the keyring already"
        case .unknown(let key): "key \(key) is not in the keyring"
        case .isSealing(let key):
            "key \(key) seals messages: promote another one before removing it"
        }
    }
}
