import Epidemic
import EpidemicWire
import Testing

/// What travels between nodes, around the messages.
@Suite struct PacketTests {
    @Test(arguments: 0..<20)
    func `a packet tells who sent it, and gives back its frames`(seed: Int) throws {
        var generator = MessageGenerator(seed: UInt64(seed))
        let frames = generator.oneOfEach().map { MessageCodec.encode($0) }
        let sender = Packet.Sender(
            cluster: generator.cluster(), id: generator.replica(), port: 7_001,
            process: generator.word(), control: 8_001)
        var bytes = PacketWriter(sender: sender).head(.gossip)
        let head = bytes.count
        for frame in frames { PacketWriter.append(frame, to: &bytes) }
        #expect(
            bytes.count == head + frames.reduce(0) { $0 + PacketWriter.room(for: $1.count) })
        let packet = try Packet(bytes)
        #expect(packet.sender == sender)
        #expect(packet.frames.map { Array($0) } == frames)
    }

    @Test(arguments: 0..<10)
    func `spoilt packets are refused, or read as the packet that they spell`(seed: Int) {
        var generator = MessageGenerator(seed: UInt64(seed))
        var chance = SeededGenerator(seed: UInt64(seed), stream: 1)
        for bytes in chance.spoilt(generator.packet()) {
            guard let packet = try? Packet(bytes) else { continue }
            var again = PacketWriter(sender: packet.sender).head(packet.kind)
            for frame in packet.frames { PacketWriter.append(Array(frame), to: &again) }
            if again != bytes { Issue.record("\(bytes) was read as \(packet)") }
        }
    }

    @Test(arguments: 0..<10)
    func `noise behind a good beginning is no packet, or the one that it spells`(seed: Int) {
        var chance = SeededGenerator(seed: UInt64(seed))
        for length in 0..<600 {
            let noise = (0..<length).map { _ in
                UInt8(truncatingIfNeeded: chance.next() >> UInt64(chance.below(8)))
            }
            let bytes = [Packet.magic, Packet.version, UInt8(1 + chance.below(3))] + noise
            guard let packet = try? Packet(bytes) else { continue }
            #expect(packet.frames.reduce(0) { $0 + $1.count } < bytes.count)
        }
    }

    @Test func `another protocol, version and kind are told apart`() {
        let good = PacketWriter(
            sender: .init(
                cluster: ClusterIdentity("c"), id: ReplicaID(name: "n1", epoch: 1), port: 1,
                process: 1)
        ).head(.gossip)
        #expect(good == [0xED, 2, 1, 2, 1, 0x63, 0, 2, 0x6E, 0x31, 1, 1, 1, 0])
        for (place, byte, error) in [
            (0, 0x2A, WireError.unknownMagic(0x2A)), (1, 1, .unknownVersion(1)),
            (1, 9, .unknownVersion(9)), (2, 77, .unknownKind(77)),
            (3, 0, .malformed(.unknownForm(0), at: 4)),
        ] as [(Int, UInt8, WireError)] {
            var bytes = good
            bytes[place] = byte
            #expect(throws: error) { try Packet(bytes) }
        }
    }
}
