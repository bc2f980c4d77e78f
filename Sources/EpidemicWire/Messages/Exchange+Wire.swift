import Epidemic

extension Snapshot {
    func write(to writer: inout WireWriter) {
        writer.fixed(root.bits)
        seen.write(to: &writer)
        floor.write(to: &writer)
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(
            root: Digest(bits: try reader.fixed()), seen: try SeenClock(from: &reader),
            floor: try Floor(from: &reader))
    }
}

extension Floor {
    func write(to writer: inout WireWriter) {
        writer.zigzag(generation)
        current.write(to: &writer)
        previous.write(to: &writer)
    }

    init(from reader: inout WireReader) throws(WireError) {
        let generation = try reader.zigzag()
        guard generation.magnitude < 1 << 62 else { throw reader.malformed(.numberOutOfRange) }
        self.init(
            generation: generation, current: try VectorClock(from: &reader),
            previous: try VectorClock(from: &reader))
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
