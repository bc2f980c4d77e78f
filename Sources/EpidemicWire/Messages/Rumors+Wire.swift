import Epidemic

extension ContactID {
    func write(to writer: inout WireWriter) {
        writer.varint(UInt64(round))
        writer.varint(UInt64(index))
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(round: try reader.number(), index: try reader.number())
    }
}

extension Push {
    func write(to writer: inout WireWriter) {
        contact.write(to: &writer)
        writer.varint(UInt64(first))
        writer.byte(answer.rawValue)
        writer.list(updates)
    }

    init(from reader: inout WireReader) throws(WireError) {
        let contact = try ContactID(from: &reader)
        let first: UInt32 = try reader.number()
        let byte = try reader.byte()
        guard let answer = Answer(rawValue: byte) else {
            throw reader.malformed(.unknownForm(byte))
        }
        self.init(contact: contact, first: first, answer: answer, updates: try reader.updates())
    }
}

extension Feedback {
    func write(to writer: inout WireWriter) {
        contact.write(to: &writer)
        writer.varint(UInt64(first), flag: spared.count > 0)
        useful.write(to: &writer)
        if spared.count > 0 { spared.write(to: &writer) }
    }

    init(from reader: inout WireReader) throws(WireError) {
        let contact = try ContactID(from: &reader)
        let (first, isSparing): (UInt32, Bool) = try reader.flaggedNumber()
        let useful = try Flags(from: &reader)
        let spared = isSparing ? try Flags(from: &reader) : Flags()
        guard spared.count == (isSparing ? useful.count : 0), !isSparing || spared.count > 0 else {
            throw reader.malformed(.numberOutOfRange)
        }
        self.init(contact: contact, first: first, useful: useful, spared: spared)
    }
}

extension Refusal {
    func write(to writer: inout WireWriter) {
        contact.write(to: &writer)
        writer.varint(UInt64(updates))
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(contact: try ContactID(from: &reader), updates: try reader.number())
    }
}
