import Epidemic

/// Two replicas whose tables differ in so many entries, each of which one of them lacks.
///
/// Keys are random and 16 bytes long; half of the differing entries lie on either side.
public struct TablePair: Sendable {
    /// The replica that begins the exchange, and its peer.
    public internal(set) var initiator: Replica
    public internal(set) var peer: Replica

    /// Whether both tables are equal.
    public mutating func isEqual() -> Bool { initiator.root() == peer.root() }

    /// Both take in what both have.
    fileprivate mutating func give(_ updates: ArraySlice<Update>) {
        var effects = EffectBuffer(interests: [])
        _ = initiator.fill(with: Array(updates), now: .zero, into: &effects)
        _ = peer.fill(with: Array(updates), now: .zero, into: &effects)
    }

    static let initiatorPeer = Peer(0)
    static let answeringPeer = Peer(1)
}

/// Makes pairs of ever larger common tables, each by adding to the one before.
public struct TablePairs: Sendable {
    private var common: Replica
    private var chance: SeededGenerator
    private let seed: UInt64

    /// - Parameter seed: what keys and values follow from.
    public init(seed: UInt64) throws(SettingsError) {
        self.seed = seed
        chance = SeededGenerator(seed: seed)
        common = Replica(
            id: Self.id(0), peers: .list([]), settings: try Self.settings(.checksum), seed: seed)
    }

    /// A pair of tables with so many entries, fewer or more of which differ.
    ///
    /// - Parameters:
    ///   - entries: in the initiator's table; never fewer than half of the differences, and of one pair to
    ///     the next never fewer in common.
    ///   - order: when the differences were written.
    public mutating func pair(
        entries: Int, differences: Int, method: AntiEntropySettings.Method,
        order: DifferenceOrder = .last
    ) throws(SettingsError) -> TablePair {
        let inCommon = entries - (differences + 1) / 2
        guard order == .last else {
            return try writtenAnew(inCommon, differences, method, order)
        }
        precondition(inCommon >= common.entryCount, "\(inCommon) entries in common are too few")
        while common.entryCount < inCommon { write(to: &common, using: &chance) }
        common.buildIndex()
        let settings = try Self.settings(method)
        var initiator = Replica(
            id: Self.id(0), peers: .list([TablePair.answeringPeer]), settings: settings,
            seed: seed, tableOf: common)
        var peer = Replica(
            id: Self.id(1), peers: .list([TablePair.initiatorPeer]), settings: settings,
            seed: seed + 1, tableOf: common)
        var drawing = SeededGenerator(seed: seed, stream: UInt64(differences) + 1)
        for place in 0..<differences {
            if place % 2 == 0 {
                write(to: &initiator, using: &drawing)
            } else {
                write(to: &peer, using: &drawing)
            }
        }
        return TablePair(initiator: initiator, peer: peer)
    }

    /// A pair whose tables are written in another order, entry by entry; what both have is another's.
    private func writtenAnew(
        _ inCommon: Int, _ differences: Int, _ method: AntiEntropySettings.Method,
        _ order: DifferenceOrder
    ) throws(SettingsError) -> TablePair {
        let settings = try Self.settings(method)
        var chance = SeededGenerator(seed: seed)
        var writer = Replica(
            id: Self.id(2), peers: .list([]), settings: settings, seed: seed)
        let common = (0..<inCommon).compactMap { _ in write(to: &writer, using: &chance) }
        var pair = TablePair(
            initiator: Replica(
                id: Self.id(0), peers: .list([TablePair.answeringPeer]), settings: settings,
                seed: seed),
            peer: Replica(
                id: Self.id(1), peers: .list([TablePair.initiatorPeer]), settings: settings,
                seed: seed + 1))
        var drawing = SeededGenerator(seed: seed, stream: UInt64(differences) + 1)
        var given = 0
        for place in 0...differences {
            let next =
                place == differences
                ? inCommon
                : order.commonBefore(difference: place, of: differences, common: inCommon)
            pair.give(common[given..<next])
            given = next
            guard place < differences else { break }
            if place % 2 == 0 {
                write(to: &pair.initiator, using: &drawing)
            } else {
                write(to: &pair.peer, using: &drawing)
            }
        }
        pair.initiator.buildIndex()
        pair.peer.buildIndex()
        return pair
    }

    @discardableResult
    private func write(to replica: inout Replica, using chance: inout SeededGenerator)
        -> Update?
    {
        var effects = EffectBuffer(interests: [])
        let key = Key(Self.bytes(16, &chance))
        replica.write(
            key, Value(Self.bytes(16, &chance)), request: 0, now: .zero, into: &effects)
        return replica.entry(of: key)?.update
    }

    private static func bytes(_ count: Int, _ chance: inout SeededGenerator) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
    }

    private static func id(_ index: Int) -> ReplicaID {
        ReplicaID(name: ["a", "b", "c"][index], epoch: 1)
    }

    /// Anti-entropy alone, with the cache and the tree of a networked node.
    private static func settings(
        _ method: AntiEntropySettings.Method
    ) throws(SettingsError) -> SharedSettings {
        try SharedSettings(
            Settings(
                rumors: nil, cache: CacheSettings(length: 1_024, interval: nil),
                antiEntropy: AntiEntropySettings(method: method, treeDepth: .deep)))
    }
}
