/// What one cell of the screen can show: a scalar that takes room, and the marks upon it.
///
/// This is cut finer than Swift's `Character`, in the way that terminals do it: a flag, a family or
/// a spacing vowel sign are several glyphs here. All of it lies in one word, so that a screen full of
/// glyphs is copied and compared without looking at any of them.
struct DisplayGlyph: Hashable, Sendable {
    /// The scalar in the lowest 21 bits, the marks in as many each above it, and the highest bit for
    /// a glyph of two columns.
    private var bits: UInt64

    private static let scalarBits: UInt64 = 21
    private static let scalarMask: UInt64 = 1 << scalarBits - 1
    private static let wideBit: UInt64 = 1 << 63

    /// Marks on one glyph beyond this many are dropped.
    static let marksMax = 2

    static let space = DisplayGlyph(" ", columns: 1)

    /// What stands in the right half of a wide glyph: nothing of its own.
    static let nothing = DisplayGlyph("\0", columns: 1)

    /// - Parameters:
    ///   - scalar: one that may be shown.
    ///   - columns: one or two.
    init(_ scalar: Unicode.Scalar, columns: Int) {
        bits = UInt64(scalar.value) | (columns == 2 ? Self.wideBit : 0)
    }

    /// One or two.
    var columns: Int { bits & Self.wideBit == 0 ? 1 : 2 }

    /// The scalar that takes room.
    var base: Unicode.Scalar { scalar(at: 0) ?? "\0" }

    private func scalar(at place: Int) -> Unicode.Scalar? {
        let value = UInt32(bits >> (Self.scalarBits * UInt64(place)) & Self.scalarMask)
        return value == 0 ? nil : Unicode.Scalar(value)
    }
}

extension DisplayGlyph {
    /// Puts a mark upon the glyph, if there is room for it and the two belong together.
    mutating func add(_ mark: Unicode.Scalar) {
        guard let place = (1...Self.marksMax).first(where: { scalar(at: $0) == nil }) else {
            return
        }
        var marked = self
        marked.bits |= UInt64(mark.value) << (Self.scalarBits * UInt64(place))
        if marked.text.count == 1 { self = marked }
    }

    /// The scalar, then the marks upon it.
    func forEachScalar(_ body: (Unicode.Scalar) -> Void) {
        body(base)
        for place in 1...Self.marksMax {
            guard let mark = scalar(at: place) else { return }
            body(mark)
        }
    }

    /// The glyph as text has it.
    var character: Character { scalar(at: 1) == nil ? Character(base) : Character(text) }

    private var text: String {
        var text = String.UnicodeScalarView()
        forEachScalar { text.append($0) }
        return String(text)
    }
}
