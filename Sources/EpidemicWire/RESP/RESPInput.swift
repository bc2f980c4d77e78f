/// Bytes that have arrived and are not understood yet.
///
/// What was searched in vain for a line end is not searched again, and what has been read is let go in
/// large pieces, so that a frame costs the same in one piece as byte by byte.
struct RESPInput: Sendable {
    static let lineEnd: [UInt8] = [0x0D, 0x0A]

    private var bytes: [UInt8] = []
    private var position = 0
    /// No line feed stands between `position` and here.
    private var searched = 0

    /// How many bytes wait.
    var count: Int { bytes.count - position }

    /// The next byte, which stays.
    var first: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func append(_ more: some Sequence<UInt8>) {
        letGo()
        bytes.append(contentsOf: more)
    }

    private mutating func letGo() {
        guard position > bytes.count / 2 else { return }
        if position == bytes.count {
            bytes.removeAll(keepingCapacity: bytes.capacity <= Self.roomKept)
        } else {
            bytes.removeSubrange(..<position)
        }
        searched = max(0, searched - position)
        position = 0
    }

    /// Room that is kept for the next bytes when nothing waits.
    private static let roomKept = 64 << 10

    /// Everything up to the next line feed, without it; nil when that has not arrived yet.
    ///
    /// - Throws: the given error, when more than so many bytes have come without one.
    mutating func line(
        atMost limit: Int, orThrow error: RESPError
    ) throws(RESPError) -> ArraySlice<UInt8>? {
        let begin = max(searched, position)
        guard let end = bytes[begin...].firstIndex(of: 0x0A) else {
            searched = bytes.count
            guard count <= limit else { throw error }
            return nil
        }
        guard end - position <= limit else { throw error }
        defer { position = end + 1 }
        return bytes[position..<end]
    }

    /// So many bytes and the line end after them; nil when not all of them have arrived.
    mutating func block(of count: Int) throws(RESPError) -> [UInt8]? {
        guard self.count >= count + 2 else { return nil }
        let end = position + count
        guard bytes[end] == 0x0D, bytes[end + 1] == 0x0A else { throw .unterminatedBulk }
        defer { position = end + 2 }
        return Array(bytes[position..<end])
    }
}

extension ArraySlice<UInt8> {
    /// The line without its carriage return; nil when there is none.
    var withoutReturn: ArraySlice<UInt8>? { last == 0x0D ? dropLast() : nil }

    /// A decimal number spelled in the one way that Redis accepts: no sign but a minus, no blank, no
    /// zero in front.
    var number: Int64? {
        guard count <= 20 else { return nil }
        let text = String(decoding: self, as: UTF8.self)
        guard let number = Int64(text), String(number) == text else { return nil }
        return number
    }
}
