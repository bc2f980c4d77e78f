/// A rule of the protocol that is switched off on purpose, so that a search has a fault to find.
///
/// A search that finds nothing proves nothing unless it finds what was planted. Every case is one rule that was
/// found necessary; the numbers are those of the traces in PROTOCOL.md §4.
package enum PlantedFault: String, Hashable, Sendable, CaseIterable {
    // Deletion
    case floorAtWrite = "floor-at-write"
    case floorOnAbsorbing = "floor-on-absorbing"
    case floorAtExpiry = "floor-at-expiry"
    case floorInSnapshot = "floor-in-snapshot"
    case awakeningByCertificates = "awakening-by-certificates"
    case expiryAtOnce = "expiry-at-once"
    case activationByNumber = "activation-by-number"
    case reactivationOnArrival = "reactivation-on-arrival"
    case refusal
    case floorGenerations = "floor-generations"
    case floorDurable = "floor-durable"
    case certificatesFirst = "certificates-first"
    // Clocks and conflicts
    case countFirst = "count-first"
    case countByName = "count-by-name"
    case sameByIdentity = "same-by-identity"
    case winnerKeepsClock = "winner-keeps-clock"
    case receivingCountsNothing = "receiving-counts-nothing"
    // Exchanges, arrivals and identities
    case oneSnapshot = "one-snapshot"
    case persistBeforeSend = "persist-before-send"
    case readiness
    case freshEpoch = "fresh-epoch"
    case doubtfulWrites = "doubtful-writes"
    case boundedPatience = "bounded-patience"
    case reconnection
    case oneLifePerExchange = "one-life-per-exchange"

    /// Switches the rule off.
    package func plant(in settings: inout Settings) {
        switch self {
        case .floorAtWrite: settings.deletion.rules.remove(.floorAtWrite)
        case .floorOnAbsorbing: settings.deletion.rules.remove(.floorOnAbsorbing)
        case .floorAtExpiry: settings.deletion.rules.remove(.floorAtExpiry)
        case .floorInSnapshot: settings.deletion.rules.remove(.floorInSnapshot)
        case .awakeningByCertificates: settings.deletion.rules.remove(.awakeningByCertificates)
        case .expiryAtOnce: settings.deletion.rules.remove(.expiryAtOnce)
        case .activationByNumber: settings.deletion.rules.remove(.activationByNumber)
        // Who refuses what he has seen does not need the other rule.
        case .reactivationOnArrival:
            settings.deletion.rules.subtract([.reactivationOnArrival, .refusal])
        case .refusal: settings.deletion.rules.remove(.refusal)
        case .floorGenerations: settings.deletion.rules.remove(.floorGenerations)
        case .floorDurable: settings.deletion.rules.remove(.floorDurable)
        case .certificatesFirst: settings.deletion.rules.remove(.certificatesFirst)
        case .countFirst: settings.clocks.remove(.countFirst)
        case .countByName: settings.clocks.remove(.countByName)
        case .sameByIdentity: settings.clocks.remove(.sameByIdentity)
        case .winnerKeepsClock: settings.conflict = .mergeClocksUnsafe
        case .receivingCountsNothing: settings.conflict = .incrementOnReceiptUnsafe
        case .oneSnapshot: settings.rules.remove(.oneSnapshot)
        case .persistBeforeSend: settings.rules.remove(.persistBeforeSend)
        case .readiness: settings.rules.remove(.readiness)
        case .freshEpoch: settings.rules.remove(.freshEpoch)
        case .doubtfulWrites: settings.rules.remove(.doubtfulWrites)
        case .boundedPatience: settings.rules.remove(.boundedPatience)
        case .reconnection: settings.rules.remove(.reconnection)
        case .oneLifePerExchange: settings.rules.remove(.oneLifePerExchange)
        }
    }

    /// Whether the rule is switched off.
    package func isPlanted(in settings: Settings) -> Bool {
        var other = settings
        plant(in: &other)
        return other == settings
    }

    /// The rule, in one sentence.
    package var rule: String {
        switch self {
        case .floorAtWrite: "1: a write's clock goes on from the floor"
        case .floorOnAbsorbing: "2: the floor takes in what is absorbed"
        case .floorAtExpiry: "3: the floor takes in what goes dormant or is discarded"
        case .floorInSnapshot: "3: the floor is joined with the seen clock"
        case .oneSnapshot: "4: root, seen clock and floor are joined as one snapshot"
        case .awakeningByCertificates: "5: older certificates awaken a dormant one, too"
        case .expiryAtOnce: "6: a certificate counts as discarded from the moment it is due"
        case .activationByNumber: "7: copies of a certificate merge by their activations"
        case .reactivationOnArrival:
            "8: a late certificate that cancels a value is active again there"
        case .sameByIdentity: "9: updates are the same when their identities are"
        case .refusal: "what was seen and is held no more is refused"
        case .floorGenerations: "a floor is kept through the generation after its own"
        case .floorDurable: "a floor is durable no later than the discard"
        case .certificatesFirst: "certificates are met before duplicates are suppressed"
        case .countFirst: "of two lives of a name the larger count wins"
        case .countByName: "a new life counts on where its name stood"
        case .winnerKeepsClock: "the winner keeps its write clock"
        case .receivingCountsNothing: "receiving increments no component"
        case .persistBeforeSend: "a write is durable before it is sent or acknowledged"
        case .readiness: "no writes before it is known what the others know"
        case .freshEpoch: "a life that was lived already is left for a fresh epoch"
        case .doubtfulWrites: "an own write stays when another of its identity was meant"
        case .boundedPatience: "patience does not grow by what was not answered"
        case .reconnection: "members taken for dead are tried again, for ever"
        case .oneLifePerExchange: "an exchange is with one life of the peer"
        }
    }
}

extension Settings {
    /// The rules that are switched off, but for those of conflicts, which are settings of their own.
    package var plantedFaults: [PlantedFault] {
        PlantedFault.allCases.filter {
            $0 != .winnerKeepsClock && $0 != .receivingCountsNothing && $0.isPlanted(in: self)
        }
    }
}
