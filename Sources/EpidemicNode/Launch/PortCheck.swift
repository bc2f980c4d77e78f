import Glibc

/// Whether the ports of a process that is to be launched can be had.
enum PortCheck {
    /// The first address of these that somebody listens on already.
    static func taken(gossip: HostPort, control: HostPort) -> HostPort? {
        if !isFree(gossip, SOCK_DGRAM) || !isFree(gossip, SOCK_STREAM) { return gossip }
        return isFree(control, SOCK_STREAM) ? nil : control
    }

    /// Binds for a moment, as the process will; what lingers of earlier connections is no hindrance.
    private static func isFree(_ address: HostPort, _ kind: __socket_type) -> Bool {
        let file = socket(AF_INET, Int32(kind.rawValue), 0)
        guard file >= 0 else { return true }
        defer { close(file) }
        if kind == SOCK_STREAM {
            var on: Int32 = 1
            setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        }
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = address.port.bigEndian
        place.sin_addr.s_addr = inet_addr(address.host)
        return withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                    || errno != EADDRINUSE
            }
        }
    }
}
