import Epidemic

extension NodeAddress: WireField {
    static var bytesMin: Int { 2 }

    /// The kind, then a slot as a varint, or the address and the port with all their bytes.
    func write(to writer: inout WireWriter) {
        writer.byte(kind.rawValue)
        switch kind {
        case .slot: writer.varint(UInt64(bits))
        case .ip4:
            writer.fixed(UInt32(truncatingIfNeeded: bits))
            writer.fixed(port)
        case .ip6:
            writer.fixed(bits)
            writer.fixed(port)
        }
    }

    init(from reader: inout WireReader) throws(WireError) {
        let byte = try reader.byte()
        switch Kind(rawValue: byte) {
        case .slot: self.init(slot: try reader.number())
        case .ip4: self.init(ip4: try reader.fixed(), port: try reader.fixed())
        case .ip6: self.init(ip6: try reader.fixed(), port: try reader.fixed())
        case nil: throw reader.malformed(.unknownForm(byte))
        }
    }
}

extension MemberRecord: WireField {
    static var bytesMin: Int { 5 }

    /// The state stands in the lower half of a byte, the upper half says whether an accuser follows.
    func write(to writer: inout WireWriter) {
        writer.replica(id)
        address.write(to: &writer)
        writer.varint(UInt64(incarnation))
        writer.byte(state.rawValue | (accuser == nil ? 0 : 0x10))
        if let accuser { writer.name(accuser) }
    }

    init(from reader: inout WireReader) throws(WireError) {
        let id = try reader.replica()
        let address = try NodeAddress(from: &reader)
        let incarnation = try reader.incarnation()
        let byte = try reader.byte()
        guard byte & 0xE0 == 0, let state = MemberState(rawValue: byte & 0x0F) else {
            throw reader.malformed(.unknownForm(byte))
        }
        self.init(
            id: id, address: address, incarnation: incarnation, state: state,
            accuser: byte & 0x10 == 0 ? nil : try reader.name())
    }
}

extension StatusReport: WireField {
    static var bytesMin: Int { 22 }

    func write(to writer: inout WireWriter) {
        writer.replica(id)
        writer.varint(UInt64(edition))
        writer.varint(status.keys)
        writer.varint(UInt64(status.hotRumors))
        writer.fixed(status.root.bits)
        writer.varint(UInt64(status.load))
        status.control.write(to: &writer)
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(
            id: try reader.replica(), edition: try reader.incarnation(),
            status: MemberStatus(
                keys: try reader.varint(), hotRumors: try reader.number(),
                root: Digest(bits: try reader.fixed()), load: try reader.number(),
                control: try NodeAddress?(from: &reader)))
    }
}

extension MemberNews {
    func write(to writer: inout WireWriter) {
        writer.list(records)
        writer.list(reports)
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(
            records: try reader.list(.members, limit: Limits.membersPerMessageMax),
            reports: try reader.list(.members, limit: Limits.membersPerMessageMax))
    }
}

extension Registration: WireField {
    static var bytesMin: Int { 3 }

    func write(to writer: inout WireWriter) {
        writer.replica(id)
        address.write(to: &writer)
    }

    init(from reader: inout WireReader) throws(WireError) {
        self.init(id: try reader.replica(), address: try NodeAddress(from: &reader))
    }
}

extension WireReader {
    /// An incarnation or an edition, within its limit.
    fileprivate mutating func incarnation() throws(WireError) -> UInt32 {
        let number: UInt32 = try number()
        guard number < Limits.incarnationBound else { throw malformed(.numberOutOfRange) }
        return number
    }
}
