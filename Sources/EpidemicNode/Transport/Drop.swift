/// Why something that was sent or that arrived went no further. Each has a counter.
public enum Drop: String, Hashable, Sendable, CaseIterable {
    // Faults that somebody asked for
    case cut = "link cut"
    case loss = "lost on purpose"
    case offline
    case frozen

    // Going out
    case queueFull = "queue full"
    case unreachable
    case sendFailed = "send failed"

    // Coming in
    case notOurs = "another protocol"
    case unknownVersion = "unknown version"
    case unknownKind = "unknown kind"
    case malformed
    /// From a node of another cluster.
    case foreign = "another cluster"
    case tooLarge = "too large"
    case ownEcho = "own echo"
    /// Sealed rightly, but perhaps long ago: its sender has yet to show that it speaks now.
    case notProven = "sender not proven"
    case tooManyPeers = "too many peers"
    case tooManyStreams = "too many streams"
}

/// How often each happened.
struct DropCounters {
    private var counts = [UInt64](repeating: 0, count: Drop.allCases.count)

    subscript(drop: Drop) -> UInt64 { counts[Self.places[drop] ?? 0] }

    mutating func count(_ drop: Drop) { counts[Self.places[drop] ?? 0] += 1 }

    private static let places = Dictionary(
        uniqueKeysWithValues: Drop.allCases.enumerated().map { ($1, $0) })
}
