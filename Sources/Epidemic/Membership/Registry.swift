/// The one service that knows everybody: who has registered lately, and where.
///
/// It is asked and answers, and does nothing by itself. When it is gone, those who know each other go
/// on; newcomers find nobody.
public struct Registry: Sendable {
    /// How long the word of one who registered is believed.
    public let lease: Interval
    /// Those who are here, sorted by name and epoch.
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

    /// Who registers at an address takes the place of who did so before, whatever their epochs: one life
    /// of a node ends before another begins. Two nodes of one name are both told of. When all places are
    /// taken, the one whose word is the oldest goes.
    private mutating func enter(_ registration: Registration, now: Instant) {
        let name = registration.id.name
        let first = leases.partitionPoint { $0.registration.id.name < name }
        let lives = leases[first...].prefix { $0.registration.id.name == name }
        for place in lives.indices.reversed() {
            let other = leases[place].registration
            guard other.id == registration.id || other.address == registration.address else {
                continue
            }
            leases.remove(at: place)
        }
        if leases.count >= Limits.membersMax,
            let oldest = leases.indices.min(by: { leases[$0].end < leases[$1].end })
        {
            leases.remove(at: oldest)
        }
        let place = leases.partitionPoint { $0.registration.id < registration.id }
        leases.insert(Lease(registration: registration, end: now + lease), at: place)
    }

    private mutating func nextListing() -> [Registration] {
        let count = min(leases.count, Limits.membersPerMessageMax)
        guard count > 0 else { return [] }
        let first = next % leases.count
        next = (first + count) % leases.count
        return (0..<count).map { leases[(first + $0) % leases.count].registration }
    }
}
