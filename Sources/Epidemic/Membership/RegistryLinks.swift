/// How a member stands with the registries that it tells where it is, with each by itself: one that is
/// gone takes nothing from what another says.
struct RegistryLinks: Hashable, Sendable {
    private var links: [Link] = []

    /// One registry.
    private struct Link: Hashable {
        let address: NodeAddress
        var state = RegistryState.unknown
        /// When it answered last.
        var heard: Instant?
        var lease = Interval.seconds(30)
        /// When it is told again.
        var due: Instant
    }

    /// Whether any answers; nil where there is none to ask.
    var state: RegistryState? {
        let states = links.map(\.state)
        return [.answering, .silent].first { states.contains($0) } ?? states.first
    }

    var addresses: [NodeAddress] { links.map(\.address) }

    /// When the next is to be told.
    var earliest: Instant? { links.map(\.due).min() }

    /// These are asked from now on; those that were asked before stand as they stood.
    mutating func change(to addresses: [NodeAddress], now: Instant) {
        var changed: [Link] = []
        for address in addresses where !changed.contains(where: { $0.address == address }) {
            changed.append(
                links.first { $0.address == address } ?? Link(address: address, due: now))
        }
        links = changed
    }

    /// All are told at once.
    mutating func hasten(to now: Instant) {
        for place in links.indices { links[place].due = now }
    }

    /// Those to be told now, and whether one has not answered for a whole lease.
    mutating func takeDue(now: Instant) -> [(address: NodeAddress, isSilentNow: Bool)] {
        var due: [(address: NodeAddress, isSilentNow: Bool)] = []
        for place in links.indices where links[place].due <= now {
            let isAnswering = links[place].state == .answering
            links[place].due = now + links[place].lease / (isAnswering ? 3 : 10)
            let isSilentNow =
                isAnswering && links[place].heard.map { $0 + links[place].lease < now } ?? false
            if isSilentNow { links[place].state = .silent }
            due.append((links[place].address, isSilentNow))
        }
        return due
    }

    /// One answered.
    ///
    /// - Returns: whether it did not before.
    mutating func noteAnswer(from address: NodeAddress, lease: Interval, now: Instant) -> Bool {
        guard let place = links.firstIndex(where: { $0.address == address }) else { return false }
        defer { links[place].state = .answering }
        links[place].heard = now
        links[place].lease = min(max(lease, .seconds(1)), Limits.intervalMax)
        links[place].due = now + links[place].lease / 3
        return links[place].state != .answering
    }
}
