import Glibc
import NIOCore
import NIOPosix

/// The port of a node on its event loop: it sends datagrams, and keeps both sockets bound.
///
/// Datagrams are handed to the system directly. The library's own way closes the whole socket when one
/// of them cannot be sent, because there is no route, a firewall forbids it, or the address is none; here
/// such an error belongs to whom the datagram was for, and everybody else goes on being heard.
final class GossipPort {
    let loop: any EventLoop
    /// Where what arrives on its sockets goes.
    let arrivals: NIOLoopBound<GossipArrivals>
    /// Where it listens.
    let address: SocketAddress?
    /// Told of what happens to the sockets, and of what could not be sent.
    var onEvent: (Event) -> Void = { _ in }
    /// Told of everything that goes no further.
    var drop: (Drop) -> Void = { _ in }
    private let datagrams: StandingSocket
    private let streams: StandingSocket
    private var held = HeldDatagrams()
    private var isRetrying = false
    private var sweeper: Ticker?

    /// What happens to a port.
    enum Event {
        case socket(Socket, StandingSocket.Change)
        /// A datagram could not be sent.
        case unsent(to: SocketAddress, reason: String)
    }

    /// One of the two sockets of a port.
    enum Socket: String { case datagrams, streams }

    /// Takes over what was bound. Call on the loop.
    init(_ sockets: GossipSockets) {
        let loop = sockets.loop
        self.loop = loop
        address = sockets.address
        arrivals = sockets.arrivals
        datagrams = StandingSocket(
            sockets.datagrams, loop: loop, bind: { sockets.bindDatagramsAgain() })
        streams = StandingSocket(
            sockets.streams, loop: loop, bind: { sockets.bindStreamsAgain() })
        let arrivals = arrivals
        sweeper = Ticker(on: loop, after: .seconds(1), every: .seconds(1)) {
            arrivals.value.sweep()
        }
        datagrams.onChange = { [weak self] in self?.onEvent(.socket(.datagrams, $0)) }
        streams.onChange = { [weak self] in self?.onEvent(.socket(.streams, $0)) }
    }

    /// Whether others can reach this node on both sockets.
    var isBound: Bool { datagrams.channel != nil && streams.channel != nil }

    /// The socket of a kind; nil while it is lost.
    func channel(_ socket: Socket) -> (any Channel)? {
        switch socket {
        case .datagrams: datagrams.channel
        case .streams: streams.channel
        }
    }

    /// Sends a datagram. Where the system has no room for it, it is kept for a moment.
    func send(_ packet: [UInt8], to address: SocketAddress) {
        guard held.isEmpty else { return hold(packet, address) }
        if case .full = write(packet, to: address) { hold(packet, address) }
    }

    /// Closes both sockets.
    func close() {
        held.removeAll()
        sweeper = nil
        datagrams.close()
        streams.close()
    }

    // MARK: Sending

    private enum Outcome { case done, full }

    private func write(_ packet: [UInt8], to address: SocketAddress) -> Outcome {
        guard address.isPossible else {
            drop(.impossibleAddress)
            return .done
        }
        guard let pipeline = datagrams.channel?.pipeline.syncOperations else {
            drop(.notBound)
            return .done
        }
        let code = try? pipeline.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
            Self.send(packet, to: address, on: $0)
        }
        switch code {
        case 0: return .done
        case EAGAIN, EWOULDBLOCK: return .full
        case nil: drop(.notBound)
        case let code?:
            drop(.sendFailed)
            onEvent(.unsent(to: address, reason: String(cString: strerror(code))))
        }
        return .done
    }

    /// - Returns: 0, or the system's number for why not.
    private static func send(
        _ packet: [UInt8], to address: SocketAddress, on socket: NIOBSDSocket.Handle
    ) -> CInt {
        address.withSockAddr { place, size in
            packet.withUnsafeBytes { bytes in
                while true {
                    let sent = sendto(
                        socket, bytes.baseAddress, bytes.count, 0, place, socklen_t(size))
                    if sent >= 0 { return 0 }
                    if errno != EINTR { return errno }
                }
            }
        }
    }

    private func hold(_ packet: [UInt8], _ address: SocketAddress) {
        guard held.add(packet, to: address) else { return drop(.queueFull) }
        guard !isRetrying else { return }
        isRetrying = true
        loop.assumeIsolated().scheduleTask(in: .milliseconds(1)) { [weak self] in
            self?.sendHeld()
        }
    }

    private func sendHeld() {
        isRetrying = false
        while let (packet, address) = held.takeFirst() {
            if case .full = write(packet, to: address) {
                return hold(packet, address)
            }
        }
    }
}

/// Datagrams for which the system had no room. Bounded.
struct HeldDatagrams {
    private var datagrams: [(packet: [UInt8], address: SocketAddress)] = []
    private var taken = 0
    private var bytes = 0

    var isEmpty: Bool { taken == datagrams.count }

    /// - Returns: false when there is no room left.
    mutating func add(_ packet: [UInt8], to address: SocketAddress) -> Bool {
        guard bytes + packet.count <= TransportLimits.heldBytesMax else { return false }
        bytes += packet.count
        datagrams.append((packet, address))
        return true
    }

    mutating func takeFirst() -> (packet: [UInt8], address: SocketAddress)? {
        guard !isEmpty else {
            removeAll()
            return nil
        }
        let first = datagrams[taken]
        bytes -= first.packet.count
        taken += 1
        // What was taken is let go in large pieces, so that each costs little.
        if taken >= Self.pieceMax {
            datagrams.removeFirst(taken)
            taken = 0
        }
        return first
    }

    mutating func removeAll() { self = HeldDatagrams() }

    private static let pieceMax = 512
}
