import Epidemic
import EpidemicWire
import Glibc

@testable import EpidemicNode

/// A socket that sends any datagrams, and hears what comes back for some seconds at most.
struct RawDatagrams: ~Copyable {
    private let socket: Int32
    /// To which cluster it says that it belongs.
    private var cluster: ClusterIdentity = ClusterIdentity("strangers")

    init() {
        socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var limit = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(
            socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var place = Self.place("127.0.0.1", 0)
        _ = Self.with(&place) { bind(socket, $0, $1) }
    }

    deinit { close(socket) }

    /// The port from which it sends.
    var port: UInt16 {
        var place = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &size) }
        }
        return UInt16(bigEndian: place.sin_port)
    }

    /// Shows a node that it is where it says, and takes over the name of its cluster.
    mutating func introduce(to address: HostPort) throws {
        sendFrames(.greeting, [Handshake(asked: 1).frame], announcing: port, to: address)
        while let bytes = hear() {
            let packet = try Packet(bytes)
            cluster = packet.sender.cluster
            guard packet.kind != .gossip, let frame = packet.frames.first else { continue }
            let asked = try Handshake(frame).asked
            return sendFrames(
                .reply, [Handshake(answer: asked).frame], announcing: port, to: address)
        }
    }

    /// Sends a packet as a node would, with any messages in it.
    func send(
        _ kind: Packet.Kind, _ messages: [Message] = [], as name: ReplicaName = "stranger",
        announcing port: UInt16, to address: HostPort
    ) {
        sendFrames(
            kind, messages.map { MessageCodec.encode($0, at: WireClock(.zero)) }, as: name,
            announcing: port, to: address)
    }

    private func sendFrames(
        _ kind: Packet.Kind, _ frames: [[UInt8]], as name: ReplicaName = "stranger",
        announcing port: UInt16, to address: HostPort
    ) {
        let sender = Packet.Sender(
            cluster: cluster, id: ReplicaID(name: name, epoch: 1), port: port, process: 9)
        var packet = PacketWriter(sender: sender).head(kind)
        for frame in frames { PacketWriter.append(frame, to: &packet) }
        send(packet, to: address)
    }

    func send(_ bytes: [UInt8], to address: HostPort) {
        var place = Self.place(address.host, address.port)
        _ = Self.with(&place) { sendto(socket, bytes, bytes.count, 0, $0, $1) }
    }

    /// The next datagram; nil when none comes.
    func hear() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        return count < 0 ? nil : Array(buffer[..<count])
    }

    private static func place(_ host: String, _ port: UInt16) -> sockaddr_in {
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = port.bigEndian
        place.sin_addr.s_addr = inet_addr(host)
        return place
    }

    private static func with<Result>(
        _ place: inout sockaddr_in, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
