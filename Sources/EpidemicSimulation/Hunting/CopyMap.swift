import ClusterObservation
import Epidemic
import EpidemicWire

/// The greatest copy of every key that there is anywhere: in tables, on disks, and under way.
struct CopyMap: Sendable {
    /// The greatest copies of one key.
    struct Greatest: Sendable {
        /// In tables, dormant, or on the disks of nodes that are down.
        var held: Update?
        /// The same, or under way.
        var anywhere: Update?

        enum Place { case held, anywhere }

        /// Whether this or something that wins over it is left.
        func covers(_ update: Update, _ place: Place) -> Bool {
            let greatest = place == .held ? held : anywhere
            return greatest.map { $0 == update || $0.prevails(over: update) } ?? false
        }
    }

    private var greatest: [Key: Greatest] = [:]

    subscript(key: Key) -> Greatest { greatest[key] ?? Greatest() }

    /// Looks at everything that there is.
    init(of simulation: Simulation) {
        for node in simulation.nodes {
            guard !node.condition.isDown else {
                for entry in node.disk.held { add(entry.update, isHeld: true) }
                continue
            }
            for entry in node.replica.entries(0..<node.replica.entryCount) {
                add(entry.update, isHeld: true)
            }
            for entry in node.replica.dormantCertificates(0..<Int.max) {
                add(entry.update, isHeld: true)
            }
        }
        for transit in simulation.transits.latest(.max) where transit.updates > 0 {
            let clock = WireClock(simulation.now)
            guard let message = try? MessageCodec.decode(transit.bytes, at: clock) else { continue }
            for carried in message.carriedUpdates { add(carried.update, isHeld: false) }
        }
    }

    /// Whether a copy of an update is left: in a table, dormant, on the disk of a node that is down, on a
    /// copy of a disk, or under way.
    static func isLeft(_ update: Update, in simulation: Simulation) -> Bool {
        let isHeld = simulation.nodes.contains { node in
            guard !node.condition.isDown else {
                return node.disk.held.contains { $0.update == update }
            }
            return node.replica.entry(of: update.key)?.update == update
                || node.replica.dormantCertificate(of: update.key)?.update == update
        }
        if isHeld { return true }
        let isCopied = simulation.backups.values.contains { disk in
            disk.held.contains { $0.update == update }
        }
        if isCopied { return true }
        let clock = WireClock(simulation.now)
        return simulation.transits.latest(.max).contains { transit in
            guard transit.updates > 0,
                let message = try? MessageCodec.decode(transit.bytes, at: clock)
            else { return false }
            return message.carriedUpdates.contains { $0.update == update }
        }
    }

    private mutating func add(_ update: Update, isHeld: Bool) {
        var copies = greatest[update.key] ?? Greatest()
        if copies.anywhere.map({ update.prevails(over: $0) }) ?? true { copies.anywhere = update }
        if isHeld, copies.held.map({ update.prevails(over: $0) }) ?? true { copies.held = update }
        greatest[update.key] = copies
    }
}
