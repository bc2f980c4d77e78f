extension Unicode.Scalar {
    /// Whether the scalar is one of those that most of a dashboard is made of: ASCII, Latin letters,
    /// dashes, arrows, lines, blocks, marks and braille. They take one column, sit on nothing, and their
    /// properties need not be looked up.
    var isPlainlyNarrow: Bool {
        switch value {
        case 0x20..<0x7F, 0xA1..<0xAD, 0xAE..<0x300, 0x2010..<0x2028, 0x2190..<0x231A,
            0x2500..<0x25FD, 0x270E..<0x2728, 0x2800..<0x2900:
            true
        default: false
        }
    }
}

extension String {
    /// Goes through the scalars for as long as they are plainly narrow; they are all that is read, so it
    /// is done on the bytes.
    ///
    /// - Parameter body: is given each scalar, and says whether to go on.
    /// - Returns: whether there was no other scalar on the way.
    @inline(__always)
    func forEachNarrowScalar(while body: (Unicode.Scalar) -> Bool) -> Bool {
        var text = self
        return text.withUTF8 { bytes in
            var place = 0
            while place < bytes.count {
                let (scalar, length) = Self.decode(bytes, at: place)
                guard scalar.isPlainlyNarrow else { return false }
                guard body(scalar) else { return true }
                place += length
            }
            return true
        }
    }

    /// A scalar of at most three bytes, and how many they are; text is valid UTF-8 always. No scalar of
    /// four bytes is plainly narrow, and NUL, which is not either, stands in for it.
    @inline(__always)
    private static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, at place: Int
    ) -> (scalar: Unicode.Scalar, length: Int) {
        let first = bytes[place]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let length = first < 0xE0 ? 2 : 3
        guard first < 0xF0, place + length <= bytes.count else { return ("\0", 1) }
        var value = UInt32(first) & (length == 2 ? 0x1F : 0x0F)
        for next in bytes[place + 1..<place + length] { value = value << 6 | UInt32(next & 0x3F) }
        return (Unicode.Scalar(value) ?? "\0", length)
    }
}
