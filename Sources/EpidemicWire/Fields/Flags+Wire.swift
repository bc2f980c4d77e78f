import Epidemic

extension Flags: WireField {
    static var bytesMin: Int { 1 }

    /// The count, then eight flags a byte, the first in the lowest bit, the rest of the last byte 0.
    func write(to writer: inout WireWriter) {
        writer.varint(UInt64(count))
        for first in stride(from: 0, to: count, by: 8) {
            var byte: UInt8 = 0
            for position in first..<Swift.min(first + 8, count) where self[position] {
                byte |= 1 << UInt8(position - first)
            }
            writer.byte(byte)
        }
    }

    init(from reader: inout WireReader) throws(WireError) {
        let count: Int = try reader.number()
        guard count <= Limits.updatesPerMessageMax else {
            throw .tooLarge(.flags, count: UInt64(count), limit: Limits.updatesPerMessageMax)
        }
        self.init(count: count)
        for first in stride(from: 0, to: count, by: 8) {
            let byte = try reader.byte()
            let used = Swift.min(8, count - first)
            guard used == 8 || byte >> UInt8(used) == 0 else { throw reader.malformed(.strayFlag) }
            for bit in 0..<used where byte >> UInt8(bit) & 1 == 1 { self[first + bit] = true }
        }
    }
}
