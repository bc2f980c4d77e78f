import Epidemic

/// What travels between two nodes: who speaks, and one or several messages.
///
/// A datagram is one packet, and so is one length-framed piece of a stream. A head of magic, version,
/// kind, cluster, and who sends it is followed by frames of `MessageCodec`, each with its length in
/// front; so a frame that is not understood is passed over without the rest.
public struct Packet: Hashable, Sendable {
    public let sender: Sender
    public let kind: Kind
    /// The frames, as they came.
    public let frames: [ArraySlice<UInt8>]

    /// Who speaks, and where it is spoken to.
    public struct Sender: Hashable, Sendable {
        /// Whom it takes for its own; others do not hear it.
        public let cluster: ClusterIdentity
        public let id: ReplicaID
        /// The port on which it takes datagrams and streams; the address is the packet's own.
        public let port: UInt16
        /// Drawn at random by every process, so that a node can tell its own echo from somebody else
        /// who lives its life.
        public let process: UInt32
        /// The port on which it answers clients; 0 for none. So whoever watches one node finds the others.
        public let control: UInt16

        public init(
            cluster: ClusterIdentity, id: ReplicaID, port: UInt16, process: UInt32,
            control: UInt16 = 0
        ) {
            self.cluster = cluster
            self.id = id
            self.port = port
            self.process = process
            self.control = control
        }
    }

    /// What a packet is for.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// Messages of the protocol.
        case gossip = 1
        /// "I am here; who are you?" It carries a `Handshake`, and is answered.
        case greeting
        /// The answer to a greeting, which carries one, too.
        case reply
    }

    public static let magic: UInt8 = 0xED
    public static let version: UInt8 = 2

    /// Reads a packet; the frames are not looked into.
    ///
    /// - Throws: `WireError`: another protocol, another version, an unknown kind, or damage.
    public init(_ bytes: [UInt8]) throws(WireError) {
        var reader = WireReader(bytes)
        let first = try reader.byte()
        guard first == Self.magic else { throw .unknownMagic(first) }
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        let kind = try reader.byte()
        guard let kind = Kind(rawValue: kind) else { throw .unknownKind(kind) }
        self.kind = kind
        sender = Sender(
            cluster: try reader.cluster(), id: try reader.replica(), port: try reader.number(),
            process: try reader.number(), control: try reader.number())
        var frames: [ArraySlice<UInt8>] = []
        while !reader.isAtEnd {
            frames.append(try reader.block(.frameBytes, limit: Limits.messageBytesMax))
        }
        self.frames = frames
    }
}

/// Builds packets: the same head before every one.
public struct PacketWriter: Sendable {
    private let heads: [Packet.Kind: [UInt8]]

    public init(sender: Packet.Sender) {
        heads = Dictionary(
            uniqueKeysWithValues: Packet.Kind.allCases.map { ($0, Self.head(sender, $0)) })
    }

    /// The head of a packet, to which frames are appended.
    public func head(_ kind: Packet.Kind) -> [UInt8] { heads[kind] ?? [] }

    /// Bytes that a frame takes in a packet.
    public static func room(for frame: Int) -> Int {
        frame + max(1, (Int.bitWidth - frame.leadingZeroBitCount + 6) / 7)
    }

    /// Appends a frame, with its length in front.
    public static func append(_ frame: [UInt8], to packet: inout [UInt8]) {
        var writer = WireWriter(taking: &packet)
        writer.block(frame)
        writer.give(back: &packet)
    }

    private static func head(_ sender: Packet.Sender, _ kind: Packet.Kind) -> [UInt8] {
        var bytes: [UInt8] = []
        var writer = WireWriter(taking: &bytes)
        writer.byte(Packet.magic)
        writer.byte(Packet.version)
        writer.byte(kind.rawValue)
        writer.byte(sender.cluster.standing.rawValue)
        writer.name(sender.cluster.name.text)
        writer.replica(sender.id)
        writer.varint(UInt64(sender.port))
        writer.varint(UInt64(sender.process))
        writer.varint(UInt64(sender.control))
        writer.give(back: &bytes)
        return bytes
    }
}

extension WireReader {
    fileprivate mutating func cluster() throws(WireError) -> ClusterIdentity {
        let standing = try byte()
        guard let standing = ClusterIdentity.Standing(rawValue: standing) else {
            throw malformed(.unknownForm(standing))
        }
        guard let name = ClusterName(try name().text) else { throw malformed(.replicaName) }
        return ClusterIdentity(name, standing)
    }
}
