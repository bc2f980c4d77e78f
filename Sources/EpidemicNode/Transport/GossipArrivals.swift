import NIOCore

/// Where what arrives on either socket goes, and what is held of it until then.
final class GossipArrivals {
    /// Takes a packet, and says who speaks in it. Set once the node is ready.
    var packet: (_ packet: ByteBuffer, _ from: SocketAddress) -> Speaker = { _, _ in .nobody }
    /// Asks who is at an address to show that it is there.
    var challenge: (SocketAddress) -> Void = { _ in }
    var drop: (Drop) -> Void = { _ in }
    /// Told when the system had nothing left to take a stream with.
    var onExhaustion: (IOError) -> Void = { _ in }
    /// Both sockets, and all streams, whoever began them.
    let channels = OpenChannels()
    private var ledger = StreamLedger(countMax: ConnectionBudget.now.streams)
    private var handlers: [StreamLedger.ID: StreamHandler] = [:]
    /// Where the strangers among the streams say that they are.
    private var claims: [StreamLedger.ID: SocketAddress] = [:]

    /// Who speaks in a packet.
    enum Speaker {
        /// It could not be read, or is not heard.
        case nobody
        /// Somebody who says where it is reached, and has not shown it.
        case stranger(at: SocketAddress)
        /// Somebody who is there now.
        case proven(at: SocketAddress)
    }

    /// Bytes that are held of frames that are not whole.
    var heldBytes: Int { ledger.heldBytes }
    /// Streams that are open.
    var streams: Int { ledger.count }

    /// A packet arrived. Somebody who shows in it where it is has shown that for its streams too.
    ///
    /// - Parameter stream: on which it came; nil for a datagram.
    func take(_ bytes: ByteBuffer, from remote: SocketAddress, on stream: StreamLedger.ID? = nil) {
        switch packet(bytes, remote) {
        case .nobody: break
        case .stranger(let address): if let stream { note(claim: address, of: stream) }
        case .proven(let address):
            if let stream { prove(stream) }
            guard !claims.isEmpty else { return }
            for (id, claim) in claims.sorted(by: { $0.key < $1.key }) where claim == address {
                prove(id)
            }
        }
    }

    /// Closes the streams whose time is over, and asks the strangers once more.
    func sweep() {
        close(ledger.sweep(now: .now()), .streamTimedOut)
        for (_, address) in claims.sorted(by: { $0.key < $1.key }) { challenge(address) }
    }

    /// A stream could not be taken: one is given up, so that the next can be.
    func rest(_ error: IOError) {
        onExhaustion(error)
        if let id = ledger.leastNeeded() { close([id], .tooManyStreams) }
    }

    // MARK: Streams

    /// - Returns: the number of the stream.
    func open(_ handler: StreamHandler, from remote: SocketAddress?) -> StreamLedger.ID {
        let (id, outgoing) = ledger.open(from: remote?.ipAddress ?? "", now: .now())
        handlers[id] = handler
        close(outgoing, .tooManyStreams)
        return id
    }

    /// So many bytes of a stream are held.
    func hold(_ bytes: Int, of id: StreamLedger.ID) {
        close(ledger.hold(bytes, of: id, now: .now()), .tooManyHalfFrames)
    }

    /// Bytes of one packet that a stream may send.
    func frameBytesMax(of id: StreamLedger.ID) -> Int { ledger.frameBytesMax(of: id) }

    func noteClosed(_ id: StreamLedger.ID) {
        ledger.close(id)
        (handlers[id], claims[id]) = (nil, nil)
    }

    private func note(claim address: SocketAddress, of stream: StreamLedger.ID) {
        guard ledger.isStranger(stream), claims.updateValue(address, forKey: stream) == nil else {
            return
        }
        challenge(address)
    }

    private func prove(_ stream: StreamLedger.ID) {
        guard ledger.isStranger(stream) else { return }
        ledger.prove(stream)
        claims[stream] = nil
        handlers[stream]?.goOn()
    }

    private func close(_ ids: [StreamLedger.ID], _ reason: Drop) {
        for id in ids {
            ledger.close(id)
            claims[id] = nil
            drop(reason)
            handlers.removeValue(forKey: id)?.hangUp()
        }
    }
}
