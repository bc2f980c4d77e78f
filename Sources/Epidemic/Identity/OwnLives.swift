/// What a replica has heard of other lives under its own name.
///
/// One that is over has to be followed by a greater epoch. One that somebody else lives at the same time
/// has not: two nodes that each took an epoch above the other's would do so for ever. A node that takes
/// one again and again has met somebody who does the same, wherever he is, and stops.
struct OwnLives: Hashable, Sendable {
    /// The highest epoch heard of.
    private(set) var highest: UInt64 = 0
    /// Epochs in which somebody else is alive, the latest ones.
    private var namesakes: [UInt64] = []
    /// How often an epoch was taken above another.
    private var taken = 0
    private var isWaiting = false

    /// How often it may be; one more may be a clock that is wrong on several nodes.
    static let takenMax = 4
    private static let namesakesMax = 16

    /// Somebody else is alive in an epoch.
    mutating func note(namesake epoch: UInt64) {
        guard !namesakes.contains(epoch) else { return }
        if namesakes.count >= Self.namesakesMax { namesakes.removeFirst() }
        namesakes.append(epoch)
    }

    /// A life with a greater epoch than the own was heard of.
    ///
    /// - Returns: whether to take an epoch above it.
    mutating func hear(of epoch: UInt64) -> Bool {
        guard !namesakes.contains(epoch), !isWaiting || epoch > highest, taken < Self.takenMax
        else {
            return false
        }
        highest = max(highest, epoch)
        guard !isWaiting else { return false }
        isWaiting = true
        taken += 1
        return true
    }

    /// A fresh epoch was given.
    mutating func began() { isWaiting = false }
}

extension OwnLives {
    func feed(_ hasher: inout FingerprintHasher) {
        hasher.feed(highest)
        for epoch in namesakes { hasher.feed(epoch) }
        hasher.feed(taken)
        hasher.feed(isWaiting)
    }
}
