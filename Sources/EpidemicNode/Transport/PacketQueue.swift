import EpidemicWire

/// Packets that wait for one peer, the last of them still open for more frames. Bounded.
struct PacketQueue {
    private var packets: [[UInt8]] = []
    /// How many of the first packets were taken.
    private var taken = 0
    private var open: [UInt8] = []
    /// Bytes that wait.
    private(set) var bytes = 0
    private let bytesTarget: Int

    /// - Parameter bytesTarget: a packet is closed rather than grow past this; one large frame may.
    init(bytesTarget: Int) { self.bytesTarget = bytesTarget }

    /// Packs a frame.
    ///
    /// - Returns: false when there is no room left.
    mutating func add(_ frame: [UInt8], _ writer: PacketWriter) -> Bool {
        guard bytes + frame.count <= TransportLimits.queueBytesMax else { return false }
        let room = PacketWriter.room(for: frame.count)
        if !open.isEmpty, open.count + room > bytesTarget { closePacket() }
        let before = open.count
        if open.isEmpty { open = writer.head(.gossip) }
        PacketWriter.append(frame, to: &open)
        bytes += open.count - before
        return true
    }

    /// Queues a whole packet, behind what was packed so far.
    ///
    /// - Returns: false when there is no room left.
    mutating func add(packet: [UInt8]) -> Bool {
        guard bytes + packet.count <= TransportLimits.queueBytesMax else { return false }
        closePacket()
        packets.append(packet)
        bytes += packet.count
        return true
    }

    /// Takes the next packet out.
    mutating func next() -> [UInt8]? {
        if taken == packets.count { closePacket() }
        guard taken < packets.count else {
            packets.removeAll(keepingCapacity: true)
            taken = 0
            return nil
        }
        defer { taken += 1 }
        bytes -= packets[taken].count
        var packet: [UInt8] = []
        swap(&packet, &packets[taken])
        return packet
    }

    /// Forgets everything.
    ///
    /// - Returns: how many packets were lost.
    mutating func removeAll() -> Int {
        let lost = packets.count - taken + (open.isEmpty ? 0 : 1)
        self = PacketQueue(bytesTarget: bytesTarget)
        return lost
    }

    private mutating func closePacket() {
        guard !open.isEmpty else { return }
        packets.append(open)
        open = []
    }
}
