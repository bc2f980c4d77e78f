import Epidemic

extension ExchangeReply {
    private enum Form: UInt8 {
        case compared, range, recent, fetched, delivered, refused, nodes, otherDepth, leaves
        case peeled, symbols
    }

    func write(to writer: inout WireWriter) {
        writer.varint(UInt64(exchange))
        writer.sending(of: step, attempt)
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
        case .nodes(let masks):
            writer.byte(Form.nodes.rawValue)
            writer.list(masks)
        case .otherDepth(let depth):
            writer.byte(Form.otherDepth.rawValue)
            depth.write(to: &writer)
        case .leaves(let through, let unknown, let headers):
            writer.byte(Form.leaves.rawValue)
            through.write(to: &writer)
            unknown.write(to: &writer)
            writer.list(headers)
        case .peeled(let snapshot, let wanted, let mark, let headers):
            writer.byte(Form.peeled.rawValue)
            snapshot.write(to: &writer)
            wanted.write(to: &writer)
            mark.write(to: &writer)
            writer.list(headers)
        case .symbols(let table, let symbols):
            writer.byte(Form.symbols.rawValue)
            writer.fixed(table)
            writer.list(symbols)
        }
    }

    init(from reader: inout WireReader) throws(WireError) {
        let exchange: ExchangeNumber = try reader.number()
        let (step, attempt) = try reader.sending()
        self.init(
            exchange: exchange, step: step, attempt: attempt,
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
        case .nodes: .nodes(try reader.list(.treeNodes, limit: Limits.treeNodesPerMessageMax))
        case .otherDepth: .otherDepth(try TreeDepth(from: &reader))
        case .leaves:
            .leaves(
                through: try UInt64?(from: &reader), unknown: try Flags(from: &reader),
                headers: try reader.updates())
        case .peeled:
            .peeled(
                try Snapshot(from: &reader), wanted: try Flags(from: &reader),
                behind: try UInt64?(from: &reader), try reader.updates())
        case .symbols:
            .symbols(
                of: try reader.fixed(),
                try reader.list(.symbols, limit: Limits.symbolsPerMessageMax))
        }
    }
}
