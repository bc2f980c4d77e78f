import ClusterObservation

/// The latest conflicts between concurrent versions, wherever they were met.
struct ConflictLog: Sendable {
    private var conflicts: [ConflictDetail] = []

    private static let countMax = 256

    /// Notes a conflict; one that was met before comes to the end again.
    mutating func note(winner: ClusterUpdate, loser: ClusterUpdate, reason: ConflictReason) {
        guard reason != .causality, winner.id != loser.id else { return }
        conflicts.removeAll { $0.winner.id == winner.id && $0.loser.id == loser.id }
        conflicts.append(ConflictDetail(winner: winner, loser: loser, reason: reason))
        if conflicts.count > Self.countMax { conflicts.removeFirst() }
    }

    /// The last conflict that an update won.
    func won(by update: UpdateIdentity) -> ConflictDetail? {
        conflicts.last { $0.winner.id == update }
    }
}
