import Epidemic
import EpidemicWire
import NIOCore
import NIOPosix

/// Which way small messages go between nodes. What does not fit a datagram always goes over TCP.
public enum TransportKind: String, Hashable, Sendable, CaseIterable { case udp, tcp }

/// The sockets of one node, and a queue for each peer.
///
/// Lives on the event loop of its node. Messages are packed while a turn lasts, and go out with
/// `flush`. Nothing here waits for anybody: what a peer does not take in time is dropped, by name.
final class Transport {
    let kind: TransportKind
    /// What packets begin with.
    var writer: PacketWriter
    private(set) var traffic = TrafficCounters()
    let port: GossipPort
    let envelope: Envelope
    /// Who has shown that it is where it says.
    var strangers: Strangers
    private var links: [SocketAddress: PeerLink] = [:]
    /// The links that have something to send.
    private var waiting: [PeerLink] = []
    let drop: (Drop) -> Void
    /// Why nothing goes to an address, where somebody asked for a fault.
    var outgoingFault: (SocketAddress) -> Drop? = { _ in nil }

    /// Whether who runs this node told of an address.
    var isKnown: (SocketAddress) -> Bool = { _ in false }

    /// - Parameter drop: told of everything that goes no further.
    init(
        _ kind: TransportKind, port: GossipPort, sender: Packet.Sender, envelope: Envelope,
        drop: @escaping (Drop) -> Void
    ) {
        self.kind = kind
        self.port = port
        self.envelope = envelope
        self.drop = drop
        port.drop = drop
        writer = PacketWriter(sender: sender)
        var generator = SystemRandomNumberGenerator()
        strangers = Strangers(using: &generator)
    }

    /// Queues the frame of a message.
    func send(_ frame: [UInt8], to address: SocketAddress) {
        let link = link(to: address)
        let fits =
            writer.head(.gossip).count + PacketWriter.room(for: frame.count) + envelope.overhead
            <= TransportLimits.datagramBytesMax
        let isQueued =
            kind == .udp && fits
            ? link.datagrams.add(frame, writer) : link.stream.add(frame, writer)
        guard isQueued else { return drop(.queueFull) }
        traffic.framesOut += 1
        // Of much that is said at once the peer hears the beginning while the rest is still put together.
        if link.stream.bytes >= TransportLimits.packetBytesTarget { flush(link.stream) }
        if !link.isWaiting {
            link.isWaiting = true
            waiting.append(link)
        }
    }

    /// Says something to somebody who speaks here, as a datagram, and on the way of messages where that
    /// is another: networks that carry streams alone are why it is chosen.
    func answer(_ packet: [UInt8], to address: SocketAddress) {
        sendAtOnce(packet, to: address)
        guard kind == .tcp, address.isPossible,
            links[address] != nil || links.count < TransportLimits.linksMax
        else { return }
        let stream = link(to: address).stream
        guard stream.add(packet: packet) else { return drop(.queueFull) }
        flush(stream)
    }

    /// Sends a whole packet at once, as a datagram.
    func sendAtOnce(_ packet: [UInt8], to address: SocketAddress) {
        traffic.packetsOut += 1
        traffic.bytesOut += UInt64(packet.count)
        port.send(envelope.close(packet), to: address)
    }

    /// Sends what was queued, as far as pacing and the sockets let it.
    func flush() {
        guard !waiting.isEmpty else { return }
        let links = waiting
        waiting.removeAll(keepingCapacity: true)
        for link in links {
            link.isWaiting = false
            sendDatagrams(of: link)
            flush(link.stream)
        }
    }

    private func flush(_ stream: PeerStream) { traffic.bytesOut += UInt64(stream.flush()) }

    /// Counts a packet that arrived.
    func noteArrival(bytes: Int) {
        traffic.packetsIn += 1
        traffic.bytesIn += UInt64(bytes)
    }

    func noteFrame() { traffic.framesIn += 1 }

    /// Forgets what is queued, and closes the streams to others and the port.
    func close() {
        port.close()
        for link in links.values { link.stream.close() }
        links.removeAll()
        waiting.removeAll()
    }

    /// Bytes that wait, over all peers.
    var queuedBytes: Int {
        links.values.reduce(0) { $0 + $1.datagrams.bytes + $1.stream.bytes }
    }

    /// Sends one stroke of datagrams, and comes back for the next after a rest.
    private func sendDatagrams(of link: PeerLink) {
        guard !link.isResting else { return }
        for _ in 0..<TransportLimits.datagramsPerStroke {
            guard let datagram = link.datagrams.next() else { return }
            sendAtOnce(datagram, to: link.address)
        }
        guard link.datagrams.bytes > 0 else { return }
        link.isResting = true
        port.loop.assumeIsolated().scheduleTask(
            in: .microseconds(TransportLimits.strokeMicroseconds)
        ) { [weak self] in
            link.isResting = false
            self?.sendDatagrams(of: link)
        }
    }

    private func link(to address: SocketAddress) -> PeerLink {
        if let link = links[address] { return link }
        let link = PeerLink(
            address, port: port, envelope: envelope,
            greeting: { [weak self] in self?.greeting(to: address) ?? [] }, drop: drop)
        links[address] = link
        return link
    }
}

/// What one peer is to be sent.
final class PeerLink {
    let address: SocketAddress
    var datagrams: PacketQueue
    let stream: PeerStream
    var isWaiting = false
    /// Whether a stroke of datagrams was just sent.
    var isResting = false

    init(
        _ address: SocketAddress, port: GossipPort, envelope: Envelope,
        greeting: @escaping () -> [UInt8], drop: @escaping (Drop) -> Void
    ) {
        self.address = address
        datagrams = PacketQueue(
            bytesTarget: TransportLimits.datagramBytesMax - envelope.overhead)
        stream = PeerStream(
            to: address, port: port, envelope: envelope, greeting: greeting, drop: drop)
    }
}

/// What a node has sent and received.
struct TrafficCounters {
    var framesOut: UInt64 = 0
    var framesIn: UInt64 = 0
    var packetsOut: UInt64 = 0
    var packetsIn: UInt64 = 0
    var bytesOut: UInt64 = 0
    var bytesIn: UInt64 = 0

    /// Every count with the name under which a node tells it.
    var named: [(name: String, count: UInt64)] {
        [
            ("messages sent", framesOut), ("messages received", framesIn),
            ("packets sent", packetsOut), ("packets received", packetsIn),
            ("bytes sent", bytesOut), ("bytes received", bytesIn),
        ]
    }
}
