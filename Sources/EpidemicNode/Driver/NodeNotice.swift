import Epidemic
import EpidemicWire
import Logging
import NIOCore

/// Something that an operator has to know about who else speaks on the network.
enum NodeNotice {
    /// A node of another cluster.
    case foreign(Packet.Sender, at: SocketAddress, own: ClusterName)
    /// A program that speaks another version of the packets.
    case otherVersion(UInt8, at: SocketAddress)
}

extension NodeNotice {
    /// What is told once a minute only: a kind of notice about an address.
    var subject: String {
        switch self {
        case .foreign(_, let address, _): "foreign \(address.hostPort ?? "")"
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
