import Foundation
import Laboratory

/// Ports that nobody listens on.
enum FreePorts {
    /// A base port from which so many nodes can be launched.
    ///
    /// - Throws: `Complaint` when there is none.
    static func base(for nodes: Int) throws(Complaint) -> UInt16 {
        for base in stride(from: first, to: 32_000, by: 100) where isFree(base, nodes) {
            return UInt16(base)
        }
        throw .failed("there are no \(2 * nodes) free ports in a row from \(first) to 32000")
    }

    private static let first = 20_000

    private static func isFree(_ base: Int, _ nodes: Int) -> Bool {
        (1...nodes).allSatisfy {
            canBind(base + $0, SOCK_DGRAM) && canBind(base + $0, SOCK_STREAM)
                && canBind(base + 1_000 + $0, SOCK_STREAM)
        }
    }

    private static func canBind(_ port: Int, _ kind: __socket_type) -> Bool {
        let socket = Foundation.socket(AF_INET, Int32(kind.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
