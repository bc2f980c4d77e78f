import ClusterObservation
import Epidemic

/// What the links of a network carry while an update spreads (Demers et al. 1987, §3.1).
///
/// Nodes contact each other over the shortest way, and every link on it carries the contact. The
/// critical links are those that join the two continents. A contact that is refused is none.
struct RouteTraffic: Sendable {
    private let routes: Routes
    private let links: Int
    private let isCritical: @Sendable (DirectedLink) -> Bool
    private let criticalLinks: Int
    private var contacted = Load()
    private var updated = Load()
    /// The last contact between rumor mongers, which may take several messages.
    private var latest: Contact?

    /// What all links together, and what the critical ones have carried.
    private struct Load: Sendable {
        var all = 0
        var critical = 0
    }

    /// What happened between two nodes.
    private enum Event { case contact, update }

    private struct Contact: Hashable, Sendable {
        let id: ContactID
        let from: Int
    }

    init(_ network: SpatialNetwork) {
        routes = network.routes
        links = network.linkCount
        criticalLinks = network.criticalCount
        let half = network.half
        isCritical = { link in
            half > 0 && (link.from.index < half) != (link.to.index < half)
        }
    }

    /// Takes in a message on its way: it may belong to a new contact, and carry or offer the update.
    mutating func note(_ message: Message, from: Int, to: Int) {
        switch message {
        case .push(let push):
            begin(Contact(id: push.contact, from: from), to: to)
            note(.update, from: from, to: to, by: push.updates.count)
        case .pull(let pull): begin(Contact(id: pull, from: from), to: to)
        case .offer(let offer): note(.update, from: from, to: to, by: offer.headers.count)
        case .refusal(let refusal):
            note(.update, from: to, to: from, by: -Int(refusal.updates))
            guard latest == Contact(id: refusal.contact, from: to) else { break }
            note(.contact, from: to, to: from, by: -1)
            latest = nil
        case .request(let request):
            if request.step == 0 { note(.contact, from: from, to: to, by: 1) }
            note(.update, from: from, to: to, by: request.values.count)
        case .reply(let reply):
            if reply.body == .refused { note(.contact, from: to, to: from, by: -1) }
            note(.update, from: from, to: to, by: reply.body.updates.count)
        case .feedback, .want, .values, .mail, .forgotten, .membership, .registry, .arrival: break
        }
    }

    private mutating func begin(_ contact: Contact, to: Int) {
        guard latest != contact else { return }
        latest = contact
        note(.contact, from: contact.from, to: to, by: 1)
    }

    /// So many more on every link of the way; or fewer, of what came to nothing.
    private mutating func note(_ event: Event, from: Int, to: Int, by change: Int) {
        guard change != 0 else { return }
        var load = Load()
        routes.forEachLink(from: from, to: to) { link in
            load.all += change
            if isCritical(link) { load.critical += change }
        }
        switch event {
        case .contact:
            contacted.all += load.all
            contacted.critical += load.critical
        case .update:
            updated.all += load.all
            updated.critical += load.critical
        }
    }

    func measurement(cycles: Int) -> RouteMeasurement {
        func mean(_ sum: Int, _ links: Int) -> Double { Double(sum) / Double(max(1, links)) }
        let cycles = Double(max(1, cycles))
        return RouteMeasurement(
            comparisons: mean(contacted.all, links) / cycles,
            criticalComparisons: mean(contacted.critical, criticalLinks) / cycles,
            updates: mean(updated.all, links),
            criticalUpdates: mean(updated.critical, criticalLinks))
    }
}

/// What one run came to on the links.
public struct RouteMeasurement: Hashable, Sendable {
    /// Contacts on a link in a cycle, which compare tables or tell rumors, on average over the links.
    public let comparisons: Double
    /// The same on a critical link; 0 where there is none.
    public let criticalComparisons: Double
    /// Times that the update crossed a link, on average over the links.
    public let updates: Double
    /// The same on a critical link; 0 where there is none.
    public let criticalUpdates: Double
}
