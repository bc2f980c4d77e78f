/// Which own writes may bear an identity that another write bears, too, and so have to be made again before
/// anybody takes the one for the other.
///
/// A disk that was set back or copied gives the same numbers out twice. Somebody who has seen n0#6 on another
/// key, and holds it no more, would say of the write that is n0#6 here that it was superseded. What was
/// written before the disk was found is the same everywhere; what was written since it was found, or in a life
/// that somebody else was found to live, need not be.
struct DoubtfulWrites: Hashable, Sendable {
    /// A life whose writes after one may be others elsewhere.
    private struct Life: Hashable {
        let epoch: UInt64
        let sequence: UInt64
        var isShared = false
    }

    private var lives: [Life] = []
    /// Those that are to be made again, by key.
    private var waiting: [Key: UpdateID] = [:]

    private static let livesMax = 16

    /// What a life writes after one of its writes may bear numbers that were given out before.
    mutating func doubt(_ life: ReplicaID, after sequence: UInt64) {
        guard !lives.contains(where: { $0.epoch == life.epoch }) else { return }
        if lives.count >= Self.livesMax { lives.removeFirst() }
        lives.append(Life(epoch: life.epoch, sequence: sequence))
    }

    /// Somebody else was found to live a life, too.
    mutating func noteShared(_ life: ReplicaID) {
        doubt(life, after: 0)
        for place in lives.indices where lives[place].epoch == life.epoch {
            lives[place].isShared = true
        }
    }

    /// Whether somebody else was found to live the life of an own write, too.
    func isShared(_ write: UpdateID) -> Bool {
        lives.contains { $0.epoch == write.origin.epoch && $0.isShared }
    }

    /// Whether an own write may be another one elsewhere.
    func contains(_ write: UpdateID) -> Bool {
        lives.contains { $0.epoch == write.origin.epoch && write.sequence > $0.sequence }
    }

    /// Somebody takes an own write for another one: it has to be made again.
    mutating func makeAgain(_ write: UpdateReference) { waiting[write.key] = write.id }

    /// What has to be made again, once, in the order of keys.
    mutating func takeWaiting() -> [UpdateReference] {
        defer { waiting = [:] }
        return waiting.sorted { $0.key < $1.key }.map { UpdateReference(key: $0.key, id: $0.value) }
    }
}

extension DoubtfulWrites {
    func feed(_ hasher: inout FingerprintHasher) {
        for life in lives {
            hasher.feed(life.epoch)
            hasher.feed(life.sequence)
            hasher.feed(life.isShared)
        }
        for (key, write) in waiting.sorted(by: { $0.key < $1.key }) {
            hasher.feed(key)
            hasher.feed(write)
        }
    }
}
