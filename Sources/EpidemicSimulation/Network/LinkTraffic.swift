import ClusterObservation

/// What went over every direction that was used.
///
/// Bounded by keeping two generations: when the younger is full, the older is forgotten and the younger
/// takes its place; a direction that is used again moves to the younger one. So nothing is ever forgotten
/// where at most `generationMax` directions are used – every full mesh of up to 256 nodes – and in a
/// larger cluster only what was not used while as many others were.
struct LinkTraffic: Sendable {
    /// Directions of one generation; both together take about five megabytes at most.
    static let generationMax = 65_536

    /// The counts of one direction.
    struct Count: Hashable, Sendable {
        /// Messages sent.
        var sent: UInt32 = 0
        /// Messages that did not arrive; of a repeated one every copy counts.
        var lost: UInt32 = 0
        /// Bytes of the messages sent.
        var bytes: UInt64 = 0
    }

    private var younger: [UInt64: Count] = [:]
    private var older: [UInt64: Count] = [:]

    subscript(link: DirectedLink) -> Count {
        younger[link.packed] ?? older[link.packed] ?? Count()
    }

    /// A message was sent.
    mutating func sent(_ bytes: Int, over link: DirectedLink) {
        change(link) { count in
            count.sent += 1
            count.bytes += UInt64(bytes)
        }
    }

    /// A message did not arrive.
    mutating func lost(over link: DirectedLink) {
        change(link) { $0.lost += 1 }
    }

    /// About how many bytes it takes.
    var estimatedBytes: Int { (younger.count + older.count) * 48 }

    private mutating func change(_ link: DirectedLink, _ body: (inout Count) -> Void) {
        let key = link.packed
        if younger[key] == nil {
            makeRoom()
            younger[key] = older[key] ?? Count()
        }
        body(&younger[key, default: Count()])
    }

    private mutating func makeRoom() {
        guard younger.count >= Self.generationMax else { return }
        older = younger
        younger = [:]
    }
}

extension DirectedLink {
    /// Both ends in one word; a simulation has far fewer than 2³² nodes.
    fileprivate var packed: UInt64 { UInt64(from.index) << 32 | UInt64(to.index) }
}
