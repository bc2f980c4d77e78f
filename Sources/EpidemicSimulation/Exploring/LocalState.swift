import Epidemic

/// One node of an explored cluster at one moment: the replica, and what a search asks of it again and again.
///
/// It never changes, so that all states of the cluster in which the node stands so share it.
final class LocalState: Sendable {
    let replica: Replica
    /// What was durable then; nil while no node restarts with its data.
    let disk: DurableState?
    let fingerprint: Fingerprint
    let root: Digest
    /// What its table holds, by key.
    let held: [Update]

    fileprivate init(
        _ replica: Replica, _ disk: DurableState?, fingerprint: Fingerprint, root: Digest
    ) {
        self.replica = replica
        self.disk = disk
        self.fingerprint = fingerprint
        self.root = root
        held = replica.entries(0..<replica.entryCount).map(\.update)
    }

    func holds(_ update: Update) -> Bool { held.contains { $0.id == update.id } }

    func sees(_ update: Update) -> Bool { replica.seen.contains(update.id) }

    /// What it holds of a key.
    func held(_ key: Key) -> Update? { held.first { $0.key == key } }

    /// What a node in such a state shows to be wrong; nil where it may be.
    var fault: ExplorationFault? {
        if replica.settings.clocks == .all, let broken = replica.brokenInvariant {
            return ExplorationFault(.brokenInvariant, "\(replica.id.name): \(broken)")
        }
        if replica.irregularities[.diverged] > 0 {
            return ExplorationFault(
                .diverged, "\(replica.id.name) has met two contents under one identity")
        }
        for certificate in replica.dormantCertificates(0..<replica.certificateSpace.dormant) {
            if let update = held(certificate.update.key), certificate.update.wins(over: update) {
                return ExplorationFault(
                    .heldDespiteCertificate,
                    "\(replica.id.name) holds \(update) and keeps \(certificate.update)")
            }
        }
        return nil
    }
}

/// All states of single nodes that were met, each once, by number.
struct LocalStates {
    private var states: [LocalState] = []
    private var numbers: [Fingerprint: UInt32] = [:]

    var count: Int { states.count }

    subscript(number: UInt32) -> LocalState {
        @inline(__always) get { states[Int(number)] }
    }

    /// The number of a state, and whether it is met for the first time.
    mutating func number(
        of replica: consuming Replica, disk: DurableState?, at now: Instant
    ) -> (number: UInt32, isNew: Bool) {
        var replica = replica
        var hasher = FingerprintHasher()
        let root = replica.root()
        replica.feed(&hasher, at: now)
        disk?.feed(&hasher)
        let fingerprint = hasher.fingerprint
        if let number = numbers[fingerprint] { return (number, false) }
        let number = UInt32(states.count)
        states.append(LocalState(replica, disk, fingerprint: fingerprint, root: root))
        numbers[fingerprint] = number
        return (number, true)
    }
}

extension LocalState {
    /// The value that a certificate took away between here and a later state; nil where it took none.
    func value(takenBy certificate: Update, leaving after: LocalState) -> Update? {
        guard let value = held(certificate.key), !value.isCertificate,
            certificate.wins(over: value),
            !after.holds(value)
        else { return nil }
        return value
    }
}
