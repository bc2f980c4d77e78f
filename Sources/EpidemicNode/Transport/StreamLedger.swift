import NIOCore

/// What others take up with their streams, and who has to go when that is too much.
///
/// Whoever connects is a *stranger* until it has shown who it is, which takes a genuine node no longer
/// than a round trip. So room is always made at the expense of a stranger that has had its time: somebody
/// who opens a thousand streams and says nothing loses the oldest of them to each newcomer, and no node
/// is kept out.
///
/// A value without sockets: it is told what happens, and answers whose stream is to be closed.
struct StreamLedger {
    /// The number of a stream, in the order in which they were opened.
    typealias ID = Int

    /// Bytes that are held of frames that are not whole, over all streams.
    private(set) var heldBytes = 0
    private var streams: [ID: Stream] = [:]
    private var lastID = 0
    private let countMax: Int

    private struct Stream {
        let host: String
        let opened: NIODeadline
        /// When it last said something.
        var touched: NIODeadline
        /// Bytes of a frame that is not whole.
        var held = 0
        var isProven = false
    }

    /// - Parameter countMax: streams at once.
    init(countMax: Int = TransportLimits.streamsMax) { self.countMax = countMax }

    var count: Int { streams.count }

    /// Whether a stream is open that has not shown who it is.
    func isStranger(_ id: ID) -> Bool { streams[id].map { !$0.isProven } ?? false }

    /// Bytes of one frame that a stream may send.
    func frameBytesMax(of id: ID) -> Int {
        streams[id]?.isProven ?? false
            ? TransportLimits.packetBytesMax : TransportLimits.strangerFrameBytesMax
    }

    /// Somebody at a host connected.
    ///
    /// - Returns: the number of the stream, and those that make room for it.
    mutating func open(from host: String, now: NIODeadline) -> (id: ID, outgoing: [ID]) {
        var outgoing: [ID] = []
        let neighbours = streams.count { !$0.value.isProven && $0.value.host == host }
        if neighbours >= TransportLimits.strangersPerHostMax, let oldest = oldestStranger(host) {
            outgoing.append(oldest)
        } else if streams.count >= countMax, let last = leastNeeded() {
            outgoing.append(last)
        }
        for id in outgoing { close(id) }
        lastID += 1
        streams[lastID] = Stream(host: host, opened: now, touched: now)
        return (lastID, outgoing)
    }

    /// A stream showed who it is.
    mutating func prove(_ id: ID) { streams[id]?.isProven = true }

    /// Something arrived, after which so many bytes of a stream are held.
    ///
    /// - Returns: those that make room for them, perhaps itself.
    mutating func hold(_ bytes: Int, of id: ID, now: NIODeadline) -> [ID] {
        guard let stream = streams[id] else { return [] }
        heldBytes += bytes - stream.held
        streams[id]?.held = bytes
        streams[id]?.touched = now
        var outgoing: [ID] = []
        while let silent = excess(beside: id) {
            outgoing.append(silent)
            close(silent)
        }
        return outgoing
    }

    mutating func close(_ id: ID) {
        guard let stream = streams.removeValue(forKey: id) else { return }
        heldBytes -= stream.held
    }

    /// Those whose time is over, the oldest first: strangers that have not shown who they are, frames that
    /// do not go on, and streams on which nobody speaks any more.
    mutating func sweep(now: NIODeadline) -> [ID] {
        let outgoing = streams.filter { Self.isOver($0.value, now) }.map(\.key).sorted()
        for id in outgoing { close(id) }
        return outgoing
    }

    /// Who goes first when anybody has to: the oldest stranger, else the stream that has been silent the
    /// longest.
    func leastNeeded() -> ID? {
        oldestStranger(nil) ?? mostSilent { _ in true }
    }

    private static func isOver(_ stream: Stream, _ now: NIODeadline) -> Bool {
        guard stream.isProven else {
            return now - stream.opened >= TransportLimits.strangerTime
        }
        return now - stream.touched
            >= (stream.held > 0 ? TransportLimits.halfFrameTime : TransportLimits.idleStreamTime)
    }

    private func oldestStranger(_ host: String?) -> ID? {
        streams.filter { !$0.value.isProven && (host == nil || $0.value.host == host) }.keys.min()
    }

    private func mostSilent(_ isMeant: (Stream) -> Bool) -> ID? {
        streams.filter { isMeant($0.value) }
            .min { ($0.value.touched, $0.key) < ($1.value.touched, $1.key) }?.key
    }

    /// Who has to go because too much is held by strangers, by one host, or in all.
    private func excess(beside id: ID) -> ID? {
        guard heldBytes > TransportLimits.strangerBytesMax, let host = streams[id]?.host else {
            return nil
        }
        let strangers = held { !$0.isProven }
        if strangers > TransportLimits.strangerBytesMax {
            return mostSilent { !$0.isProven && $0.held > 0 }
        }
        if held({ $0.host == host }) > TransportLimits.hostBytesMax {
            return mostSilent { $0.host == host && $0.held > 0 }
        }
        return heldBytes > TransportLimits.heldFrameBytesMax
            ? mostSilent { !$0.isProven && $0.held > 0 } ?? mostSilent { $0.held > 0 } : nil
    }

    private func held(_ isMeant: (Stream) -> Bool) -> Int {
        streams.values.reduce(0) { $0 + (isMeant($1) ? $1.held : 0) }
    }
}
