/// Which writes of every origin a replica has seen: the replica clock, with its gaps.
///
/// Shape: one run per origin, sorted by origin; each holds the highest sequence seen and the ranges
/// below it that are missing. A superseded update that never arrives would leave its gap for ever;
/// joining the seen clock of a replica with an equal root closes it.
public struct SeenClock: Hashable, Sendable {
    /// What has been seen of one origin.
    public struct Run: Hashable, Sendable {
        public let origin: ReplicaID
        /// The highest sequence seen; at least 1.
        public internal(set) var highest: UInt64
        /// The ranges below `highest` that are missing: ascending, apart, none adjacent.
        public internal(set) var gaps: [ClosedRange<UInt64>]

        /// - Returns: `nil` when the shape described above does not hold.
        public init?(origin: ReplicaID, highest: UInt64, gaps: [ClosedRange<UInt64>]) {
            guard highest > 0, highest < Limits.clockCountBound else { return nil }
            var free: UInt64 = 1
            for gap in gaps {
                guard gap.lowerBound >= free, gap.upperBound < highest else { return nil }
                free = gap.upperBound + 2
            }
            self.origin = origin
            self.highest = highest
            self.gaps = gaps
        }
    }

    /// The runs, sorted by origin.
    public private(set) var runs: [Run] = []
    /// The number of missing ranges over all origins.
    public private(set) var gapCount = 0

    /// Nothing seen.
    public init() {}

    /// - Returns: `nil` when the runs are not ascending or pass `Limits`.
    public init?(runs: [Run]) {
        guard runs.count <= Limits.seenOriginsMax,
            zip(runs, runs.dropFirst()).allSatisfy({ $0.origin < $1.origin }),
            runs.reduce(0, { $0 + $1.gaps.count }) <= Limits.seenGapsMax
        else { return nil }
        self.runs = runs
        gapCount = runs.reduce(0) { $0 + $1.gaps.count }
    }

    /// Whether this write has been seen.
    public func contains(_ id: UpdateID) -> Bool {
        place(of: id.origin).map { runs[$0].contains(id.sequence) } ?? false
    }

    /// The highest sequence seen of an origin; 0 when nothing was.
    public func highest(of origin: ReplicaID) -> UInt64 {
        place(of: origin).map { runs[$0].highest } ?? 0
    }

    /// The latest life of a name of which anything was seen; nil for none.
    func latestEpoch(of name: ReplicaName) -> UInt64? {
        let end = runs.partitionPoint { $0.origin.name <= name }
        guard end > 0, runs[end - 1].origin.name == name else { return nil }
        return runs[end - 1].origin.epoch
    }

    /// Whether one more write can be noted within `Limits`. What closes a gap always can.
    package func canInsert(_ id: UpdateID) -> Bool {
        guard id.sequence > 0, id.sequence < Limits.clockCountBound else { return false }
        guard let place = place(of: id.origin) else {
            return runs.count < Limits.seenOriginsMax
                && (id.sequence == 1 || gapCount < Limits.seenGapsMax)
        }
        return !runs[place].opensGap(id.sequence) || gapCount < Limits.seenGapsMax
    }

    /// What was seen of one origin; nil when nothing was.
    package func run(of origin: ReplicaID) -> Run? { place(of: origin).map { runs[$0] } }

    /// Notes one write as seen. It must be one that can be inserted.
    package mutating func insert(_ id: UpdateID) {
        if let place = place(of: id.origin) {
            gapCount -= runs[place].gaps.count
            runs[place].insert(id.sequence)
            gapCount += runs[place].gaps.count
        } else if let run = Run(
            origin: id.origin, highest: id.sequence,
            gaps: id.sequence > 1 ? [1...(id.sequence - 1)] : [])
        {
            if runs.isEmpty {
                runs = [run]
            } else {
                runs.insert(run, at: position(of: id.origin))
            }
            gapCount += run.gaps.count
        }
    }

    /// Joins what another replica has seen: the union of both, as far as there is room for it.
    ///
    /// - Parameter isPast: lives of which nothing is taken that is not known here.
    /// - Returns: false when there was no room for something.
    mutating func join(
        _ other: SeenClock, unless isPast: (ReplicaID) -> Bool = { _ in false }
    ) -> Bool {
        var isWhole = true
        for run in other.runs {
            let position = position(of: run.origin)
            let isKnown = position < runs.count && runs[position].origin == run.origin
            guard isKnown || !isPast(run.origin) else { continue }
            let own = isKnown ? runs[position].gaps.count : 0
            let joined = isKnown ? runs[position].joined(with: run) : run
            guard isKnown || runs.count < Limits.seenOriginsMax,
                gapCount - own + joined.gaps.count <= Limits.seenGapsMax
            else {
                isWhole = false
                continue
            }
            gapCount += joined.gaps.count - own
            if isKnown { runs[position] = joined } else { runs.insert(joined, at: position) }
        }
        return isWhole
    }

    /// Forgets all that was seen of some lives.
    package mutating func forget(_ lives: [ReplicaID]) {
        let lives = Set(lives)
        runs.removeAll { lives.contains($0.origin) }
        gapCount = runs.reduce(0) { $0 + $1.gaps.count }
    }

    /// Where the run of an origin stands, if there is one.
    private func place(of origin: ReplicaID) -> Int? {
        // Most often there is one origin, and it is this, or none yet.
        if runs.isEmpty { return nil }
        if runs[0].origin == origin { return 0 }
        let position = position(of: origin)
        return position < runs.count && runs[position].origin == origin ? position : nil
    }

    private func position(of origin: ReplicaID) -> Int {
        runs.partitionPoint { $0.origin < origin }
    }
}

extension SeenClock.Run {
    /// Whether a sequence of this origin has been seen.
    func contains(_ sequence: UInt64) -> Bool {
        guard sequence <= highest, !gaps.isEmpty else { return sequence <= highest }
        let position = gaps.partitionPoint { $0.upperBound < sequence }
        return position == gaps.count || !gaps[position].contains(sequence)
    }

    /// Whether noting a sequence leaves one gap more than there is.
    func opensGap(_ sequence: UInt64) -> Bool {
        guard sequence <= highest else { return sequence > highest + 1 }
        let position = gaps.partitionPoint { $0.upperBound < sequence }
        guard position < gaps.count else { return false }
        return gaps[position].lowerBound < sequence && sequence < gaps[position].upperBound
    }

    mutating func insert(_ sequence: UInt64) {
        if sequence > highest {
            if sequence > highest + 1 { gaps.append((highest + 1)...(sequence - 1)) }
            highest = sequence
            return
        }
        let position = gaps.partitionPoint { $0.upperBound < sequence }
        guard position < gaps.count, gaps[position].contains(sequence) else { return }
        let gap = gaps[position]
        var rest: [ClosedRange<UInt64>] = []
        if gap.lowerBound < sequence { rest.append(gap.lowerBound...(sequence - 1)) }
        if sequence < gap.upperBound { rest.append((sequence + 1)...gap.upperBound) }
        gaps.replaceSubrange(position...position, with: rest)
    }

    /// A sequence is missing in the union when it is missing in both.
    func joined(with other: SeenClock.Run) -> SeenClock.Run {
        let mine = missing(upTo: max(highest, other.highest))
        let theirs = other.missing(upTo: max(highest, other.highest))
        var common: [ClosedRange<UInt64>] = []
        var left = 0
        var right = 0
        while left < mine.count, right < theirs.count {
            let low = max(mine[left].lowerBound, theirs[right].lowerBound)
            let high = min(mine[left].upperBound, theirs[right].upperBound)
            if low <= high { common.append(low...high) }
            if mine[left].upperBound < theirs[right].upperBound { left += 1 } else { right += 1 }
        }
        var joined = self
        joined.highest = max(highest, other.highest)
        joined.gaps = common
        return joined
    }

    private func missing(upTo end: UInt64) -> [ClosedRange<UInt64>] {
        highest < end ? gaps + [(highest + 1)...end] : gaps
    }
}

extension SeenClock: CustomStringConvertible {
    /// `n0:4 n3:7 without 5`, several gaps as `without 2-3,5`.
    public var description: String { text { "\($0)" } }

    /// The same with other names for the origins.
    public func text(naming name: (ReplicaID) -> String) -> String {
        runs.isEmpty ? "–" : runs.map { $0.text(naming: name) }.joined(separator: " ")
    }
}

extension SeenClock.Run: CustomStringConvertible {
    public var description: String { text { "\($0)" } }

    fileprivate func text(naming name: (ReplicaID) -> String) -> String {
        guard !gaps.isEmpty else { return "\(name(origin)):\(highest)" }
        let missing = gaps.map {
            $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
        }
        return "\(name(origin)):\(highest) without \(missing.joined(separator: ","))"
    }
}
