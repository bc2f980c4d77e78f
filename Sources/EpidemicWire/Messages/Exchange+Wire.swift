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

/// A key that may be absent: a byte 0, or a byte 1 and the key.
extension Key? {
    fileprivate func write(to writer: inout WireWriter) {
        switch self {
        case .none: writer.byte(0)
        case .some(let key):
            writer.byte(1)
            key.write(to: &writer)
        }
    }

    fileprivate init(from reader: inout WireReader) throws(WireError) {
        switch try reader.byte() {
        case 0: self = .none
        case 1: self = .some(try Key(from: &reader))
        case let form: throw reader.malformed(.unknownForm(form))
        }
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

extension ExchangeRequest {
    private enum Form: UInt8 { case compare, range, recent, fetch, deliver }

    func write(to writer: inout WireWriter) {
        writer.varint(UInt64(exchange))
        writer.varint(UInt64(step))
        writer.list(values)
        switch body {
        case .compare(let snapshot):
            writer.byte(form(.compare))
            snapshot.write(to: &writer)
        case .range(let range, let headers):
            writer.byte(form(.range))
            range.write(to: &writer)
            writer.list(headers)
        case .recent(let headers):
            writer.byte(form(.recent))
            writer.list(headers)
        case .fetch(let references):
            writer.byte(form(.fetch))
            writer.list(references)
        case .deliver: writer.byte(form(.deliver))
        }
    }

    /// The form of the body, with the direction in the upper half of the byte.
    private func form(_ form: Form) -> UInt8 {
        let place = Self.directions.firstIndex(of: direction) ?? 0
        return form.rawValue | UInt8(place) << 4
    }

    private static let directions: [Direction] = [.pushPull, .push, .pull]

    init(from reader: inout WireReader) throws(WireError) {
        let exchange: ExchangeNumber = try reader.number()
        let step: UInt32 = try reader.number()
        let values: [Carried] = try reader.updates()
        let byte = try reader.byte()
        guard let form = Form(rawValue: byte & 0x0F), byte >> 4 < Self.directions.count else {
            throw reader.malformed(.unknownForm(byte))
        }
        self.init(
            exchange: exchange, step: step, values: values,
            body: try Self.body(form, from: &reader), direction: Self.directions[Int(byte >> 4)])
    }

    private static func body(
        _ form: Form, from reader: inout WireReader
    ) throws(WireError) -> Body {
        switch form {
        case .compare: .compare(try Snapshot(from: &reader))
        case .range: .range(try KeyRange(from: &reader), try reader.updates())
        case .recent: .recent(try reader.updates())
        case .fetch: .fetch(try reader.updates())
        case .deliver: .deliver
        }
    }
}

extension ExchangeReply {
    private enum Form: UInt8 { case compared, range, recent, fetched, delivered, refused }

    func write(to writer: inout WireWriter) {
        writer.varint(UInt64(exchange))
        writer.varint(UInt64(step))
        writer.varint(UInt64(repaired))
        switch body {
        case .compared(let snapshot):
            writer.byte(Form.compared.rawValue)
            snapshot.write(to: &writer)
        case .range(let through, let wanted, let updates):
            writer.byte(Form.range.rawValue)
            through.write(to: &writer)
            wanted.write(to: &writer)
            writer.list(updates)
        case .recent(let wanted, let headers):
            writer.byte(Form.recent.rawValue)
            wanted.write(to: &writer)
            writer.list(headers)
        case .fetched(let updates):
            writer.byte(Form.fetched.rawValue)
            writer.list(updates)
        case .delivered: writer.byte(Form.delivered.rawValue)
        case .refused: writer.byte(Form.refused.rawValue)
        }
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(
            exchange: try reader.number(), step: try reader.number(),
            repaired: try reader.number(), body: try Self.body(from: &reader))
    }

    private static func body(from reader: inout WireReader) throws(WireError) -> Body {
        let byte = try reader.byte()
        guard let form = Form(rawValue: byte) else { throw reader.malformed(.unknownForm(byte)) }
        return switch form {
        case .compared: .compared(try Snapshot(from: &reader))
        case .range:
            .range(
                through: try Key?(from: &reader), wanted: try Flags(from: &reader),
                updates: try reader.updates())
        case .recent:
            .recent(wanted: try Flags(from: &reader), headers: try reader.updates())
        case .fetched: .fetched(try reader.updates())
        case .delivered: .delivered
        case .refused: .refused
        }
    }
}
