import Glibc

/// How many connections of each kind a node takes, so that the descriptors that it may have suffice for
/// all of them, and for its own files and its ways to others.
struct ConnectionBudget: Hashable {
    let clients: Int
    let streams: Int
    let requests: Int

    /// - Parameter descriptors: that the process may have.
    init(descriptors: Int) {
        let others = max(0, descriptors - Self.own)
        streams = min(TransportLimits.streamsMax, max(Self.least, others / 4))
        requests = min(TransportLimits.requestsMax, max(Self.least, others / 16))
        clients = min(TransportLimits.clientsMax, max(Self.least, others / 2))
    }

    /// As the system limits this process now.
    static var now: ConnectionBudget {
        var limit = rlimit()
        let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        return ConnectionBudget(descriptors: isKnown ? Int(clamping: limit.rlim_cur) : 1_024)
    }

    /// Descriptors for what is no connection: the disk, the log, what listens.
    private static let own = 64
    private static let least = 4
}
