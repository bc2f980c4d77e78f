import Epidemic
import Synchronization

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

    /// Finds out what happened to the values of a node.
    mutating func note(
        _ node: Int, from before: LocalNode, to after: LocalNode, isLoss: Bool,
        _ identities: Identities, _ updates: SharedNumbers<Update>
    ) {
        for update in before.held where !update.isCertificate && !after.holds(update) {
            dropped.append(identities.number(of: update.id))
        }
        for update in after.held where !before.holds(update) {
            let isOwn =
                update.id.origin == after.replica.id
                && (before.replica.id != after.replica.id
                    || update.id.sequence > before.replica.sequence)
            if isOwn {
                var hasher = FingerprintHasher()
                update.feed(&hasher)
                written.append(updates.number(of: hasher.fingerprint) { update })
            }
            guard !update.isCertificate else { continue }
            gained.append(Gain(node: node, identity: identities.number(of: update.id)))
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

/// The consequences that were met, each once, by number; those of most events are none.
final class ConsequenceTable: Sendable {
    private let numbers = Mutex<[Consequences: UInt32]>([:])
    private let all = GrowingTable<Consequences>()

    /// The number of no consequences.
    static let none: UInt32 = 0

    init() {
        precondition(all.append(Consequences()) == Self.none, "the first are not none")
    }

    subscript(number: UInt32) -> UnsafePointer<Consequences> {
        @inline(__always) get { all[number] }
    }

    func number(of consequences: Consequences) -> UInt32 {
        if consequences.isEmpty { return Self.none }
        return numbers.withLock { numbers in
            if let known = numbers[consequences] { return known }
            let number = all.append(consequences)
            numbers[consequences] = number
            return number
        }
    }
}
