import Glibc

@testable import EpidemicNode

/// A stream on which anything is said as far as the other side takes it, and nothing is heard.
final class RawStream {
    private let socket: Int32

    init(to address: HostPort) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = address.port.bigEndian
        place.sin_addr.s_addr = inet_addr(address.host)
        let outcome = withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard outcome == 0 else { throw ControlError.closed }
    }

    deinit { close(socket) }

    func say(_ text: String) { say(Array(text.utf8)) }

    /// Announces a packet of so many bytes, and sends some of them.
    func say(announcing length: UInt32, bytes: Int) {
        let head = withUnsafeBytes(of: length.bigEndian) { Array($0) }
        say(head + [UInt8](repeating: 0xED, count: bytes))
    }

    private func say(_ bytes: [UInt8]) {
        _ = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
    }
}
