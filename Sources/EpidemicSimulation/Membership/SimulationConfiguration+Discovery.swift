import ClusterObservation
import Epidemic

extension SimulationConfiguration {
    /// How many others a node knows where nodes find each other from peer to peer.
    public static let viewSize = 16

    /// The intervals of membership, from how long messages take: an answer through another has to come
    /// within the interval of a probe.
    var membership: MembershipSettings {
        let slow = network.latency + network.jitter
        let timeout = max(.milliseconds(400), slow * 5 / 2)
        return MembershipSettings(
            view: discovery == .peer ? .partial(Self.viewSize) : .full,
            probeInterval: timeout * 7 / 2, probeTimeout: timeout, suspicionFactor: 2,
            newsInterval: timeout / 2, statusInterval: timeout * 5, exchangeInterval: timeout * 20,
            reconnectInterval: settings.rules.contains(.reconnection)
                ? timeout * 10 : .seconds(10 * 365 * 86_400))
    }

    /// - Throws: `SimulationError` when nodes cannot find each other so.
    public func validateDiscovery() throws(SimulationError) {
        guard discovery != .list else { return }
        guard topology == .full, spatial == nil else {
            throw .outOfRange(
                name: "discovery", value: discovery.rawValue,
                right: "list, unless everybody can reach everybody (topology full, no spatial)")
        }
        guard discovery == .peer || nodes <= Limits.membersMax else {
            throw .outOfRange(
                name: "nodes", value: "\(nodes)",
                right: "at most \(Limits.membersMax) with discovery registry")
        }
    }
}
