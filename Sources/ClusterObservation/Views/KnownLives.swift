/// How the lives of replicas are told from each other in the fewest characters.
///
/// Epochs of real nodes are long numbers. Where an observer knows one life of a name only, the name alone
/// stands for it; where it knows several, the name and as many of the last digits of the epoch as tell
/// them apart, after `…`. A life that was never noted is written in full, so what is short is never wrong.
public struct KnownLives: Hashable, Sendable {
    private var epochs: [ReplicaNameText: [UInt64]] = [:]
    private var labels: [ReplicaIdentity: String] = [:]

    /// Knows none, and writes all of them in full.
    public init() {}

    /// A life was heard of.
    public mutating func note(_ life: ReplicaIdentity) {
        guard labels[life] == nil else { return }
        epochs[life.name, default: []].append(life.epoch)
        let all = epochs[life.name] ?? []
        for epoch in all {
            let others = all.filter { $0 != epoch }
            labels[ReplicaIdentity(name: life.name, epoch: epoch)] =
                others.isEmpty
                ? life.name.text : "\(life.name)'\(Self.ending(of: epoch, unlike: others))"
        }
    }

    /// The last digits of an epoch that none of the others ends with.
    private static func ending(of epoch: UInt64, unlike others: [UInt64]) -> String {
        let digits = "\(epoch)"
        let ending = (1..<digits.count).lazy.map { digits.suffix($0) }.first { ending in
            !others.contains { "\($0)".hasSuffix(ending) }
        }
        return ending.map { "…\($0)" } ?? digits
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
