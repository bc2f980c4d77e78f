import Epidemic

/// Why bytes are not a message.
public enum WireError: Error, Hashable, Sendable {
    /// The frame ends before what must stand at this position.
    case truncated(at: Int)
    /// The frame does not begin with `MessageCodec.magic`.
    case unknownMagic(UInt8)
    /// A version that this program does not speak.
    case unknownVersion(UInt8)
    /// A kind of message that this version does not have.
    case unknownKind(UInt8)
    /// More of something than `Limits` allows.
    case tooLarge(Quantity, count: UInt64, limit: Int)
    /// Bytes that no encoder writes, and where the reading of them ended.
    case malformed(Flaw, at: Int)

    /// What has a limit.
    public enum Quantity: String, Hashable, Sendable, CaseIterable {
        case frameBytes = "bytes of a frame"
        case keyBytes = "bytes of a key"
        case valueBytes = "bytes of a value"
        case nameBytes = "bytes of a replica name"
        case updates = "updates in one message"
        case flags = "flags in one message"
        case clockComponents = "components of a clock"
        case seenOrigins = "origins of a seen clock"
        case seenGaps = "gaps of a seen clock"
        case retentionNodes = "retention nodes of a death certificate"
        case members = "members in one message"
        case treeNodes = "nodes of a hash tree in one message"
        case fingerprints = "fingerprints in one message"
        case symbols = "coded symbols in one message"
    }

    /// What an encoder never does.
    public enum Flaw: Hashable, Sendable {
        /// A number with more bytes than it needs.
        case wastefulNumber
        /// A number that does not fit where it stands.
        case numberOutOfRange
        /// A name with a character that names do not have, or none at all.
        case replicaName
        /// A reference to a replica that the frame has not spelled out yet.
        case unknownReplica
        /// A replica spelled out twice.
        case repeatedReplica
        /// A sequence of zero, or one that is not below `Limits.clockCountBound`.
        case sequence
        /// The components of a write clock break one of its rules.
        case clock(ClockError)
        /// The runs of a seen clock are not ascending, or its gaps not apart and below the highest.
        case seenClock
        /// A choice between forms that do not exist.
        case unknownForm(UInt8)
        /// A flag beyond the last one.
        case strayFlag
        /// Bytes after the end of the message.
        case trailingBytes
    }
}

extension WireError: CustomStringConvertible {
    /// One sentence that names the value and what would be right.
    public var description: String {
        switch self {
        case .truncated(let position): "the frame ends at byte \(position), in mid-message"
        case .unknownMagic(let byte): "first byte \(byte) must be \(MessageCodec.magic)"
        case .unknownVersion(let byte): "version \(byte) must be \(MessageCodec.version)"
        case .unknownKind(let byte): "message kind \(byte) does not exist in this version"
        case .tooLarge(let quantity, let count, let limit):
            "\(count) \(quantity.rawValue) must be at most \(limit)"
        case .malformed(let flaw, let position): "\(flaw) before byte \(position)"
        }
    }
}

extension WireError.Flaw: CustomStringConvertible {
    public var description: String {
        switch self {
        case .wastefulNumber: "a number longer than it needs to be"
        case .numberOutOfRange: "a number too large for its place"
        case .replicaName: "a replica name that is none"
        case .unknownReplica: "a reference to a replica not spelled out yet"
        case .repeatedReplica: "a replica spelled out twice"
        case .sequence: "a sequence outside 1 ..< \(Limits.clockCountBound)"
        case .clock(let error): "a broken write clock (\(error))"
        case .seenClock: "a broken seen clock"
        case .unknownForm(let tag): "the unknown form \(tag)"
        case .strayFlag: "a flag beyond the last one"
        case .trailingBytes: "bytes after the end of the message"
        }
    }
}
