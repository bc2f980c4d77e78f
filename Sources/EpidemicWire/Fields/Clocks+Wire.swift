import Epidemic

extension VectorClock.Component: WireField {
    static var bytesMin: Int { 2 }

    func write(to writer: inout WireWriter) {
        writer.replica(replica)
        writer.varint(count)
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(replica: try reader.replica(), count: try reader.varint())
    }
}

extension VectorClock: WireField {
    static var bytesMin: Int { 1 }

    func write(to writer: inout WireWriter) { writer.list(components) }

    init(from reader: inout WireReader) throws(WireError) {
        let components: [Component] = try reader.list(
            .clockComponents, limit: Limits.clockComponentsMax)
        do {
            self = try VectorClock(components)
        } catch {
            throw reader.malformed(.clock(error))
        }
    }
}

extension SeenClock: WireField {
    static var bytesMin: Int { 1 }

    func write(to writer: inout WireWriter) { writer.list(runs) }

    init(from reader: inout WireReader) throws(WireError) {
        let runs: [Run] = try reader.list(.seenOrigins, limit: Limits.seenOriginsMax)
        guard let clock = SeenClock(runs: runs) else { throw reader.malformed(.seenClock) }
        self = clock
    }
}

extension SeenClock.Run: WireField {
    static var bytesMin: Int { 3 }

    /// A gap is two numbers: how far it begins above the first place it could, and how much longer
    /// than one sequence it is. So gaps that touch or overlap cannot even be said.
    func write(to writer: inout WireWriter) {
        writer.replica(origin)
        writer.varint(highest)
        writer.varint(UInt64(gaps.count))
        var free: UInt64 = 1
        for gap in gaps {
            writer.varint(gap.lowerBound - free)
            writer.varint(gap.upperBound - gap.lowerBound)
            free = gap.upperBound + 2
        }
    }

    init(from reader: inout WireReader) throws(WireError) {
        let origin = try reader.replica()
        let highest = try reader.sequence()
        let count = try reader.count(of: .seenGaps, limit: Limits.seenGapsMax, bytesEach: 2)
        var gaps: [ClosedRange<UInt64>] = []
        gaps.reserveCapacity(count)
        var free: UInt64 = 1
        for _ in 0..<count {
            let gap = try reader.gap(from: free, below: highest)
            gaps.append(gap)
            free = gap.upperBound + 2
        }
        guard let run = Self(origin: origin, highest: highest, gaps: gaps) else {
            throw reader.malformed(.seenClock)
        }
        self = run
    }
}

extension WireReader {
    /// The number of a write: at least 1 and within its limit.
    mutating func sequence() throws(WireError) -> UInt64 {
        let sequence = try varint()
        guard sequence > 0, sequence < Limits.clockCountBound else { throw malformed(.sequence) }
        return sequence
    }

    /// A gap that lies in `free ..< highest`; checked step by step, so that no sum overflows.
    fileprivate mutating func gap(
        from free: UInt64, below highest: UInt64
    ) throws(WireError) -> ClosedRange<UInt64> {
        let skipped = try varint()
        let longer = try varint()
        guard free < highest, skipped < highest - free, longer < highest - free - skipped else {
            throw malformed(.seenClock)
        }
        return (free + skipped)...(free + skipped + longer)
    }
}
