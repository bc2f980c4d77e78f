import Epidemic

extension Key: WireField {
    static var bytesMin: Int { 1 }

    func write(to writer: inout WireWriter) { writer.block(bytes) }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(Array(try reader.block(.keyBytes, limit: Limits.keyBytesMax)))
    }
}

extension Content: WireField {
    static var bytesMin: Int { 2 }

    private enum Form {
        static let value: UInt8 = 0
        static let deathCertificate: UInt8 = 1
    }

    func write(to writer: inout WireWriter) {
        switch self {
        case .value(let value):
            writer.byte(Form.value)
            writer.block(value.bytes)
        case .deathCertificate(let created, let retention):
            writer.byte(Form.deathCertificate)
            writer.zigzag(created.nanoseconds)
            writer.list(retention)
        }
    }

    init(from reader: inout WireReader) throws(WireError) {
        switch try reader.byte() {
        case Form.value:
            let bytes = try reader.block(.valueBytes, limit: Limits.valueBytesMax)
            self = .value(Value(Array(bytes)))
        case Form.deathCertificate:
            self = .deathCertificate(
                created: try reader.instant(),
                retention: try reader.list(.retentionNodes, limit: Limits.retentionMax))
        case let form: throw reader.malformed(.unknownForm(form))
        }
    }
}

extension UpdateID: WireField {
    static var bytesMin: Int { 2 }

    func write(to writer: inout WireWriter) {
        writer.replica(origin)
        writer.varint(sequence)
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(origin: try reader.replica(), sequence: try reader.sequence())
    }
}

extension UpdateReference: WireField {
    static var bytesMin: Int { Key.bytesMin + UpdateID.bytesMin }

    func write(to writer: inout WireWriter) {
        key.write(to: &writer)
        id.write(to: &writer)
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(key: try Key(from: &reader), id: try UpdateID(from: &reader))
    }
}

extension UpdateHeader: WireField {
    static var bytesMin: Int { UpdateReference.bytesMin + VectorClock.bytesMin }

    func write(to writer: inout WireWriter) {
        key.write(to: &writer)
        id.write(to: &writer)
        clock.write(to: &writer)
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(
            key: try Key(from: &reader), id: try UpdateID(from: &reader),
            clock: try VectorClock(from: &reader))
    }
}

extension Carried: WireField {
    static var bytesMin: Int { UpdateHeader.bytesMin + Content.bytesMin + 1 }

    func write(to writer: inout WireWriter) {
        update.header.write(to: &writer)
        update.content.write(to: &writer)
        if update.isCertificate { activation.write(to: &writer) }
        writer.varint(UInt64(hops), flag: mark > 0)
        if mark > 0 { writer.varint(UInt64(mark)) }
    }

    init(from reader: inout WireReader) throws(WireError) {
        let header = try UpdateHeader(from: &reader)
        let content = try Content(from: &reader)
        let activation = content.value == nil ? try Activation(from: &reader) : nil
        let (hops, isMarked): (UInt16, Bool) = try reader.flaggedNumber()
        let mark: UInt16 = isMarked ? try reader.number() : 0
        guard !isMarked || mark > 0 else { throw reader.malformed(.numberOutOfRange) }
        self.init(
            update: Update(key: header.key, content: content, clock: header.clock, id: header.id),
            hops: hops, mark: mark, activation: activation)
    }
}

/// How often, and the age.
extension Activation: WireField {
    static var bytesMin: Int { 2 }

    func write(to writer: inout WireWriter) {
        writer.varint(UInt64(number))
        writer.age(since: since)
    }

    init(from reader: inout WireReader) throws(WireError) {
        let number: UInt32 = try reader.number()
        guard (1...Limits.activationsMax).contains(number) else {
            throw reader.malformed(.numberOutOfRange)
        }
        self.init(number: number, since: try reader.momentOfAge())
    }
}

/// Its bytes, with their number in front.
extension ReplicaName: WireField {
    static var bytesMin: Int { 2 }

    func write(to writer: inout WireWriter) { writer.block(Array(text.utf8)) }

    init(from reader: inout WireReader) throws(WireError) {
        let text = try reader.block(.nameBytes, limit: ReplicaName.lengthMax)
        guard let name = ReplicaName(String(decoding: text, as: UTF8.self)) else {
            throw reader.malformed(.replicaName)
        }
        self = name
    }
}

extension WireReader {
    /// A moment, near enough to the origin that a length of time can be added.
    mutating func instant() throws(WireError) -> Instant {
        let nanoseconds = try zigzag()
        guard nanoseconds.magnitude < 1 << 62 else { throw malformed(.numberOutOfRange) }
        return Instant(nanoseconds: nanoseconds)
    }

    /// The updates, headers or references of one message.
    mutating func updates<Field: WireField>() throws(WireError) -> [Field] {
        try list(.updates, limit: Limits.updatesPerMessageMax)
    }
}
