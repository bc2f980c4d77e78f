import ClusterObservation
import Epidemic

/// What the links of a network carry while an update spreads (Demers et al. 1987, §3.1).
///
/// Nodes contact each other over the shortest way, and every link on it carries the contact. The
/// critical links are those that join the two continents.
struct RouteTraffic: Sendable {
    private let routes: Routes
    private let links: Int
    private let isCritical: @Sendable (DirectedLink) -> Bool
    private let criticalLinks: Int
    private var compared = Load()
    private var updated = Load()

    /// What all links together, and what the critical ones have carried.
    private struct Load: Sendable {
        var all = 0
        var critical = 0
    }

    /// What happened between two nodes.
    enum Event { case comparison, update }

    init(_ network: SpatialNetwork) {
        routes = network.routes
        links = network.linkCount
        criticalLinks = network.criticalCount
        let half = network.half
        isCritical = { link in
            half > 0 && (link.from.index < half) != (link.to.index < half)
        }
    }

    /// One more on every link of the way; or one fewer, of what came to nothing.
    mutating func note(_ event: Event, from: Int, to: Int, by change: Int = 1) {
        var load = Load()
        routes.forEachLink(from: from, to: to) { link in
            load.all += change
            if isCritical(link) { load.critical += change }
        }
        switch event {
        case .comparison:
            compared.all += load.all
            compared.critical += load.critical
        case .update:
            updated.all += load.all
            updated.critical += load.critical
        }
    }

    func measurement(cycles: Int) -> RouteMeasurement {
        func mean(_ sum: Int, _ links: Int) -> Double { Double(sum) / Double(max(1, links)) }
        let cycles = Double(max(1, cycles))
        return RouteMeasurement(
            comparisons: mean(compared.all, links) / cycles,
            criticalComparisons: mean(compared.critical, criticalLinks) / cycles,
            updates: mean(updated.all, links),
            criticalUpdates: mean(updated.critical, criticalLinks))
    }
}

/// What one run came to on the links.
public struct RouteMeasurement: Hashable, Sendable {
    /// Comparisons of tables on a link in a cycle, on average over the links.
    public let comparisons: Double
    /// The same on a critical link; 0 where there is none.
    public let criticalComparisons: Double
    /// Times that the update crossed a link, on average over the links.
    public let updates: Double
    /// The same on a critical link; 0 where there is none.
    public let criticalUpdates: Double
}
