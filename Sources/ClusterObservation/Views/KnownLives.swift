/// How the lives of replicas are told from each other in the fewest characters.
///
/// Epochs of real nodes are long numbers. Where an observer knows one life of a name only, the name alone
/// stands for it; where it knows several, the name and as many of the last digits of the epoch as tell
/// them apart, after `…`. A life that was never noted is written in full, so what is short is never wrong.
public struct KnownLives: Hashable, Sendable {
    /// The epochs of each name in the order of their digits from the last to the first: what an epoch could
    /// be taken for stands next to it, however many there are.
    private var epochs: [ReplicaNameText: [BackwardDigits]] = [:]
    private var labels: [ReplicaIdentity: String] = [:]

    /// Knows none, and writes all of them in full.
    public init() {}

    /// A life was heard of.
    public mutating func note(_ life: ReplicaIdentity) {
        guard labels[life] == nil else { return }
        let digits = BackwardDigits(life.epoch)
        var all = epochs[life.name] ?? []
        let place = all.partitioningIndex(before: digits)
        all.insert(digits, at: place)
        epochs[life.name] = all
        for changed in max(0, place - 1)...min(place + 1, all.count - 1) {
            label(all, changed, of: life.name)
        }
    }

    private mutating func label(_ all: [BackwardDigits], _ place: Int, of name: ReplicaNameText) {
        let own = all[place]
        let neighbours = [place - 1, place + 1].filter(all.indices.contains).map { all[$0] }
        let life = ReplicaIdentity(name: name, epoch: own.epoch)
        labels[life] =
            neighbours.isEmpty ? name.text : "\(name)'\(own.ending(unlike: neighbours))"
    }
}

/// The digits of an epoch, the last one first.
private struct BackwardDigits: Hashable, Comparable {
    let epoch: UInt64
    private let digits: [UInt8]

    init(_ epoch: UInt64) {
        self.epoch = epoch
        digits = Array("\(epoch)".utf8.reversed())
    }

    static func < (left: Self, right: Self) -> Bool {
        left.digits.lexicographicallyPrecedes(right.digits)
    }

    /// The last digits that none of the others ends with; all of them where it takes all.
    func ending(unlike others: [Self]) -> String {
        let alike = others.map { zip(digits, $0.digits).prefix { $0 == $1 }.count }.max() ?? 0
        let ending = digits.prefix(alike + 1).reversed()
        return (alike + 1 < digits.count ? "…" : "") + String(decoding: ending, as: UTF8.self)
    }
}

extension [BackwardDigits] {
    /// Where digits belong in the ascending order.
    fileprivate func partitioningIndex(before digits: BackwardDigits) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < digits { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension KnownLives {
    /// `n3`, or `n3'…71` where several lives of n3 are known.
    public func text(_ life: ReplicaIdentity) -> String { labels[life] ?? "\(life)" }

    /// `n3#7`.
    public func text(_ update: UpdateIdentity) -> String { update.text(naming: text) }

    /// `n0:2 n7:1`.
    public func text(_ clock: WriteClock) -> String { clock.text(naming: text) }

    /// `n0:4 n3:7 without 5`.
    public func text(_ clock: ReplicaClock) -> String { clock.text(naming: text) }
}
