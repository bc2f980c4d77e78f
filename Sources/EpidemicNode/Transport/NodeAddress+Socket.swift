import Epidemic
import NIOCore

extension NodeAddress {
    /// An address of the internet protocol; nil for any other.
    init?(_ address: SocketAddress) {
        switch address {
        case .v4(let address):
            self.init(
                ip4: UInt32(bigEndian: address.address.sin_addr.s_addr),
                port: UInt16(bigEndian: address.address.sin_port))
        case .v6(let address):
            let bits = withUnsafeBytes(of: address.address.sin6_addr) {
                $0.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
            }
            self.init(ip6: bits, port: UInt16(bigEndian: address.address.sin6_port))
        case .unixDomainSocket: return nil
        }
    }

    /// Where datagrams and streams for it go; nil for a place in a simulation.
    var socketAddress: SocketAddress? {
        switch kind {
        case .slot: nil
        case .ip4, .ip6: try? SocketAddress(ipAddress: host, port: Int(port))
        }
    }

    /// The address without its port.
    var hostPort: HostPort? { kind == .slot ? nil : HostPort(host: host, port: port) }

    private var host: String {
        switch kind {
        case .slot, .ip4: String(description.prefix { $0 != ":" })
        case .ip6: String(description.dropFirst().prefix { $0 != "]" })
        }
    }
}
