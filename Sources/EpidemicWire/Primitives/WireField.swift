/// Something with one binary form: written and read side by side, so that the two stay alike.
protocol WireField {
    /// The fewest bytes that any value takes; what a count is held against before allocating.
    static var bytesMin: Int { get }

    func write(to writer: inout WireWriter)

    init(from reader: inout WireReader) throws(WireError)
}

/// Something that may be absent: a byte 0, or a byte 1 and the field.
extension Optional: WireField where Wrapped: WireField {
    static var bytesMin: Int { 1 }

    func write(to writer: inout WireWriter) {
        switch self {
        case .none: writer.byte(0)
        case .some(let field):
            writer.byte(1)
            field.write(to: &writer)
        }
    }

    init(from reader: inout WireReader) throws(WireError) {
        switch try reader.byte() {
        case 0: self = .none
        case 1: self = .some(try Wrapped(from: &reader))
        case let form: throw reader.malformed(.unknownForm(form))
        }
    }
}

extension WireWriter {
    /// The count, then one after another.
    mutating func list(_ fields: [some WireField]) {
        varint(UInt64(fields.count))
        for field in fields { field.write(to: &self) }
    }
}

extension WireReader {
    /// A list of at most `limit` fields.
    mutating func list<Field: WireField>(
        _ quantity: WireError.Quantity, limit: Int
    ) throws(WireError) -> [Field] {
        let count = try count(of: quantity, limit: limit, bytesEach: Field.bytesMin)
        var fields: [Field] = []
        fields.reserveCapacity(count)
        for _ in 0..<count { fields.append(try Field(from: &self)) }
        return fields
    }
}
