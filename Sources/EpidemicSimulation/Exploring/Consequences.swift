import Epidemic

/// What an event has brought about beside the states of the nodes.
struct Consequences: Hashable, Sendable {
    /// What was written in it, by number: by a client, or again by a replica that had to.
    var written: [UInt32] = []
    /// The values that a node held before and does not hold after, by identity.
    var dropped: [UInt16] = []
    /// Those that it holds after and did not hold before.
    var gained: [Gain] = []
    /// The value that a certificate took away from the node that it reached, by identity.
    var cancelled: UInt16?
    /// What went wrong whatever the rest of the cluster is like.
    var fault: ExplorationFault?

    /// A value that a node came to hold.
    struct Gain: Hashable, Sendable {
        let node: Int
        let identity: UInt16
    }

    var isEmpty: Bool {
        written.isEmpty && dropped.isEmpty && gained.isEmpty && cancelled == nil && fault == nil
    }

    /// The number of none.
    static let none = UInt32.max

    var fingerprint: Fingerprint {
        var hasher = FingerprintHasher()
        hasher.feed(written.count)
        for update in written { hasher.feed(UInt64(update)) }
        hasher.feed(dropped.count)
        for identity in dropped { hasher.feed(UInt64(identity)) }
        hasher.feed(gained.count)
        for gain in gained { hasher.feed(UInt64(gain.node) << 32 | UInt64(gain.identity)) }
        hasher.feed(cancelled.map(UInt64.init) ?? .max)
        let fault = fault.map { "\($0.kind.rawValue) \($0.sentence)" } ?? ""
        hasher.feed(bytes: fault.utf8, count: fault.utf8.count)
        return hasher.fingerprint
    }

    /// Finds out what happened to the values of a node.
    mutating func note(
        _ node: Int, from before: LocalNode, to after: LocalNode, isLoss: Bool,
        _ updates: WorkersValues<Update>, by worker: Int
    ) {
        for update in before.held where !update.isCertificate && !after.holds(update) {
            dropped.append(Identity.number(of: update.id))
        }
        for update in after.held where !before.holds(update) {
            let isOwn =
                update.id.origin == after.replica.id
                && (before.replica.id != after.replica.id
                    || update.id.sequence > before.replica.sequence)
            if isOwn {
                var hasher = FingerprintHasher()
                update.feed(&hasher)
                written.append(updates.number(of: hasher.fingerprint, by: worker) { update })
            }
            guard !update.isCertificate else { continue }
            gained.append(Gain(node: node, identity: Identity.number(of: update.id)))
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

extension LocalNode {
    /// Whether it knows that a value was superseded: it was seen, and neither it nor anything better is held.
    fileprivate func refuses(_ update: Update) -> Bool {
        sees(update) && (held(update.key).map { update.wins(over: $0) } ?? true)
    }
}
