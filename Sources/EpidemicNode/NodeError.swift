import Epidemic
import EpidemicWire

/// Why a node cannot start, or had to stop.
public enum NodeError: Error, Sendable {
    /// What an address is for.
    public enum Purpose: String, Hashable, Sendable { case gossip, control, metrics }

    case cannotListen(HostPort, for: Purpose, reason: String)
    /// Another address than loopback, and no password.
    case passwordNeeded(HostPort)
    /// Another address than loopback, and no key.
    case keyNeeded(HostPort)
    /// The data of another cluster.
    case otherCluster(ClusterName, path: String, wanted: ClusterName)
    /// Nobody knows this host.
    case unknownHost(HostPort)
    /// No other node can be at this address.
    case nobodyThere(HostPort)
    /// No address that could be told to other nodes.
    case notReachable(HostPort)
    case disk(DiskError)
    case settings(SettingsError)
}

extension NodeError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .cannotListen(let address, let purpose, let reason):
            "cannot listen on \(address) for \(purpose.rawValue): \(reason); give an address of this "
                + "machine with a free port"
        case .passwordNeeded(let address):
            "the control address \(address) can be reached from other machines, which needs a "
                + "password: give --password-file, or an address of loopback such as 127.0.0.1"
        case .keyNeeded(let address):
            "gossip at \(address) can be reached from other machines, any of which could read, change "
                + "and delete everything: give --key-file, or an address of loopback such as "
                + "127.0.0.1, or --insecure where nobody else is on the network"
        case .otherCluster(let kept, let path, let wanted):
            "the data in \(path) belong to the cluster \(kept), not to \(wanted): give another --data, or "
                + "--cluster-name \(kept)"
        case .unknownHost(let address):
            "the host of \(address) is not known; give a name that resolves, or an address"
        case .notReachable(let address):
            "the address \(address) cannot be told to other nodes; give one at which they reach this "
                + "node with --advertise, or with --gossip"
        case .nobodyThere(let address):
            "no node can be at \(address); give the address and the port on which it listens"
        case .disk(let error): "\(error)"
        case .settings(let error): error.description
        }
    }
}
