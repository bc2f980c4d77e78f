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

extension LogLimiter {
    /// Tells a log what an operator has to know.
    mutating func log(_ notice: NodeNotice, now: Instant, to logger: Logger) {
        switch notice {
        case .foreign(let sender, let address, let own):
            let place = address.hostPort ?? "-"
            log(
                "a node of another cluster speaks to this one, and is not heard", about: place,
                now: now, to: logger,
                [
                    "peer": "\(sender.id.name)", "address": "\(place)",
                    "its": "\(sender.cluster.name)", "own": "\(own)",
                ])
        case .belongs(let name):
            log(
                "this node belongs to a cluster", at: .notice, about: "\(name)", now: now,
                to: logger, ["cluster": "\(name)"])
        case .oneName(let name, let places):
            log(
                "several nodes are alive under one name: give each a name of its own",
                about: name, now: now, to: logger,
                ["name": "\(name)", "nodes": "\(places.joined(separator: " "))"])
        case .clockBehind(let milliseconds):
            log(
                "the wall clock is behind an earlier life of this node: set it", about: nil,
                now: now, to: logger, ["seconds": "\(milliseconds / 1_000)"])
        case .otherVersion(let version, let address):
            let place = address.hostPort ?? "-"
            log(
                "somebody speaks another version of the protocol, and is not heard",
                about: place, now: now, to: logger,
                ["address": "\(place)", "its": "\(version)", "own": "\(Packet.version)"])
        }
    }
}
