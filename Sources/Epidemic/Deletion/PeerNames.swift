/// How the peers of a replica are called, which it must know to choose retention nodes among them.
public enum PeerNames: Sendable {
    /// Nobody has said; a certificate is then retained by its writer alone.
    case unknown
    /// A prefix and the number of the slot, as in a simulation.
    case numbered(String)
    /// These.
    case listed([Peer: ReplicaName])

    func name(of peer: Peer) -> ReplicaName? {
        switch self {
        case .unknown: nil
        case .numbered(let prefix): ReplicaName("\(prefix)\(peer.slot)")
        case .listed(let names): names[peer]
        }
    }
}

extension Replica {
    /// The retention nodes of a certificate that is written now: some of all nodes, this one included.
    ///
    /// They are drawn apart from everything else, so that nothing else depends on how many there are.
    func chooseRetention() -> [ReplicaName] {
        let count = min(settings.deletion.retention, peers.count + 1, Limits.retentionMax)
        var drawing = generator
        drawing = SeededGenerator(seed: drawing.next(), stream: sequence)
        var places = Set<Int>()
        while places.count < count { places.insert(drawing.below(peers.count + 1)) }
        return places.sorted().compactMap { place in
            place == peers.count ? id.name : peerNames.name(of: peers[place])
        }.sorted()
    }
}
