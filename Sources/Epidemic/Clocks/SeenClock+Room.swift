// Lives that can be forgotten, when they are old and when there is no room for another one.

extension SeenClock {
    /// The lives that have ended: a later one of the name is known, or lived by who asks. With more lives than
    /// `Limits.seenQuietMax` it is all of them.
    func ended(besides own: ReplicaID) -> [Run] {
        if runs.count > Limits.seenQuietMax { return runs.filter { $0.origin != own } }
        return runs.indices.filter { hasEnded($0, besides: own) }.map { runs[$0] }
    }

    private func hasEnded(_ place: Int, besides own: ReplicaID) -> Bool {
        let life = runs[place].origin
        let next = place + 1 < runs.count ? runs[place + 1].origin : nil
        return next?.name == life.name || (life.name == own.name && life < own)
    }

    /// Whether something was seen of a life of this name.
    func knows(_ name: ReplicaName) -> Bool {
        let place = runs.partitionPoint { $0.origin.name < name }
        return place < runs.count && runs[place].origin.name == name
    }

    /// Forgets lives until a write can be noted, never the one that is lived here.
    ///
    /// The first to go are those that have ended, the oldest first; then those of which the fewest writes
    /// were seen: so who makes up lives to fill it needs as many writes for each as those have whose place
    /// it is to take. Where there are too many gaps, the life that has most of them goes.
    ///
    /// - Returns: those that were forgotten.
    mutating func makeRoom(for id: UpdateID, besides own: ReplicaID) -> [ReplicaID] {
        var leaving: [ReplicaID] = []
        if runs.count >= Limits.seenOriginsMax, run(of: id.origin) == nil {
            leaving = Array(leastMissed(besides: own).prefix(Limits.seenRoomLives))
            forget(leaving)
        }
        while !canInsert(id), let life = lifeWithMostGaps(besides: own) {
            forget([life])
            leaving.append(life)
        }
        return leaving
    }

    /// All lives, in the order in which they make room.
    private func leastMissed(besides own: ReplicaID) -> [ReplicaID] {
        let ranks = runs.indices.filter { runs[$0].origin != own }.map { place in
            let run = runs[place]
            let hasEnded = hasEnded(place, besides: own)
            return (run.origin, hasEnded ? 0 : run.seenCount, run.origin.epoch)
        }
        return ranks.sorted { ($0.1, $0.2, $0.0) < ($1.1, $1.2, $1.0) }.map(\.0)
    }

    private func lifeWithMostGaps(besides own: ReplicaID) -> ReplicaID? {
        let most = runs.filter { $0.origin != own && !$0.gaps.isEmpty }
            .max { $0.gaps.count < $1.gaps.count }
        return most?.origin
    }
}

extension SeenClock.Run {
    /// How many writes were seen.
    fileprivate var seenCount: UInt64 {
        gaps.reduce(highest) { $0 - ($1.upperBound - $1.lowerBound + 1) }
    }
}
