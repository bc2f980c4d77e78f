import EpidemicWire
import NIOCore

// Who has not shown yet that it speaks now, and not from a recording (`SealProof`).

extension Transport {
    /// Whether a packet may be heard. A stranger's is not: it is greeted, and its answer proves it.
    func admits(_ packet: Packet, _ arrival: Arrival, from address: SocketAddress) -> Bool {
        if arrival.isFresh { return true }
        switch packet.kind {
        case .reply:
            if let proof = packet.frames.first, envelope.accept(proof: proof, in: arrival) {
                return true
            }
            drop(.notProven)
        case .greeting: reply(to: arrival, at: address)
        case .gossip: drop(.notProven)
        }
        challenge(address)
        return false
    }

    /// Who speaks in a packet that may be heard. Where nothing is sealed, whoever answered a greeting is
    /// where it says.
    func speaker(of packet: Packet, at address: SocketAddress) -> GossipArrivals.Speaker {
        envelope.isSealed || packet.kind == .reply ? .proven(at: address) : .stranger(at: address)
    }

    /// Answers a greeting, and proves by it that this node speaks now.
    func reply(to greeting: Arrival, at address: SocketAddress) {
        var packet = writer.head(.reply)
        if let stamp = greeting.stamp {
            PacketWriter.append(SealProof.bytes(of: stamp), to: &packet)
        }
        answer(packet, to: address)
    }

    /// Greets a stranger, now and then only: whoever sends recordings again is not to make a node talk.
    func challenge(_ address: SocketAddress) {
        let now = NIODeadline.now()
        if let last = challenged[address], now - last < Self.challengePause { return }
        if challenged.count >= Self.challengedMax { challenged.removeAll(keepingCapacity: true) }
        challenged[address] = now
        answer(writer.head(.greeting), to: address)
    }

    private static let challengePause = TimeAmount.milliseconds(20)
    private static let challengedMax = 256
}
