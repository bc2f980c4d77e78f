import Epidemic

/// Takes one frame apart, from front to back, trusting nothing.
struct WireReader {
    private let bytes: [UInt8]
    private var replicas = ReplicaTable()

    /// How many bytes have been read.
    private(set) var position = 0

    /// What time it is; moments travelled as ages.
    let clock: WireClock

    init(_ bytes: [UInt8], at clock: WireClock = WireClock(.zero)) {
        self.bytes = bytes
        self.clock = clock
    }

    private var remaining: Int { bytes.count - position }

    mutating func byte() throws(WireError) -> UInt8 {
        guard position < bytes.count else { throw .truncated(at: bytes.count) }
        defer { position += 1 }
        return bytes[position]
    }

    /// A LEB128 number in its shortest form.
    mutating func varint() throws(WireError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            // The tenth byte has room for the last of 64 bits, and for nothing else.
            guard shift < 63 || byte <= 1 else { throw malformed(.numberOutOfRange) }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 {
                guard byte != 0 || shift == 0 else { throw malformed(.wastefulNumber) }
                return value
            }
            shift += 7
        }
    }

    mutating func zigzag() throws(WireError) -> Int64 {
        let coded = try varint()
        return Int64(bitPattern: coded >> 1) ^ -Int64(bitPattern: coded & 1)
    }

    /// A varint that fits a narrower type.
    mutating func number<Number: FixedWidthInteger>() throws(WireError) -> Number {
        guard let number = Number(exactly: try varint()) else {
            throw malformed(.numberOutOfRange)
        }
        return number
    }

    /// A number and a flag in one varint: the flag is its lowest bit.
    mutating func flaggedNumber<Number: FixedWidthInteger>() throws(WireError) -> (Number, Bool) {
        let coded = try varint()
        guard let number = Number(exactly: coded >> 1) else { throw malformed(.numberOutOfRange) }
        return (number, coded & 1 == 1)
    }

    /// A number of fixed width, most significant byte first.
    mutating func fixed<Number: FixedWidthInteger>() throws(WireError) -> Number {
        let width = Number.bitWidth / 8
        guard remaining >= width else { throw .truncated(at: bytes.count) }
        defer { position += width }
        return bytes[position..<position + width].reduce(0) { $0 << 8 | Number($1) }
    }

    /// A count within its limit, of things for which enough bytes are left.
    mutating func count(
        of quantity: WireError.Quantity, limit: Int, bytesEach: Int
    ) throws(WireError) -> Int {
        let count = try varint()
        guard count <= UInt64(limit) else {
            throw .tooLarge(quantity, count: count, limit: limit)
        }
        guard Int(count) <= remaining / bytesEach else { throw .truncated(at: bytes.count) }
        return Int(count)
    }

    /// Bytes with their length in front.
    mutating func block(
        _ quantity: WireError.Quantity, limit: Int
    ) throws(WireError) -> ArraySlice<UInt8> {
        let count = try count(of: quantity, limit: limit, bytesEach: 1)
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// A replica by its number in this frame, or spelled out under the next free number.
    mutating func replica() throws(WireError) -> ReplicaID {
        let place = try varint()
        if place < UInt64(replicas.count) { return replicas[Int(place)] }
        guard place == UInt64(replicas.count) else { throw malformed(.unknownReplica) }
        let id = ReplicaID(name: try name(), epoch: try varint())
        guard replicas.place(of: id) == nil else { throw malformed(.repeatedReplica) }
        replicas.append(id)
        return id
    }

    var isAtEnd: Bool { remaining == 0 }

    /// A name by itself.
    mutating func name() throws(WireError) -> ReplicaName {
        let text = try block(.nameBytes, limit: ReplicaName.lengthMax)
        guard let name = ReplicaName(String(decoding: text, as: UTF8.self)) else {
            throw malformed(.replicaName)
        }
        return name
    }

    func expectEnd() throws(WireError) {
        guard remaining == 0 else { throw malformed(.trailingBytes) }
    }

    /// An error about what has just been read.
    func malformed(_ flaw: WireError.Flaw) -> WireError { .malformed(flaw, at: position) }
}
