/// A long sequence that is only added to, and of which the latest elements are kept.
///
/// It is stored in chunks, so that copies of it, as checkpoints are, share all but what has changed
/// since: adding to a copy costs one chunk and not the whole.
struct Chronicle<Element: Sendable>: Sendable {
    private var chunks: [[Element]] = []
    /// The number of the first element that is kept.
    private(set) var first = 0
    /// The number of the next element: how many there have been.
    private(set) var count = 0
    /// So many of the latest are kept at least, and not a whole chunk more.
    let keptMin: Int

    private static var chunkLength: Int { 256 }

    init(keptMin: Int) { self.keptMin = keptMin }

    /// The numbers of the elements that are kept.
    var kept: Range<Int> { first..<count }

    mutating func append(_ element: Element) {
        if count % Self.chunkLength == 0 {
            chunks.append([])
            chunks[chunks.count - 1].reserveCapacity(Self.chunkLength)
        }
        chunks[chunks.count - 1].append(element)
        count += 1
        if count - first >= keptMin + Self.chunkLength {
            chunks.removeFirst()
            first += Self.chunkLength
        }
    }

    /// The element of a number that is kept.
    subscript(number: Int) -> Element {
        get {
            let place = number - first
            return chunks[place / Self.chunkLength][place % Self.chunkLength]
        }
        set {
            let place = number - first
            chunks[place / Self.chunkLength][place % Self.chunkLength] = newValue
        }
    }

    /// Changes an element in place, if it is still kept.
    mutating func change(_ number: Int, _ body: (inout Element) -> Void) {
        guard kept.contains(number) else { return }
        let place = number - first
        body(&chunks[place / Self.chunkLength][place % Self.chunkLength])
    }

    /// The first number from which a condition holds, which holds from some number on.
    func firstNumber(where holds: (Element) -> Bool) -> Int {
        var low = first
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
