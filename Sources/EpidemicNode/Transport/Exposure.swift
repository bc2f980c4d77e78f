import Epidemic
import EpidemicWire

/// Whether gossip that nobody seals may be reached from other machines.
public enum Exposure: Hashable, Sendable {
    /// It is not: who asks for it is told what would be right.
    case refused
    /// It is, because somebody said that nobody else is on the network.
    case accepted

    /// - Throws: `NodeError.keyNeeded`.
    func check(_ address: HostPort, _ keyring: Keyring?) throws(NodeError) {
        guard self == .accepted || keyring != nil || address.isLoopback else {
            throw .keyNeeded(address)
        }
    }
}

/// What keeps strangers out of gossip.
public enum GossipProtection: String, Hashable, Sendable {
    /// It is sealed with a key.
    case sealed
    /// Only this machine can reach it.
    case loopback
    /// Nothing does.
    case insecure

    /// What does at an address.
    public init(at address: HostPort, _ keyring: Keyring?) {
        self = keyring != nil ? .sealed : address.isLoopback ? .loopback : .insecure
    }

    /// What an operator is told where nothing keeps strangers out.
    public static func warning(at address: HostPort) -> String {
        "gossip at \(address) is INSECURE: any machine that reaches it can read, change and delete "
            + "everything; --key-file seals it"
    }
}

extension NodeConfiguration {
    /// What keeps strangers out of the node's gossip.
    var protection: GossipProtection { GossipProtection(at: gossip, keyring) }
}
