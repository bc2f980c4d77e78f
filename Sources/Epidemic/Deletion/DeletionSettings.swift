/// How long death certificates are kept, and by whom (Demers et al. 1987, §2).
public struct DeletionSettings: Hashable, Sendable {
    /// τ1: everybody keeps a certificate until its activation is so old.
    public var age: Interval
    /// τ2: the retention nodes keep it so much longer, dormant.
    public var dormantAge: Interval
    /// r: how many retention nodes each certificate has, its writer and others drawn at random; none
    /// makes it a plain tombstone.
    public var retention: Int
    /// How far apart the wall clocks of two nodes may be before it is told. Nothing else depends on it.
    public var clockSkew = Interval.seconds(10)
    /// Rules that tests may switch off, to see what goes wrong without.
    package var rules = DeletionRules.all

    /// - Parameters:
    ///   - age: τ1, above zero.
    ///   - dormantAge: τ2.
    ///   - retention: r, at most `Limits.retentionMax`.
    public init(
        age: Interval = .seconds(60), dormantAge: Interval = .seconds(600), retention: Int = 4
    ) {
        self.age = age
        self.dormantAge = dormantAge
        self.retention = retention
    }

    /// τ1 + τ2: nobody keeps a certificate longer.
    public var lifetime: Interval { age + dormantAge }
    /// A generation of floors lasts twice as long, so that nodes that are not quite at one about when it
    /// began drop nothing too early.
    public var floorGeneration: Interval { lifetime * 2 }

    /// Where a certificate stands at a moment that has been active since another.
    func phase(of since: Instant, at now: Instant) -> CertificatePhase {
        if since + age > now { return .active }
        return since + lifetime > now ? .dormant : .past
    }

    /// The same of one that arrives where it was known, and is held no more. Every transfer made it a little
    /// younger, so in the last part of its age it is not begun with again, or two nodes could hand it to
    /// each other for ever.
    func phase(ofReturning since: Instant, at now: Instant) -> CertificatePhase {
        phase(of: Instant(nanoseconds: since.nanoseconds - age.nanoseconds / 16), at: now)
    }
}

/// How far a certificate has aged.
enum CertificatePhase: Hashable { case active, dormant, past }

/// The rules of deletion that were found necessary one by one (PROTOCOL.md §4).
package struct DeletionRules: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// 1: a write's clock goes on from the floor.
    package static let floorAtWrite = DeletionRules(rawValue: 1 << 0)
    /// 2: the floor takes in what is absorbed.
    package static let floorOnAbsorbing = DeletionRules(rawValue: 1 << 1)
    /// 3: the floor takes in what goes dormant or is discarded.
    package static let floorAtExpiry = DeletionRules(rawValue: 1 << 2)
    /// 3: the floor is joined with the seen clock.
    package static let floorInSnapshot = DeletionRules(rawValue: 1 << 3)
    /// 5: a dormant certificate is awakened by older certificates, too.
    package static let awakeningByCertificates = DeletionRules(rawValue: 1 << 4)
    /// 6: a certificate counts as discarded from the moment at which it is due.
    package static let expiryAtOnce = DeletionRules(rawValue: 1 << 5)
    /// 7: copies of one certificate merge by the number of activations, then by age.
    package static let activationByNumber = DeletionRules(rawValue: 1 << 6)
    /// 8: a late certificate that cancels a value is active again where it does.
    package static let reactivationOnArrival = DeletionRules(rawValue: 1 << 7)
    /// 10: what was seen and is held no more was superseded: it is refused, and its sender lets go of it.
    package static let refusal = DeletionRules(rawValue: 1 << 8)

    /// What was let go in one generation of a floor is kept through the next.
    package static let floorGenerations = DeletionRules(rawValue: 1 << 9)
    /// A floor is durable no later than the discard that it guards.
    package static let floorDurable = DeletionRules(rawValue: 1 << 10)

    /// Old items are tested against certificates before duplicates are suppressed.
    package static let certificatesFirst = DeletionRules(rawValue: 1 << 11)

    package static let all = DeletionRules(rawValue: 0xFFF)
}
