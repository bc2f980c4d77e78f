/// How the peers of a replica are called, which it must know to choose retention nodes among them.
public enum PeerNames: Sendable {
    /// Nobody has said; a certificate is then retained by its writer alone.
    case unknown
    /// A prefix and the number of the slot, as in a simulation.
    case numbered(String)
    /// These.
    case listed([Peer: ReplicaName])

    /// The name of a numbered peer.
    fileprivate static func name(_ prefix: String, of peer: Peer) -> ReplicaName? {
        ReplicaName("\(prefix)\(peer.slot)")
    }
}

extension Replica {
    /// The retention nodes of a certificate that is written now: this one, and some of its peers.
    ///
    /// The deleter is always among them, or a cut that parts it from all others would let the item come
    /// back to it. The others are drawn apart from everything else, so that nothing else depends on how
    /// many there are. A peer whose name is unknown yet is no candidate, so it takes nobody's place.
    func chooseRetention() -> [ReplicaName] {
        let retention = min(settings.deletion.retention, Limits.retentionMax)
        guard retention > 0 else { return [] }
        let candidates = retentionCandidates
        let count = min(retention - 1, candidates.count)
        var drawing = generator
        drawing = SeededGenerator(seed: drawing.next(), stream: sequence)
        var places = Set<Int>()
        while places.count < count { places.insert(drawing.below(candidates.count)) }
        return (places.sorted().map { candidates[$0] } + [id.name]).sorted()
    }

    /// All others who can be named.
    private var retentionCandidates: RetentionCandidates {
        switch peerNames {
        case .unknown: .these([])
        case .numbered(let prefix): .numbered(prefix, peers, own: id.name)
        case .listed(let names):
            // Two lives of one node, known by two addresses, are one candidate.
            .these(
                Set((0..<peers.count).compactMap { names[peers[$0]] }).subtracting([id.name])
                    .sorted())
        }
    }
}

/// Whom a certificate can be given to keep beside its writer; all peers of a large mesh are a rule, not a
/// list.
private enum RetentionCandidates {
    case these([ReplicaName])
    case numbered(String, PeerSet, own: ReplicaName)

    var count: Int {
        switch self {
        case .these(let names): names.count
        case .numbered(_, let peers, _): peers.count
        }
    }

    subscript(place: Int) -> ReplicaName {
        switch self {
        case .these(let names): names[place]
        case .numbered(let prefix, let peers, let own):
            PeerNames.name(prefix, of: peers[place]) ?? own
        }
    }
}
