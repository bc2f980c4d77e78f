import Epidemic

extension ExchangeRequest {
    private enum Form: UInt8 {
        case compare, range, recent, fetch, deliver, collect, nodes, leaves, peel, symbols
    }

    func write(to writer: inout WireWriter) {
        writer.varint(UInt64(exchange))
        writer.sending(of: step, attempt)
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
        case .collect(let positions):
            writer.byte(form(.collect))
            writer.list(positions)
        case .nodes(let depth, let questions):
            writer.byte(form(.nodes))
            depth.write(to: &writer)
            writer.list(questions)
        case .leaves(let questions):
            writer.byte(form(.leaves))
            writer.list(questions)
        case .peel(let snapshot, let mark, let limit, let headers):
            writer.byte(form(.peel))
            snapshot.write(to: &writer)
            mark.write(to: &writer)
            writer.varint(UInt64(limit))
            writer.list(headers)
        case .symbols(let first, let count):
            writer.byte(form(.symbols))
            writer.varint(UInt64(first))
            writer.varint(UInt64(count))
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
        let (step, attempt) = try reader.sending()
        let values: [Carried] = try reader.updates()
        let byte = try reader.byte()
        guard let form = Form(rawValue: byte & 0x0F), byte >> 4 < Self.directions.count else {
            throw reader.malformed(.unknownForm(byte))
        }
        self.init(
            exchange: exchange, step: step, attempt: attempt, values: values,
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
        case .collect: .collect(try reader.updates())
        case .nodes:
            .nodes(
                try TreeDepth(from: &reader),
                try reader.list(.treeNodes, limit: Limits.treeNodesPerMessageMax))
        case .leaves: .leaves(try reader.updates())
        case .peel:
            .peel(
                try Snapshot(from: &reader), behind: try UInt64?(from: &reader),
                limit: try reader.number(), try reader.updates())
        case .symbols: .symbols(first: try reader.number(), count: try reader.number())
        }
    }
}
