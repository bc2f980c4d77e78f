import Epidemic
import EpidemicWire

/// The registries of the clusters that one service serves, each told only of its own nodes.
///
/// A service that was given the name of a cluster belongs to it. One that was not serves every cluster by
/// its name; nodes that have yet to learn theirs are told of the one cluster that is here or, while there
/// is none or there are several, of each other.
struct ClusterRegistries {
    private let own: ClusterName?
    private let lease: Interval
    private var registries: [ClusterName: Registry] = [:]
    /// Of nodes that have yet to learn the name of their cluster.
    private var arriving: Registry

    /// Clusters that are served at once.
    static let clustersMax = 64

    init(of own: ClusterName?, lease: Interval) {
        self.own = own
        self.lease = lease
        arriving = Registry(lease: lease)
    }

    /// In the name of which cluster a node is answered; nil for one of a cluster that is not served.
    func identity(for asker: ClusterIdentity, now: Instant) -> ClusterIdentity? {
        if let own {
            let isServed = asker.name == own || asker.standing == .drawn
            return isServed ? ClusterIdentity(own) : nil
        }
        guard asker.standing == .drawn else {
            let isServed = registries[asker.name] != nil || registries.count < Self.clustersMax
            return isServed ? asker : nil
        }
        let here = registries.filter { !$0.value.registrations(now: now).isEmpty }
        return here.count == 1 ? here.first.map { ClusterIdentity($0.key) } : asker
    }

    /// A message of a node that is answered in the name of a cluster.
    ///
    /// - Returns: nil for what is not answered.
    mutating func receive(
        _ message: RegistryMessage, from asker: ClusterIdentity, as identity: ClusterIdentity,
        now: Instant
    ) -> RegistryMessage? {
        guard identity.standing == .settled else { return arriving.receive(message, now: now) }
        // Who is only about to learn the name registers when it has.
        let message = asker == identity ? message : .ask
        let answer = registries[identity.name, default: Registry(lease: lease)]
            .receive(message, now: now)
        registries = registries.filter { !$0.value.registrations(now: now).isEmpty }
        return answer
    }
}
