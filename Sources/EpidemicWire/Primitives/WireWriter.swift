import Epidemic

/// Appends the parts of one frame to an array.
struct WireWriter {
    private var bytes: [UInt8] = []
    private var replicas = ReplicaTable()

    /// What time it is; moments are written as ages.
    let clock: WireClock

    /// Takes the array over, without a copy, until `give(back:)`.
    ///
    /// - Parameter clock: what time it is, where a moment is written as an age.
    init(taking bytes: inout [UInt8], at clock: WireClock = WireClock(.zero)) {
        self.clock = clock
        swap(&self.bytes, &bytes)
    }

    /// Ends the frame.
    mutating func give(back bytes: inout [UInt8]) { swap(&self.bytes, &bytes) }

    mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    /// LEB128: seven bits a byte, least significant first, in as few bytes as possible.
    mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A number and a flag in one varint: the flag is its lowest bit.
    mutating func varint(_ value: UInt64, flag: Bool) { varint(value << 1 | (flag ? 1 : 0)) }

    /// A signed number as a varint, small ones of either sign being short: 0, -1, 1, -2, …
    mutating func zigzag(_ value: Int64) {
        varint(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    /// All bytes of a number, most significant first.
    mutating func fixed(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// The length, then the bytes.
    mutating func block(_ block: [UInt8]) {
        varint(UInt64(block.count))
        bytes.append(contentsOf: block)
    }

    /// The replica's number in this frame; the next free number and its name and epoch at first use.
    mutating func replica(_ id: ReplicaID) {
        if let place = replicas.place(of: id) { return varint(UInt64(place)) }
        varint(UInt64(replicas.count))
        replicas.append(id)
        name(id.name)
        varint(id.epoch)
    }

    /// A name by itself.
    mutating func name(_ name: ReplicaName) { self.name(name.text) }

    /// A name in the letters of a replica's.
    mutating func name(_ text: String) {
        varint(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}
