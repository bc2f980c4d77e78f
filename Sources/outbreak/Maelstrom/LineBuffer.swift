import Epidemic

/// Bytes that are cut into lines.
///
/// Appending takes time in proportion to the bytes, however a line is cut into pieces.
struct LineBuffer {
    /// A line without its end.
    enum Line: Hashable {
        case whole([UInt8])
        /// Its bytes were let go.
        case tooLong
    }

    private var ready: [Line] = []
    private var part: [UInt8] = []
    private var isTooLong = false

    /// Bytes of one line: the largest frame in Base64, and room for what stands around it.
    static let lineMax = Limits.messageBytesMax / 3 * 4 + 1 << 16

    /// Takes bytes in.
    mutating func append(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                endLine()
            } else if part.count < Self.lineMax {
                part.append(byte)
            } else {
                isTooLong = true
            }
        }
    }

    /// No more bytes come: what there is, is a line.
    mutating func end() {
        if !part.isEmpty { endLine() }
    }

    /// Takes out all lines that have ended.
    mutating func takeLines() -> [Line] {
        defer { ready = [] }
        return ready
    }

    private mutating func endLine() {
        ready.append(isTooLong ? .tooLong : .whole(part))
        part = []
        isTooLong = false
    }
}
