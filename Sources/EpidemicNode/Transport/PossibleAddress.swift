import Epidemic
import NIOCore

// At which addresses somebody can be. Whoever is told another is told of nobody: it is not sent to, and
// not passed on.

extension NodeAddress {
    /// Whether one node can be reached there from another: a port that is not 0, and an address that is
    /// neither all addresses nor a group of them, and means the same to everybody who is told it.
    var isPossible: Bool {
        guard port > 0 else { return false }
        switch kind {
        case .slot: return false
        case .ip4: return Self.isPossible(ip4: UInt32(truncatingIfNeeded: bits))
        case .ip6:
            if bits >> 32 == 0xFFFF {
                return Self.isPossible(ip4: UInt32(truncatingIfNeeded: bits))
            }
            // Neither unspecified, nor multicast, nor of one link: which link is not told.
            return bits != 0 && bits >> 120 != 0xFF && !isOfOneLink
        }
    }

    /// Whether it is an address that every link has anew, fe80::/10.
    fileprivate var isOfOneLink: Bool { kind == .ip6 && bits >> 118 == 0x3FA }

    /// Neither "this network" (0.0.0.0/8), nor multicast, reserved or broadcast (from 224.0.0.0).
    private static func isPossible(ip4 bits: UInt32) -> Bool {
        let first = bits >> 24
        return first > 0 && first < 224
    }
}

extension SocketAddress {
    /// Whether something can be sent there; here the link of an address of one link is known.
    var isPossible: Bool {
        guard let address = NodeAddress(self) else { return false }
        if case .v6(let scoped) = self, address.isOfOneLink, address.port > 0 {
            return scoped.address.sin6_scope_id > 0
        }
        return address.isPossible
    }
}

extension Message {
    /// Whether every node that it tells of is at a possible address.
    var hasPossibleAddresses: Bool {
        switch self {
        case .membership(.ping(let ping)): ping.news.hasPossibleAddresses
        case .membership(.ack(_, let news)): news.hasPossibleAddresses
        case .membership(.nack): true
        case .membership(.pingRequest(let request)):
            request.address.isPossible && request.news.hasPossibleAddresses
        case .membership(.news(let news)): news.hasPossibleAddresses
        case .membership(.exchange(let exchange)): exchange.news.hasPossibleAddresses
        case .registry(let message): message.hasPossibleAddresses
        case .push, .feedback, .pull, .refusal, .offer, .want, .values, .mail, .forgotten, .request,
            .reply, .arrival:
            true
        }
    }
}

extension RegistryMessage {
    /// Whether every node that it tells of is at a possible address.
    var hasPossibleAddresses: Bool {
        switch self {
        case .register(let registration): registration.address.isPossible
        case .listing(let registrations, _): registrations.allSatisfy(\.address.isPossible)
        case .withdraw, .ask: true
        }
    }
}

extension MemberNews {
    fileprivate var hasPossibleAddresses: Bool {
        records.allSatisfy(\.address.isPossible)
            && reports.allSatisfy { $0.status.control?.isPossible ?? true }
    }
}
