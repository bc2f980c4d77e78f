/// The one service that knows everybody: who has registered lately, and where.
///
/// It is asked and answers, and does nothing by itself. When it is gone, those who know each other go
/// on; newcomers find nobody.
public struct Registry: Sendable {
    /// How long the word of one who registered is believed.
    public let lease: Interval
    /// Those who are here, sorted by name.
    private var leases: [Lease] = []
    /// Where the next listing begins, so that in the end everybody is told of everybody.
    private var next = 0

    private struct Lease: Sendable {
        let registration: Registration
        let end: Instant
    }

    /// A registry that nobody has registered at yet.
    public init(lease: Interval = .seconds(30)) { self.lease = lease }

    /// Those who are here, sorted by name.
    public func registrations(now: Instant) -> [Registration] {
        leases.filter { $0.end > now }.map(\.registration)
    }

    /// A message arrived.
    ///
    /// - Returns: the answer; nil for what is not answered.
    public mutating func receive(_ message: RegistryMessage, now: Instant) -> RegistryMessage? {
        leases.removeAll { $0.end <= now }
        switch message {
        case .register(let registration): enter(registration, now: now)
        case .withdraw(let id):
            leases.removeAll { $0.registration.id == id }
            return nil
        case .ask: break
        case .listing: return nil
        }
        return .listing(nextListing(), lease: lease)
    }

    /// A later life of a name takes the place of an earlier one. When all places are taken, the one that
    /// is heard of again takes its own anew, and a newcomer none.
    private mutating func enter(_ registration: Registration, now: Instant) {
        let name = registration.id.name
        let lease = Lease(registration: registration, end: now + lease)
        let place = leases.partitionPoint { $0.registration.id.name < name }
        if place < leases.count, leases[place].registration.id.name == name {
            if leases[place].registration.id <= registration.id { leases[place] = lease }
        } else if leases.count < Limits.membersMax {
            leases.insert(lease, at: place)
        }
    }

    private mutating func nextListing() -> [Registration] {
        let count = min(leases.count, Limits.membersPerMessageMax)
        guard count > 0 else { return [] }
        let first = next % leases.count
        next = (first + count) % leases.count
        return (0..<count).map { leases[(first + $0) % leases.count].registration }
    }
}
