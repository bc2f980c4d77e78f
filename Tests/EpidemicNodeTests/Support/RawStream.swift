import Glibc

@testable import EpidemicNode

/// A stream on which anything is said, well-formed or not; it waits for some seconds at most.
///
/// It ends when the last who holds it lets it go.
final class RawStream {
    private let socket: Int32

    init(to address: HostPort) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(
            socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(
            socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
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

    /// Sends all of it; false when the other side does not take it.
    @discardableResult
    func say(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let sent = send(rest, flags: MSG_NOSIGNAL)
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    /// Ends what is said; what is answered can still be heard.
    func fallSilent() { shutdown(socket, Int32(SHUT_WR)) }

    /// Announces a packet of so many bytes, and sends some of them, as far as they are taken at once.
    func say(announcing length: UInt32, bytes: Int) {
        let head = withUnsafeBytes(of: length.bigEndian) { Array($0) }
        let packet = head + [UInt8](repeating: 0xED, count: bytes)
        _ = send(packet[...], flags: MSG_NOSIGNAL, MSG_DONTWAIT)
    }

    /// Hears until so much text has come, or the connection ends.
    func hear(_ count: Int) -> String {
        var heard: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while heard.count < count {
            let received = recv(socket, &buffer, min(buffer.count, count - heard.count), 0)
            guard received > 0 else { break }
            heard += buffer[..<received]
        }
        return String(decoding: heard, as: UTF8.self)
    }

    /// Hears everything until the other side ends the connection.
    func hearToEnd() -> String { hear(.max) }

    private func send(_ bytes: ArraySlice<UInt8>, flags: Int...) -> Int {
        let flags = flags.reduce(Int32(0)) { $0 | Int32($1) }
        return bytes.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, flags) }
    }
}
