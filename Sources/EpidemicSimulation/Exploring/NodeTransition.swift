import Epidemic

/// What one event makes of the nodes that take part in it: found out once with the real replicas, and looked up
/// wherever the same nodes stand so again.
struct NodeTransition: Sendable {
    /// The states afterwards of the one or two nodes that take part, in the order of the event.
    var after: (UInt32, UInt32)
    /// What was written in it: by a client, or again by a replica that had to.
    var written: [Update] = []
    /// The values that a node held before and does not hold after, by its place in the event.
    var dropped: [(node: Int, update: Update)] = []
    /// Those that it holds after and did not hold before.
    var gained: [(node: Int, update: Update)] = []
    /// The value that a certificate took away from the node that it reached.
    var cancelled: Update?
    /// What went wrong whatever the rest of the cluster is like.
    var fault: ExplorationFault?

    /// An event of one or two nodes: what it is, and how they stand before it.
    struct Key: Hashable {
        let event: UInt64
        let first: UInt32
        /// `none` where one node takes part alone.
        let second: UInt32

        static let none = UInt32.max
    }
}

extension NodeTransition {
    /// Finds out what happened to the values of a node.
    mutating func note(
        _ node: Int, from before: LocalState, to after: LocalState, isLoss: Bool
    ) {
        for update in before.held where !update.isCertificate && !after.holds(update) {
            dropped.append((node, update))
        }
        for update in after.held where !before.holds(update) {
            let isOwn =
                update.id.origin == after.replica.id
                && (before.replica.id != after.replica.id
                    || update.id.sequence > before.replica.sequence)
            if isOwn { written.append(update) }
            guard !update.isCertificate else { continue }
            gained.append((node, update))
            if !isLoss, !isOwn, before.refuses(update) {
                fault =
                    fault
                    ?? ExplorationFault(
                        .tookBack,
                        "\(after.replica.id.name) took \(update) back, which it had seen and held no more"
                    )
            }
        }
        fault = fault ?? after.fault
    }
}

extension LocalState {
    /// Whether it knows that a value was superseded: it was seen, and neither it nor anything better is held.
    fileprivate func refuses(_ update: Update) -> Bool {
        sees(update) && (held(update.key).map { update.wins(over: $0) } ?? true)
    }
}
