extension RandomAccessCollection {
    /// The first position whose element fails the predicate, in a collection where all that satisfy
    /// it come first. O(log n).
    func partitionPoint(where precedes: (Element) -> Bool) -> Index {
        var low = startIndex
        var length = count
        while length > 0 {
            let half = length / 2
            let middle = index(low, offsetBy: half)
            if precedes(self[middle]) {
                low = index(after: middle)
                length -= half + 1
            } else {
                length = half
            }
        }
        return low
    }
}
