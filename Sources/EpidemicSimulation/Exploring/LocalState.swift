import Epidemic

/// One node of an explored cluster at one moment.
///
/// It never changes, so that all states of the cluster in which the node stands so share it. What a search asks
/// of it at every step stands in front, in plain numbers that are read without counting references.
struct LocalState: Sendable {
    let facts: LocalFacts
    let node: LocalNode

    fileprivate init(
        _ replica: Replica, _ disk: DurableState?, fingerprint: Fingerprint, root: Digest
    ) {
        node = LocalNode(replica, disk)
        facts = LocalFacts(node, fingerprint: fingerprint, root: root)
    }
}

/// What a search asks of a node at every step.
struct LocalFacts: Sendable {
    let fingerprint: Fingerprint
    let root: Digest
    /// Of what its table holds, the numbers of the identities.
    private let held: InlineArray<8, UInt16>
    private let heldCount: Int

    fileprivate init(_ node: LocalNode, fingerprint: Fingerprint, root: Digest) {
        self.fingerprint = fingerprint
        self.root = root
        heldCount = node.held.count
        var held = InlineArray<8, UInt16>(repeating: 0)
        for (place, update) in node.held.enumerated() {
            held[place] = Identity.number(of: update.id)
        }
        self.held = held
    }

    /// Whether it holds what bears the identity of a number.
    func holds(_ number: UInt16) -> Bool {
        for place in 0..<heldCount where held[place] == number { return true }
        return false
    }

    /// Which of what was written its table holds, by place.
    @inline(__always) func held(of history: HistoryFacts) -> UInt16 {
        var places: UInt16 = 0
        for place in 0..<heldCount { places |= history.places(of: held[place]) }
        return places
    }
}

/// A node of an explored cluster: its replica, and what is durable of it.
final class LocalNode: Sendable {
    let replica: Replica
    /// What was durable then; nil while no node restarts with its data.
    let disk: DurableState?
    /// What its table holds, by key.
    let held: [Update]
    /// What it shows to be wrong; nil where it may be.
    let fault: ExplorationFault?

    fileprivate init(_ replica: Replica, _ disk: DurableState?) {
        self.replica = replica
        self.disk = disk
        held = replica.entries(0..<replica.entryCount).map(\.update)
        fault = Self.fault(of: replica, held)
    }

    func holds(_ update: Update) -> Bool { held.contains { $0.id == update.id } }

    func sees(_ update: Update) -> Bool { replica.seen.contains(update.id) }

    /// What it holds of a key.
    func held(_ key: Key) -> Update? { held.first { $0.key == key } }

    /// The value that a certificate took away between here and a later moment; nil where it took none.
    func value(takenBy certificate: Update, leaving after: LocalNode) -> Update? {
        guard let value = held(certificate.key), !value.isCertificate,
            certificate.wins(over: value),
            !after.holds(value)
        else { return nil }
        return value
    }

    private static func fault(of replica: Replica, _ held: [Update]) -> ExplorationFault? {
        if replica.settings.clocks == .all, let broken = replica.brokenInvariant {
            return ExplorationFault(.brokenInvariant, "\(replica.id.name): \(broken)")
        }
        if replica.irregularities[.diverged] > 0 {
            return ExplorationFault(
                .diverged, "\(replica.id.name) has met two contents under one identity")
        }
        for certificate in replica.dormantCertificates(0..<replica.certificateSpace.dormant) {
            if let update = held.first(where: { $0.key == certificate.update.key }),
                certificate.update.wins(over: update)
            {
                return ExplorationFault(
                    .heldDespiteCertificate,
                    "\(replica.id.name) holds \(update) and keeps \(certificate.update)")
            }
        }
        return nil
    }
}

extension WorkersValues<LocalState> {
    /// The number of a state of a node.
    func number(
        of replica: inout Replica, disk: DurableState?, at now: Instant, by worker: Int
    ) -> UInt32 {
        var hasher = FingerprintHasher()
        let root = replica.root()
        replica.feed(&hasher, at: now)
        disk?.feed(&hasher)
        let fingerprint = hasher.fingerprint
        return number(of: fingerprint, by: worker) {
            LocalState(replica, disk, fingerprint: fingerprint, root: root)
        }
    }
}
