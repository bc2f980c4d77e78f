extension Carried {
    /// About how many bytes it takes on the wire; what messages are cut by.
    var estimatedBytes: Int {
        update.header.estimatedBytes + (update.content.value?.bytes.count ?? 8) + 4
    }
}

extension UpdateHeader {
    /// About how many bytes it takes on the wire.
    var estimatedBytes: Int { key.bytes.count + 24 + clock.components.count * 16 }
}

extension UpdateReference {
    /// Its size on the way, roughly.
    var estimatedBytes: Int { key.bytes.count + 24 }
}

extension Array {
    /// Cuts the array into messages of so many bytes at most, but for single elements that are larger,
    /// and within the number of `Limits`. Calls the body with the place of the first element and the
    /// batch.
    @inline(__always) func forEachBatch(
        of bytesMax: Int, bytes: (Element) -> Int, _ body: (Int, [Element]) -> Void
    ) {
        if count == 1 { return body(0, self) }
        var first = 0
        while first < count {
            let end = batchEnd(from: first, bytesMax: bytesMax, bytes: bytes)
            body(first, end - first < count ? Array(self[first..<end]) : self)
            first = end
        }
    }

    /// Where the batch that begins at `first` ends; at least one element later.
    func batchEnd(
        from first: Int, bytesMax: Int = Limits.messageBytesTarget, bytes: (Element) -> Int
    ) -> Int {
        var end = first
        var size = 0
        while end < count, end - first < Limits.updatesPerMessageMax {
            size += bytes(self[end])
            guard end == first || size <= bytesMax else { break }
            end += 1
        }
        return end
    }
}
