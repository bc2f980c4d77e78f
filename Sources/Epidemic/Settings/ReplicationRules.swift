/// The rules of exchanges, arrivals and identities that may be switched off, to see what is lost without.
package struct ReplicationRules: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// What a peer has seen is joined only where its root, of the same moment, equals the own (PROTOCOL.md §3
    /// and §4, trace 4). Without it the end of every exchange is enough.
    package static let oneSnapshot = ReplicationRules(rawValue: 1 << 0)
    /// A write is durable before it is sent or acknowledged (§3, "Order of effects").
    package static let persistBeforeSend = ReplicationRules(rawValue: 1 << 1)
    /// Who begins where others are takes no writes before it knows what they know (§7, "Ready is a fact").
    package static let readiness = ReplicationRules(rawValue: 1 << 2)
    /// Who hears of an own write that it never made, or of a later life, takes a fresh epoch (§3, §7).
    package static let freshEpoch = ReplicationRules(rawValue: 1 << 3)
    /// An own write is not let go for what was said of another one of its identity (§7, "Rollback").
    package static let doubtfulWrites = ReplicationRules(rawValue: 1 << 4)
    /// Patience with an answer does not grow by what was not answered (§5, "Patience").
    package static let boundedPatience = ReplicationRules(rawValue: 1 << 5)
    /// Members that are taken for dead are tried again, for ever (§6).
    package static let reconnection = ReplicationRules(rawValue: 1 << 6)

    /// An exchange, and what is learned by it, is with one life of the peer (§7, "Ready is a fact").
    package static let oneLifePerExchange = ReplicationRules(rawValue: 1 << 7)

    package static let all = ReplicationRules(rawValue: 0xFF)
}
