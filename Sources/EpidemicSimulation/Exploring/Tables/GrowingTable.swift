import Synchronization

/// A table that only grows, whose elements never move: threads read it without a lock while others append.
///
/// It is kept in chunks, each twice as long as the one before. Who reads an element was given its number through
/// a lock by the thread that appended it, or by one that was given it so; the element was written before.
final class GrowingTable<Element: Sendable>: @unchecked Sendable {
    private typealias Chunk = UnsafeMutablePointer<Element>

    private let chunks: UnsafeMutablePointer<Chunk?>
    private let elements = Mutex(0)

    private static var firstBits: Int { 8 }
    private static var chunksMax: Int { 24 }

    init() {
        chunks = .allocate(capacity: Self.chunksMax)
        chunks.initialize(repeating: nil, count: Self.chunksMax)
    }

    deinit {
        let count = count
        for chunk in 0..<Self.chunksMax {
            guard let elements = chunks[chunk] else { break }
            let before = Self.length(of: chunk) - Self.length(of: 0)
            elements.deinitialize(count: min(Self.length(of: chunk), count - before))
            elements.deallocate()
        }
        chunks.deallocate()
    }

    var count: Int { elements.withLock { $0 } }

    /// - Returns: the number of the element.
    func append(_ element: Element) -> UInt32 {
        elements.withLock { count in
            let (chunk, offset) = Self.place(of: UInt32(count))
            if chunks[chunk] == nil {
                chunks[chunk] = Chunk.allocate(capacity: Self.length(of: chunk))
            }
            guard let elements = chunks[chunk] else { preconditionFailure("no chunk \(chunk)") }
            (elements + offset).initialize(to: element)
            count += 1
            return UInt32(count - 1)
        }
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
