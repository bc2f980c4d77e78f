import Epidemic
import EpidemicWire
import Logging
import NIOCore

/// Something that an operator has to know about who else speaks on the network.
enum NodeNotice {
    /// A node of another cluster.
    case foreign(Packet.Sender, at: SocketAddress, own: ClusterName)
    /// The name of the cluster is known now, for good.
    case belongs(to: ClusterName)
    /// Several nodes that are alive under one name, with their addresses.
    case oneName(String, of: [String])
    /// The wall clock is behind the epoch of an earlier life of this node.
    case clockBehind(milliseconds: UInt64)
    /// A program that speaks another version of the packets.
    case otherVersion(UInt8, at: SocketAddress)
}

extension NodeNotice {
    /// What is told once a minute only: a kind of notice about an address.
    var subject: String {
        switch self {
        case .foreign(_, let address, _): "foreign \(address.hostPort ?? "")"
        case .belongs(let name): "belongs \(name)"
        case .oneName(let name, _): "name \(name)"
        case .clockBehind: "clock"
        case .otherVersion(_, let address): "version \(address.hostPort ?? "")"
        }
    }

    func log(to logger: Logger) {
        switch self {
        case .foreign(let sender, let address, let own):
            logger.warning(
                "a node of another cluster speaks to this one, and is not heard",
                metadata: [
                    "peer": "\(sender.id.name)", "address": "\(address.hostPort ?? "-")",
                    "its": "\(sender.cluster.name)", "own": "\(own)",
                ])
        case .belongs(let name):
            logger.notice("this node belongs to a cluster", metadata: ["cluster": "\(name)"])
        case .oneName(let name, let places):
            logger.warning(
                "several nodes are alive under one name: give each a name of its own",
                metadata: ["name": "\(name)", "nodes": "\(places.joined(separator: " "))"])
        case .clockBehind(let milliseconds):
            logger.warning(
                "the wall clock is behind an earlier life of this node: set it",
                metadata: ["seconds": "\(milliseconds / 1_000)"])
        case .otherVersion(let version, let address):
            logger.warning(
                "somebody speaks another version of the protocol, and is not heard",
                metadata: [
                    "address": "\(address.hostPort ?? "-")", "its": "\(version)",
                    "own": "\(Packet.version)",
                ])
        }
    }
}

/// What was said lately, so that it is not said again at once: at most once a minute and subject, and
/// bounded in all, whoever makes up subjects.
struct SaidLately {
    private var moments: [String: Instant] = [:]

    /// For how long something is not said again.
    static let pause = Interval.seconds(60)
    /// Subjects of one minute; more are not said at all.
    static let subjectsMax = 256

    /// Whether to say something now; then it counts as said.
    mutating func isDue(_ subject: String, now: Instant) -> Bool {
        if let last = moments[subject], now - last < Self.pause { return false }
        if moments.count >= Self.subjectsMax {
            moments = moments.filter { now - $0.value < Self.pause }
            guard moments.count < Self.subjectsMax else { return false }
        }
        moments[subject] = now
        return true
    }
}
