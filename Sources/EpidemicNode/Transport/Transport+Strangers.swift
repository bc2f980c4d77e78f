import EpidemicWire
import NIOCore

// Who has not shown yet that it is where it says, and that it speaks now, and not from a recording.

/// What became of a packet at the door.
enum Admission {
    /// Its sender is who and where it says.
    case admitted
    /// The same, and it has just answered what it was asked.
    case proven
    /// It has yet to show that.
    case stranger
}

extension Transport {
    /// Whether a packet may be heard. A stranger's is not: it is greeted, and its answer proves it. Every
    /// greeting is answered, in turn.
    ///
    /// - Parameter isKnown: whether who runs this node told of the address.
    func admit(
        _ packet: Packet, _ arrival: Arrival, from address: SocketAddress,
        isKnown: @autoclosure () -> Bool
    ) -> Admission {
        let now = NIODeadline.now()
        if packet.kind == .gossip, arrival.isFresh, strangers.isProven(address, now: now) {
            return .admitted
        }
        let isKnown = isKnown()
        let handshake = packet.handshake
        var isFresh = arrival.isFresh
        if packet.kind == .reply, !isFresh, let handshake {
            isFresh = envelope.accept(proof: handshake.proof[...], in: arrival)
        }
        if packet.kind == .reply, isFresh, let handshake,
            strangers.take(answer: handshake.answer, from: address, now: now)
        {
            answer(handshake, in: arrival, at: address, asking: .nothing, isKnown: isKnown)
            return .proven
        }
        let isProven = strangers.isProven(address, now: now) || isKnown
        let asking: Asking = isFresh && isProven ? .nothing : .token
        if packet.kind == .greeting, let handshake {
            guard isKnown || isProven || strangers.mayAnswer(now: now) else {
                drop(.tooManyStrangers)
                return .stranger
            }
            answer(handshake, in: arrival, at: address, asking: asking, isKnown: isKnown)
        }
        if isFresh, isProven { return .admitted }
        drop(.notProven)
        if packet.kind != .greeting { challenge(address) }
        return .stranger
    }

    /// Who speaks in a packet that may be heard. Where nothing is sealed, whoever has just answered what it
    /// was asked is where it says.
    func speaker(
        _ admission: Admission, at address: SocketAddress
    ) -> GossipArrivals.Speaker {
        envelope.isSealed || admission == .proven ? .proven(at: address) : .stranger(at: address)
    }

    /// Greets a stranger, now and then only: whoever makes up addresses, or sends recordings again, is not
    /// to make a node talk.
    func challenge(_ address: SocketAddress) {
        guard strangers.mayGreet(address, now: .now()) else { return }
        if let fault = outgoingFault(address) { return drop(fault) }
        answer(greeting(to: address), to: address)
    }

    /// The packet that asks who is at an address, and for the proof that it is there.
    func greeting(to address: SocketAddress) -> [UInt8] {
        let isKnown = isKnown(address)
        let token =
            isKnown
            ? strangers.tokenForKnown(address, now: .now()) : strangers.token(for: address)
        return packet(
            .greeting, Handshake(asked: token, reason: isKnown ? .told : .heard))
    }

    /// Whether an address has answered, as far as that is remembered.
    func hasProven(_ address: SocketAddress) -> Bool { strangers.hasProven(address) }

    /// Asks who is at an address, as a datagram; a stream begins with the same by itself.
    func greet(_ address: SocketAddress) {
        if let fault = outgoingFault(address) { return drop(fault) }
        sendAtOnce(greeting(to: address), to: address)
    }

    /// Sends back what was asked for, and proves by it that this node speaks now.
    private func answer(
        _ question: Handshake, in arrival: Arrival, at address: SocketAddress, asking: Asking,
        isKnown: Bool
    ) {
        guard question.asked != 0 else { return }
        let token: UInt64 =
            switch asking {
            case .nothing: 0
            case .token: strangers.token(for: address)
            }
        if let fault = outgoingFault(address) { return drop(fault) }
        let handshake = Handshake(
            asked: token, answer: question.asked, reason: isKnown ? .told : .heard,
            proof: arrival.stamp.map { SealProof.bytes(of: $0) } ?? [])
        answer(packet(.reply, handshake), to: address)
    }

    private func packet(_ kind: Packet.Kind, _ handshake: Handshake) -> [UInt8] {
        var packet = writer.head(kind)
        PacketWriter.append(handshake.frame, to: &packet)
        return packet
    }
}

/// Whether an answer asks in its turn.
private enum Asking { case nothing, token }

extension Packet {
    /// What a greeting or a reply carries; nil for others, and for what is none.
    var handshake: Handshake? {
        guard kind != .gossip, let frame = frames.first else { return nil }
        return try? Handshake(frame)
    }
}
