import Epidemic

extension TransferPurpose {
    private enum Form {
        static let pull: UInt8 = 0
        static let cache: UInt8 = 1
    }

    func write(to writer: inout WireWriter) {
        switch self {
        case .pull(let contact, let round):
            writer.byte(Form.pull)
            contact.write(to: &writer)
            writer.varint(UInt64(round))
        case .cache: writer.byte(Form.cache)
        }
    }

    init(from reader: inout WireReader) throws(WireError) {
        switch try reader.byte() {
        case Form.pull:
            self = .pull(try ContactID(from: &reader), round: try reader.number())
        case Form.cache: self = .cache
        case let form: throw reader.malformed(.unknownForm(form))
        }
    }
}

extension Offer {
    func write(to writer: inout WireWriter) {
        purpose.write(to: &writer)
        writer.varint(UInt64(first), flag: !marks.isEmpty)
        writer.list(headers)
        for mark in marks { writer.varint(UInt64(mark)) }
    }

    init(from reader: inout WireReader) throws(WireError) {
        let purpose = try TransferPurpose(from: &reader)
        let (first, isMarked): (UInt32, Bool) = try reader.flaggedNumber()
        let headers: [UpdateHeader] = try reader.updates()
        var marks: [UInt16] = []
        if isMarked {
            guard !headers.isEmpty else { throw reader.malformed(.numberOutOfRange) }
            for _ in headers { marks.append(try reader.number()) }
        }
        self.init(purpose: purpose, first: first, headers: headers, marks: marks)
    }
}

extension Want {
    func write(to writer: inout WireWriter) {
        purpose.write(to: &writer)
        writer.varint(UInt64(first))
        useful.write(to: &writer)
        writer.list(wanted)
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(
            purpose: try TransferPurpose(from: &reader), first: try reader.number(),
            useful: try Flags(from: &reader), wanted: try reader.updates())
    }
}

extension Values {
    func write(to writer: inout WireWriter) {
        purpose.write(to: &writer)
        writer.list(updates)
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(purpose: try TransferPurpose(from: &reader), updates: try reader.updates())
    }
}
