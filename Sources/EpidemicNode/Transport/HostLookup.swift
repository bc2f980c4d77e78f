import Glibc
import NIOCore

/// How the addresses behind a name are found out, and how often.
struct HostLookup: Sendable {
    /// All addresses of a name. Takes as long as it takes: called on a thread that may wait.
    var ask: @Sendable (HostPort) -> Result<[SocketAddress], Failure> = { Self.system($0) }
    /// The pause before a name is asked for again that nobody knew, or while nobody was found.
    var pause = TimeAmount.seconds(3)
    /// The pause before a name that is known is asked for again: others may stand behind it by then.
    var renewal = TimeAmount.seconds(60)

    /// Addresses of one name that are used.
    static let addressesMax = 256

    /// Why a name has no address, in the system's words.
    struct Failure: Error, Hashable { let reason: String }

    /// An address that is written out stands for itself, and is asked of nobody.
    static func literal(_ given: HostPort) -> SocketAddress? {
        try? SocketAddress(ipAddress: given.host, port: Int(given.port))
    }

    private static func system(_ given: HostPort) -> Result<[SocketAddress], Failure> {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(given.host, "\(given.port)", &hints, &list)
        guard code == 0 else {
            return .failure(Failure(reason: String(cString: gai_strerror(code))))
        }
        defer { freeaddrinfo(list) }
        var found: [SocketAddress] = []
        var next = list
        while let entry = next, found.count < addressesMax {
            if let address = address(entry.pointee), !found.contains(address) {
                found.append(address)
            }
            next = entry.pointee.ai_next
        }
        return found.isEmpty ? .failure(Failure(reason: "it has no address")) : .success(found)
    }

    private static func address(_ entry: addrinfo) -> SocketAddress? {
        guard let place = entry.ai_addr else { return nil }
        switch entry.ai_family {
        case AF_INET:
            return place.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                SocketAddress($0.pointee, host: "")
            }
        case AF_INET6:
            return place.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                SocketAddress($0.pointee, host: "")
            }
        default: return nil
        }
    }
}
