/// A table that only grows, whose elements never move: others read what was appended before while more is.
///
/// It is kept in chunks, each twice as long as the one before. One worker appends, and until the next settlement it
/// alone reads what it appended. Whoever made the table frees it.
struct GrowingTable<Element: Sendable> {
    private typealias Chunk = UnsafeMutablePointer<Element>

    private let chunks: UnsafeMutablePointer<Chunk?>
    private var count = 0

    private static var firstBits: Int { 8 }
    private static var chunksMax: Int { 24 }

    init() {
        chunks = .allocate(capacity: Self.chunksMax)
        chunks.initialize(repeating: nil, count: Self.chunksMax)
    }

    /// Lets go of everything; nothing may be asked of it any more.
    func free() {
        for chunk in 0..<Self.chunksMax {
            guard let elements = chunks[chunk] else { break }
            let before = Self.length(of: chunk) - Self.length(of: 0)
            elements.deinitialize(count: min(Self.length(of: chunk), count - before))
            elements.deallocate()
        }
        chunks.deallocate()
    }

    /// - Returns: the place of the element.
    mutating func append(_ element: Element) -> UInt32 {
        let (chunk, offset) = Self.place(of: UInt32(count))
        let elements = chunks[chunk] ?? Chunk.allocate(capacity: Self.length(of: chunk))
        chunks[chunk] = elements
        (elements + offset).initialize(to: element)
        count += 1
        return UInt32(count - 1)
    }

    /// An element, in its place.
    subscript(number: UInt32) -> UnsafePointer<Element> {
        @inline(__always) get {
            let (chunk, offset) = Self.place(of: number)
            guard let elements = chunks[chunk] else {
                preconditionFailure("there is no element \(number)")
            }
            return UnsafePointer(elements + offset)
        }
    }

    private static func length(of chunk: Int) -> Int { 1 << (firstBits + chunk) }

    @inline(__always) private static func place(of number: UInt32) -> (chunk: Int, offset: Int) {
        let moved = Int(number) + 1 << firstBits
        let chunk = Int.bitWidth - 1 - moved.leadingZeroBitCount - firstBits
        return (chunk, moved - 1 << (firstBits + chunk))
    }
}
