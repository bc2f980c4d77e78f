import Epidemic
import EpidemicWire
import Logging
import NIOCore

/// What is wrong between the keys of this node and of another, as far as a packet shows it.
enum KeyTrouble: Hashable {
    /// It is sealed with a key that this node does not have.
    case otherKey
    /// It is not sealed, and this node hears nobody who does not seal.
    case notSealed
    /// It is sealed, and this node has no key at all.
    case sealed
    /// Its seal does not fit: it was made without the key, or changed on its way.
    case forged

    /// nil for what has nothing to do with keys.
    init?(_ refusal: SealRefusal?) {
        switch refusal {
        case .unknownKey?: self = .otherKey
        case .unsealed?: self = .notSealed
        case .forged?: self = .forged
        case .unknownVersion?, .malformed?, .replayed?, .tooOld?, .reflected?, nil: return nil
        }
    }

    /// Who hears the packet.
    enum Hearer: String { case node, registry }

    fileprivate func sentence(for hearer: Hearer) -> Logger.Message {
        switch self {
        case .otherKey:
            "a node seals with a key that is not in this \(hearer)'s key file, and is not heard"
        case .notSealed: "a node does not seal its gossip, and is not heard: it needs the key file"
        case .sealed:
            "a node seals its gossip, and this \(hearer) has no key file: neither hears the other"
        case .forged: "something was sealed without the right key, or changed on its way"
        }
    }
}

extension LogLimiter {
    /// Tells a log of a packet that keys do not open.
    ///
    /// - Parameter cause: for whom it is told apart from others; nil for whoever made up an address.
    mutating func log(
        _ trouble: KeyTrouble, of hearer: KeyTrouble.Hearer, at address: SocketAddress,
        about cause: String?, now: Instant, to logger: Logger
    ) {
        log(
            trouble.sentence(for: hearer), about: cause, now: now, to: logger,
            ["from": "\(address.hostPort ?? cause ?? "?")"])
    }
}

extension Envelope {
    /// Whether bytes that are no packet are a sealed one.
    static func isSealed(_ bytes: [UInt8]) -> Bool { bytes.first == GossipSeal.magic }
}
