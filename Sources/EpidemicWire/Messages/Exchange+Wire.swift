import Epidemic

extension Snapshot {
    func write(to writer: inout WireWriter) {
        writer.fixed(root.bits)
        seen.write(to: &writer)
        floor.write(to: &writer)
        writer.wallClock(ahead: clockLead)
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(
            root: Digest(bits: try reader.fixed()), seen: try SeenClock(from: &reader),
            floor: try Floor(from: &reader), clockLead: try reader.wallClockLead())
    }
}

extension Floor {
    /// As it travels: with the age of the generation under way.
    func write(to writer: inout WireWriter) {
        writer.zigzag(generation)
        writer.age(since: began)
        current.write(to: &writer)
        previous.write(to: &writer)
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(
            generation: try reader.generation(), began: try reader.momentOfAge(),
            current: try VectorClock(from: &reader), previous: try VectorClock(from: &reader))
    }
}

extension WireReader {
    /// The number of a floor's generation.
    mutating func generation() throws(WireError) -> Int64 {
        let generation = try zigzag()
        guard generation.magnitude < 1 << 62 else { throw malformed(.numberOutOfRange) }
        return generation
    }
}

extension KeyRange {
    func write(to writer: inout WireWriter) {
        after.write(to: &writer)
        through.write(to: &writer)
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(after: try Key?(from: &reader), through: try Key?(from: &reader))
    }
}
