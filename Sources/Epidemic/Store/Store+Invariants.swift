extension Store {
    /// What must always hold; nil when it does, else one sentence that says what does not.
    var brokenInvariant: String? {
        var previous: Key?
        var values = 0
        var bytes = 0
        var count = 0
        var sum = Digest.empty
        var broken: String?
        table.forEach { entry in
            count += 1
            bytes += entry.estimatedMemory
            values += entry.update.content.value == nil ? 0 : 1
            if knownRoot != nil { sum += Digest.of(entry.update) }
            if let previous, previous >= entry.update.key {
                broken = "keys \(previous) and \(entry.update.key) are out of order"
            }
            if entry.context.squaredNorm < entry.update.clock.squaredNorm {
                broken = "the context of \(entry.update.key) is shorter than its write clock"
            }
            if entry.modification > modifications {
                broken = "\(entry.update.key) was modified in the future"
            }
            previous = entry.update.key
            return broken == nil
        }
        if let broken { return broken }
        if count != table.count { return "\(count) entries are counted as \(table.count)" }
        if values != valueCount { return "\(values) values are counted as \(valueCount)" }
        if bytes != byteCount { return "\(bytes) bytes are counted as \(byteCount)" }
        if let root = knownRoot, root != sum { return "the root \(root) is not the sum \(sum)" }
        return knownIndex?.tree?.brokenInvariant(over: table)
    }
}
