/// Why a frame did not get in. Nothing is answered to any of them.
public enum SealRefusal: UInt8, Error, Hashable, Sendable, CaseIterable {
    /// It is not sealed at all.
    case unsealed
    case unknownVersion
    /// Shorter than its own header, or from a name that is none.
    case malformed
    /// Sealed with a key that is not in the keyring.
    case unknownKey
    /// It was changed on its way, or made without the key.
    case forged
    /// It came before.
    case replayed
    /// So long after later ones of its sender that nobody knows whether it came before.
    case tooOld
    /// This node's own, sent back.
    case reflected

    /// The name that people see.
    public var name: String {
        switch self {
        case .unsealed: "not sealed"
        case .unknownVersion: "unknown seal version"
        case .malformed: "malformed seal"
        case .unknownKey: "unknown key"
        case .forged: "forged"
        case .replayed: "replayed"
        case .tooOld: "too old to tell from a replay"
        case .reflected: "own message sent back"
        }
    }
}

/// How often each refusal happened.
public struct SealRefusalCounters: Hashable, Sendable {
    private var counts = [UInt64](repeating: 0, count: SealRefusal.allCases.count)

    public init() {}

    public subscript(refusal: SealRefusal) -> UInt64 { counts[Int(refusal.rawValue)] }

    mutating func count(_ refusal: SealRefusal) { counts[Int(refusal.rawValue)] += 1 }
}
