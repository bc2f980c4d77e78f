import Epidemic

extension Snapshot {
    func write(to writer: inout WireWriter) {
        writer.fixed(root.bits)
        seen.write(to: &writer)
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(
            root: Digest(bits: try reader.fixed()), seen: try SeenClock(from: &reader))
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
