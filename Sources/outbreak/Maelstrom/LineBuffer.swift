import Epidemic

/// Bytes that are cut into lines.
///
/// It takes time in proportion to the bytes, however they come, and keeps no more than one line and what is ready.
struct LineBuffer {
    /// A line without its end.
    enum Line: Hashable {
        case whole([UInt8])
        /// Its bytes were let go.
        case tooLong
    }

    private let lineMax: Int
    private var ready: [Line] = []
    private var part: [UInt8] = []
    private var isTooLong = false

    /// - Parameter lineMax: bytes of one line at most: the largest frame in Base64, and what stands around it.
    init(lineMax: Int = Limits.messageBytesMax / 3 * 4 + 1 << 16) { self.lineMax = lineMax }

    /// Takes bytes in.
    mutating func append(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            take(rest[..<end])
            endLine()
            rest = rest[(end + 1)...]
        }
        take(rest)
    }

    /// No more bytes come: what there is, is a line.
    mutating func end() {
        if !part.isEmpty || isTooLong { endLine() }
    }

    /// Takes out all lines that have ended.
    mutating func takeLines() -> [Line] {
        defer { ready = [] }
        return ready
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>) {
        if part.count + bytes.count > lineMax { isTooLong = true }
        if isTooLong { part = [] } else { part += bytes }
    }

    private mutating func endLine() {
        ready.append(isTooLong ? .tooLong : .whole(part))
        part = []
        isTooLong = false
    }
}
